// Single keys. None fires while something is being written, or together with Ctrl, Alt or the like.
import { asked, chooseDays, type Days, drawnDays } from './brush';
import { put } from './address';
import { all, button, made, one, say, still } from './dom';
import { light, markOf, select, selected } from './linked';
import { choose, show } from './loading';

const KEYS: [string, string, () => void][] = [
  ['j', 'next event', () => void walk(1)],
  ['k', 'previous event', () => void walk(-1)],
  ['o', 'open the event', open],
  ['/', 'search', () => one<HTMLInputElement>('#q')?.select()],
  ['c', 'contested only, or all', () => void contested()],
  ['[', 'a day back', () => void step(-1)],
  [']', 'a day on', () => void step(1)],
  ['t', 'play through time, or stop', play],
  ['Escape', 'let go of the event, then of the days', clear],
  ['?', 'these keys', help],
];

const items = (): HTMLElement[] => all('#list [data-event]');
const link = (item: Element | undefined): HTMLAnchorElement | null => (item ? one<HTMLAnchorElement>('a', item) : null);

/** The event of the list that the reader is at. */
function here(): number {
  const several = items();
  const pointed = markOf(document.activeElement)?.dataset.event ?? selected();
  return several.findIndex((item) => item.dataset.event === pointed);
}

async function walk(way: 1 | -1): Promise<void> {
  const at = here();
  const next = at < 0 && way < 0 ? items().length - 1 : at + way;
  if (next < 0 || next >= items().length) {
    const more = one<HTMLAnchorElement>(`#list a[rel=${way > 0 ? 'next' : 'prev'}], #results a[rel=${way > 0 ? 'next' : 'prev'}]`);
    if (!more) return say(way > 0 ? 'No later event' : 'No earlier event');
    await show(new URL(more.href));
    return arrive(items().at(way > 0 ? 0 : -1));
  }
  arrive(items()[next]);
}

function arrive(item: HTMLElement | undefined): void {
  if (!item) return;
  select(item.dataset.event ?? null);
  link(item)?.focus();
  light(item);
}

function open(): void {
  const to = link(items()[here()]);
  if (to) location.assign(to.href);
}

const contested = (): Promise<void> =>
  choose((query) => put(query, 'contested', query.has('contested') ? null : '1'));

/** Moves the chosen days; where none are chosen, takes the first of all, or the last. */
function step(by: number): Promise<void> {
  const whole = drawnDays();
  const [from, to] = asked();
  if (from === null && to === null) {
    const first = whole?.[by > 0 ? 0 : 1];
    return first === undefined ? Promise.resolve() : chooseDays([first, first]);
  }
  const days: Days = [(from ?? to ?? 0) + by, (to ?? from ?? 0) + by];
  return chooseDays(days);
}

let playing = 0;
const STEPS = 24;

/** Goes through the days from the first, as many at a time as are chosen, else a part of the whole. */
function play(): void {
  if (playing) return stop();
  const whole = drawnDays();
  if (!whole) return;
  const [from, to] = asked();
  const narrow = from !== null && to !== null && (from > whole[0] || to < whole[1]);
  const length = narrow ? to - from + 1 : Math.max(1, Math.ceil((whole[1] - whole[0] + 1) / STEPS));
  let first = narrow ? from : whole[0];
  const next = (): void => {
    if (first > whole[1]) return stop();
    const days: Days = [first, Math.min(first + length - 1, whole[1])];
    first += length;
    void chooseDays(days, 'replace');
  };
  playing = window.setInterval(next, still() ? 3000 : 1200);
  next();
  say('Playing through time; t stops');
}

function stop(): void {
  clearInterval(playing);
  playing = 0;
}

function clear(): void {
  if (playing) return stop();
  if (selected()) {
    select(null);
    light(null);
  } else if (asked().some((day) => day !== null)) void chooseDays(null);
}

function help(): void {
  const open = one<HTMLDialogElement>('#keys');
  if (open?.open) return open.close();
  const dialog = open ?? document.body.appendChild(explained());
  dialog.showModal();
}

function explained(): HTMLDialogElement {
  const rows = KEYS.map(([key, does]) =>
    made('div', {}, made('dt', {}, made('kbd', {}, key === 'Escape' ? 'Esc' : key)), made('dd', {}, does)),
  );
  const close = button('Close', () => dialog.close());
  const heading = made('h2', { id: 'keys-heading' }, 'Keys');
  const more = made('p', {}, 'On the ends of the span of days: arrow keys by a day, with Shift by more; Home and End.');
  const dialog = made('dialog', { id: 'keys', 'aria-labelledby': 'keys-heading' }, heading, made('dl', {}, ...rows), more, close);
  return dialog;
}

/** Whether what has the focus takes letters for itself. */
export const writing = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  (target.isContentEditable ||
    target.matches('select, textarea, input:not([type=checkbox], [type=radio], [type=button], [type=submit])'));

export function keyed(): void {
  document.addEventListener('keydown', (event) => {
    if (event.defaultPrevented || event.isComposing || event.ctrlKey || event.altKey || event.metaKey) return;
    if (!one('.overview')?.getClientRects().length) return; // another page of the one file is seen
    if (writing(event.target) || (one('dialog[open]') && event.key !== '?')) return;
    const found = KEYS.find(([key]) => key === event.key);
    if (!found) return;
    event.preventDefault();
    found[2]();
  });
  const hint = made('p', { class: 'keyhint' }, button('Keys', help, { 'aria-keyshortcuts': '?', title: 'Keys (?)' }));
  one('.top')?.append(hint);
}
