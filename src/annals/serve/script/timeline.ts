// When the chosen events were, drawn as a server draws it; see timebar.py.
import { Axis, type Unit } from './axis';
import { bandsDrawn, bandsOf, heightBelow, heightOf, stripsDrawn, stripsOf } from './bands';
import type { Events, Lasting } from './carried';
import { type Choice, having, linkTo, only } from './choice';
import { down } from './daybook';
import { dayOf, edtf } from './days';
import { all, drawn, made, one } from './dom';
import { few, gathered, oneByOne, shares } from './lanes';
import { parted, plural } from './list';

const [REMOTE, ENOUGH, BELOW] = [6, 20, 22];

/** The timeline's section for a choice, from the one that the files hold. */
export function timeOf(section: Element, events: Events, choice: Choice, found: number[]): Element {
  const reach = reachOf(events, choice, found);
  const heading = one('#timeline-heading', section);
  if (!reach || !one('svg.drawing', section)) {
    for (const element of [...section.children]) if (element !== heading) element.remove();
    heading?.replaceChildren('When');
    section.append(made('p', { class: 'nowhen' }, 'No event here has a day known; the list has them.'));
    return section;
  }
  const axis = new Axis(...reach);
  one('.reach-told', section)?.replaceChildren(axis.told);
  one('.lanes-by', section)?.replaceChildren('Lanes by ', ...ways(events, choice));
  const shown = found.filter((n) => events.within(n, axis.first, axis.last));
  const told = new Set(few(shown) ? shown : []);
  const bands = bandsOf(events.told.lasting.lives, told, axis);
  const strips = stripsOf(events.told.lasting.held, told, axis);
  const [truces, control] = events.told.lasting.ways;
  const way = ({ way }: Lasting): string => way;
  const top = heightOf(bands);
  const several = shares(events, choice, shown);
  const single = few(shown) ? oneByOne(events, choice, several, axis, top) : null;
  const lanes = single ?? gathered(events, choice, several, axis, top);
  const bottom = top + lanes.height;
  const height = Math.round((bottom + heightBelow(strips) + BELOW) * 10) / 10;
  const svg = drawn('svg', {
    class: 'drawing', viewBox: `-4 0 648 ${height}`, role: 'group', 'aria-label': `Timeline, ${axis.told}`,
    'data-low': axis.first, 'data-high': axis.last + 1, 'data-left': 0, 'data-right': 640,
    'data-top': top, 'data-bottom': height - BELOW,
  });
  svg.append(ticks(axis, height), bandsDrawn(bands, way, top, bottom), ...lanes.elements);
  if (strips.length) svg.append(stripsDrawn(strips, way, bottom));
  one('svg.drawing', section)?.replaceWith(svg);
  const undated = found.filter((n) => events.first(n) === null && events.last(n) === null);
  one('svg.daybook', section)?.replaceWith(down(events, choice, shown, undated, axis, bands, few(shown)));
  if (!single && few(shown)) besideDown(section); // across they are gathered, down they are not
  legend(section, single ? null : axis.parted()[0], lanes.uncertain);
  const lines = [...bands.map(({ piece }) => piece.told), ...strips.map((s) => `${s.lasting.name}: ${s.pieces.map(({ piece }) => piece.told).join('; ')}`)];
  one('.caption details', section)?.remove();
  if (lines.length) {
    const list = made('ul', {}, ...lines.map((line) => made('li', {}, line)));
    one('.caption .legend', section)?.after(made('details', {}, made('summary', {}, 'What lasted, in words'), list));
  }
  const beyond = one('.caption > p', section);
  beyond?.replaceChildren(...outside(events, choice, found, undated.length, axis));
  const { lives, held } = events.told.lasting;
  if (!few(shown) && (lives.length || held.length)) {
    beyond?.append(made('a', { href: truces }, `${lives.length} truces and sieges`), ' and ');
    beyond?.append(made('a', { href: control }, `who held ${held.length} places`), ' are drawn where few events are chosen.');
  }
  return section;
}

function ways(events: Events, choice: Choice): (Node | string)[] {
  const each = events.known.lanes.map((name, n) => {
    const lanes = n ? name : '';
    const chosen = lanes === choice.lanes;
    return chosen ? made('strong', { 'aria-current': 'true' }, name) : made('a', { href: linkTo(having(choice, { lanes })) }, name);
  });
  return parted(each, ' · ');
}

