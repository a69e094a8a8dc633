// What the page can do beyond reading: everything here works on what the server has drawn, and adds nothing to it.
import { one } from './dom';
import { begun } from './page';
import { reviewed } from './review';
import { server } from './server';

if (one('#list')) begun(server);
if (one('#review')) reviewed();
