// The list of chosen events, with what is chosen above it, as the server's templates write them.
import type { Events, Row } from './carried';
import { type Choice, having, linkTo, narrows, of, only, toggled } from './choice';
import { dayOf, span, inShort } from './days';
import { made } from './dom';

const RIGHT_TO_LEFT = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff]/;
const SEVERAL = 4; // more points than these are told in one chip

/** The direction of words that are written from right to left. */
export const way = (words: string): { dir?: string } => (RIGHT_TO_LEFT.test(words) ? { dir: 'rtl' } : {});

export const plural = (count: number, word: string): string => `${count} ${word}${count === 1 ? '' : 's'}`;

export function item(row: Row, address: string, selected: boolean): HTMLLIElement {
  const about = made('a', { href: address }, made('time', {}, row.date ?? 'no date'));
  if (row.part) about.append(' ', made('span', { class: 'part' }, row.part.replaceAll('_', ' ')));
  about.append(' ', made('strong', {}, `${row.kind}${row.negated ? ', not so' : ''}`));
  const voices = made('span', { class: 'voices' }, made('bdi', {}, row.sources.join(', ')), ` · ${plural(row.claims, 'claim')}`);
  if (row.certainty !== 'stated') voices.append(` · ${row.certainty}`);
  if (row.contested.length) {
    voices.append(' · ', made('span', { class: 'contested' }, `contested: ${row.contested.join(', ')}`));
  }
  const element = made('li', { id: `e${row.id}`, ...marked(row, selected) }, about, ' ');
  element.append(made('span', way(row.parties), row.parties), ' ');
  if (row.places.length) element.append(made('span', { class: 'places' }, row.places.join(', ')), ' ');
  if (row.losses.length) element.append(made('span', { class: 'tolls' }, row.losses.join('; ')), ' ');
  element.append(voices);
  return element;
}

/** What marks of an event carry, in each of the views. */
export function marked(row: Row, selected: boolean): Record<string, string | number> {
  const { id, first, last, at } = row;
  return {
    'data-event': id,
    ...(first === null ? {} : { 'data-first': first }),
    ...(last === null ? {} : { 'data-last': last }),
    ...(at ? { 'data-place': at } : {}),
    ...(selected ? { 'aria-current': 'true' } : {}),
  };
}

/** The list in its order, one page of it. */
export function list(events: Events, choice: Choice, found: number[]): Element {
  const { orders } = events.told.worded;
  const [plainly] = orders;
  const order = orders.find(([name]) => name === choice.sort) ?? plainly;
  const section = made('section', { id: 'list', class: 'list', 'aria-labelledby': 'list-heading' });
  const told = made('span', { class: 'reach-told' }, order?.[1] ?? '');
  section.append(made('h2', { id: 'list-heading' }, 'Events ', told), ways(events, choice));
  const most = events.told.perPage ?? Math.max(1, found.length);
  const pages = Math.max(1, Math.ceil(found.length / most));
  const first = (choice.page - 1) * most;
  const rows = events.ordered(found, choice.sort).slice(first, first + most).map((n) => events.row(n));
  if (!rows.length) {
    section.append(made('p', {}, 'No event fits. ', made('a', { href: linkTo(nothing(choice)) }, 'Show all')));
    return section;
  }
  section.append(
    made('ol', { class: 'events', start: first + 1 }, ...rows.map((row) => item(row, events.address(row.id), row.id === choice.sel))),
  );
  if (pages > 1) section.append(turning(choice, pages));
  return section;
}

function ways(events: Events, choice: Choice): HTMLElement {
  const all = events.told.worded.orders.map(([name, label], n) => {
    const sort = n ? name : '';
    const chosen = sort === choice.sort;
    return chosen ? made('strong', { 'aria-current': 'true' }, label) : made('a', { href: linkTo(having(choice, { sort })) }, label);
  });
  return made('p', { class: 'orders' }, ...parted(all, ' · '));
}

export const parted = (several: Node[], between: string): (Node | string)[] =>
  several.flatMap((each, n) => (n ? [between, each] : [each]));

