// Single keys of the review: each does what a button or link of the page does that names it, so that nothing can be
// done by a key alone.
import { all, one, say } from './dom';
import { writing } from './keys';

const sides = (): HTMLElement[] => all('.side');
const current = (): HTMLElement | null => one('.side.current');

function choose(side: HTMLElement | undefined): void {
  if (!side || side === current()) return;
  current()?.classList.remove('current');
  side.classList.add('current');
}

/** The first claim that nobody has said anything of yet. */
const open = (): HTMLElement | undefined => sides().find((side) => !one('.person', side)) ?? sides()[0];

/** What a key stands for: in the chosen claim, else on the page. */
const meant = (key: string): HTMLElement | null => {
  const named = `[data-key="${CSS.escape(key)}"]`;
  const side = current();
  return (side && one(named, side)) ?? all(named).find((found) => !found.closest('.side')) ?? null;
};

function act(target: HTMLElement): void {
  if (!(target instanceof HTMLDetailsElement)) return target.click();
  target.open = true;
  one('input:not([type=hidden]), select', target)?.focus();
}

export function reviewed(): void {
  choose(open());
  document.addEventListener('focusin', (event) => {
    if (event.target instanceof Element) choose(event.target.closest<HTMLElement>('.side') ?? undefined);
  });
  document.addEventListener('keydown', (event) => {
    if (event.defaultPrevented || event.isComposing || event.ctrlKey || event.altKey || event.metaKey) return;
    if (event.key === 'Escape' && event.target instanceof HTMLElement) return event.target.blur();
    if (writing(event.target)) return;
    const side = one(`.side[data-claim="${CSS.escape(event.key)}"]`);
    const target = side ? null : meant(event.key);
    if (!side && !target) return;
    event.preventDefault();
    if (side) {
      choose(side);
      side.scrollIntoView({ block: 'nearest' });
      say(`claim ${event.key}`);
    } else if (target) act(target);
  });
}
