// The overview, wherever its events come from.
import { brushed } from './brush';
import { made, one } from './dom';
import { keyed } from './keys';
import { linked } from './linked';
import { followed } from './loading';
import { mapped } from './map';
import type { Source } from './source';

/** Makes the overview of a source of events live; `anew` where even what is seen at first is to be made here. */
export function begun(source: Source, anew = false): void {
  if (anew) {
    one('#choose')?.remove();
    one('.facets')?.prepend(made('form', { id: 'choose' }));
    const jump = one('.jump ul');
    if (jump && !one('a[href="#choose"]', jump)) jump.append(made('li', {}, made('a', { href: '#choose' }, 'Choose')));
  }
  const form = one<HTMLFormElement>('form#choose');
  if (form) followed(form, source, anew);
  linked();
  brushed();
  keyed();
  if (source.mapped) mapped(source);
}
