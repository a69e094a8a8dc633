// What the page can do beyond reading: everything here works on what the server has drawn, and adds nothing to it.
import { brushed } from './brush';
import { one } from './dom';
import { keyed } from './keys';
import { linked } from './linked';
import { followed } from './loading';
import { mapped } from './map';
import { reviewed } from './review';

const form = one<HTMLFormElement>('form#choose');
const live = one('script[data-live]') !== null; // behind a server, not in a folder of files

if (one('#list')) {
  if (form && live) followed(form);
  linked();
  if (live) brushed();
  keyed();
  mapped();
}
if (live && one('#review')) reviewed();