function turning(choice: Choice, pages: number): HTMLElement {
  const { page } = choice;
  const line = made('p');
  if (page > 1) line.append(made('a', { rel: 'prev', href: linkTo(having(choice, { page: page - 1 })) }, 'back'), ' ');
  line.append(`page ${page} of ${pages}`);
  if (page < pages) line.append(' ', made('a', { rel: 'next', href: linkTo(having(choice, { page: page + 1 })) }, 'on'));
  return made('nav', { 'aria-label': 'Pages of the list' }, line);
}

/** How many events are chosen, and by what: each with a link to the choice without it. */
export function summary(events: Events, choice: Choice, count: number): HTMLElement {
  const days = reach(choice);
  const some = narrows(choice) || events.told.narrowed;
  const words = `${some ? ` of ${events.told.whole}` : ''}${days ? `, ${days}` : ''}`;
  const line = made('p', { class: 'summary', role: 'status' }, made('strong', { id: 'count' }, plural(count, 'event')), words);
  const told = [...chips(events, choice)].map(([what, words, without]) => made('li', {}, chip(what, words, without)));
  const all = made('li', {}, made('a', { class: 'all', href: linkTo(nothing(choice)) }, 'all events'));
  const list = made('ul', { class: 'chips', 'aria-label': 'Chosen' }, ...told, all);
  return made('div', { class: 'chosen' }, line, ...(told.length ? [list] : []));
}

/** No choice at all. */
export const nothing = (choice: Choice): Choice => ({
  ...having(choice, { q: '', since: '', until: '', values: {}, contested: false, box: null }),
  lanes: '',
  sort: '',
});

function chip(what: string, words: string, without: Choice): HTMLElement {
  const cross = made('span', { class: 'remove', 'aria-hidden': 'true' }, '×');
  const link = made('a', { href: linkTo(without), ...way(words) }, made('span', { class: 'what' }, what));
  link.append(` ${words} `, cross, made('span', { class: 'unseen' }, ': no longer'));
  return link;
}

type Chip = [what: string, words: string, without: Choice];

function* chips(events: Events, choice: Choice): Generator<Chip> {
  if (choice.q) yield ['Words', choice.q, having(choice, { q: '' })];
  if (choice.since || choice.until) yield ['Days', reach(choice), having(choice, { since: '', until: '' })];
  if (choice.contested) yield ['Contested', 'only', having(choice, { contested: false })];
  for (const [facet, heading] of events.told.worded.headings) {
    for (const value of of(choice, facet)) {
      const words = facet === 'where' && value === 'unknown' ? 'nowhere' : events.label(facet, value);
      yield [heading, words, toggled(choice, facet, value)];
    }
  }
  yield* points(events, choice);
  if (choice.box) yield ['Within', boxed(choice.box), having(choice, { box: null })];
}

function* points(events: Events, choice: Choice): Generator<Chip> {
  const several = of(choice, 'at');
  if (several.length > SEVERAL) {
    yield ['At', `${several.length} points of the map`, only(choice, 'at', [])];
    return;
  }
  for (const at of several) {
    const name = events.label('at', at);
    yield ['At', name === at ? at : `${name} (${at})`, toggled(choice, 'at', at)];
  }
}

function boxed([west, south, east, north]: readonly [number, number, number, number]): string {
  const degrees = (number: number, signs: string): string =>
    `${Number(Math.abs(number).toFixed(2))}° ${signs[Number(number < 0)] ?? ''}`;
  return `${degrees(south, 'NS')} to ${degrees(north, 'NS')}, ${degrees(west, 'EW')} to ${degrees(east, 'EW')}`;
}

/** The days asked for in words. */
function reach(choice: Choice): string {
  const [since, until] = [dayOf(choice.since), dayOf(choice.until, true)];
  if (since !== null && until !== null && since <= until) return span(since, until);
  const told = [since === null ? '' : `from ${inShort(since)}`, until === null ? '' : `to ${inShort(until)}`];
  return told.filter(Boolean).join(' ');
}