/** First and last day of the scale: what was asked for, else of all events, but for few that lie far from most. */
function reachOf(events: Events, choice: Choice, found: number[]): [number, number] | null {
  const [whole, most] = [middle(events, found, 0), middle(events, found, 0.02)];
  if (!whole || !most) return null;
  let [first, last] = whole;
  const length = most[1] - most[0] + 30;
  if (found.length >= ENOUGH && last - first > REMOTE * length) {
    const more = Math.floor(length / 10);
    [first, last] = [Math.max(first, most[0] - more), Math.min(last, most[1] + more)];
  }
  first = dayOf(choice.since) ?? first;
  last = dayOf(choice.until, true) ?? last;
  return first <= last ? [first, last] : [last, first];
}

/** The days between which events begin and end, a share of them left out at either end. */
function middle(events: Events, found: number[], share: number): [number, number] | null {
  const known = (days: (number | null)[]): number[] => days.filter((day) => day !== null).sort((a, b) => a - b);
  const begins = known(found.map((n) => events.first(n)));
  const ends = known(found.map((n) => events.last(n)));
  if (!begins.length && !ends.length) return null;
  const nth = (days: number[], part: number, none: number): number =>
    days[Math.min(days.length, Math.floor(days.length * part) + 1) - 1] ?? none;
  const first = Math.min(nth(begins, share, Infinity), nth(ends, share, Infinity));
  return [first, Math.max(nth(ends, 1 - share, -Infinity), nth(begins, 1 - share, -Infinity))];
}

function ticks(axis: Axis, height: number): SVGElement {
  const group = drawn('g', { class: 'ticks', 'aria-hidden': 'true' });
  for (const { x, label, minor } of axis.ticks) {
    group.append(drawn('path', { d: `M${x} 0V${height - 18}` }));
    group.append(drawn('text', { ...(minor ? { class: 'minor' } : {}), x: x + 2, y: height - 5 }, label));
  }
  group.append(drawn('path', { class: 'ground', d: `M0 ${height - 18}H640` }));
  return group;
}

/** What the marks stand for; the files hold what is told of either manner. */
function legend(section: Element, unit: Unit | null, uncertain: boolean): void {
  for (const line of all('.legend [data-when]', section)) {
    const when = line.dataset.when ?? '';
    line.hidden = when.startsWith('gathered') !== Boolean(unit) || (when.endsWith('uncertain') && !uncertain);
  }
  if (unit) one('.legend .step', section)?.replaceChildren(inWords(unit));
}

/** The words for marks of single events, where these stand on narrow pages only. */
function besideDown(section: Element): void {
  const lines = all('.caption .legend [data-when^=single]', section).map((line) => {
    const twin = line.cloneNode(true) as HTMLElement;
    twin.hidden = false;
    twin.removeAttribute('data-when');
    return twin;
  });
  one('.down', section)?.append(made('ul', { class: 'legend' }, ...lines));
  one('.caption .legend', section)?.classList.add('of-both');
}

function inWords([kind, step]: Unit): string {
  if (kind === 'day' && step === 7) return 'a week';
  return step === 1 ? `a ${kind}` : `${step} ${kind}s`;
}

/** The events that the scale does not show. */
function outside(events: Events, choice: Choice, found: number[], undated: number, axis: Axis): (Node | string)[] {
  const before = found.filter((n) => (events.last(n) ?? Infinity) < axis.first).length;
  const after = found.filter((n) => (events.first(n) ?? -Infinity) > axis.last).length;
  const link = (to: Choice, words: string, more = {}): (Node | string)[] => [made('a', { href: linkTo(to), ...more }, words), '. '];
  return [
    ...(before ? link(having(choice, { until: edtf(axis.first - 1) }), `${plural(before, 'event')} before`) : []),
    ...(after ? link(having(choice, { since: edtf(axis.last + 1) }), `${plural(after, 'event')} after`) : []),
    ...(undated ? link(only(choice, 'when', ['unknown']), `${plural(undated, 'event')} without any day known`, { class: 'undated' }) : []),
  ];
}
