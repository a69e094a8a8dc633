// The lanes of the timeline: which events stand in each, as bars of their own or gathered; see lanes.py.
import { Axis, tenth, WIDE } from './axis';
import type { Events, Row } from './carried';
import { type Choice, having, linkTo, of, only, toggled } from './choice';
import { dayOf, edtf, span } from './days';
import { drawn } from './dom';
import { marked } from './list';

const [FEW, MOST_ROWS, MOST_LANES] = [300, 34, 6];
const [ROW, TALL, HEADING, UNDER, LEAST] = [9.5, 38, 16, 4, 5];
const OTHERS: Record<string, string> = { type: 'other types', source: 'other sources' };
const PARTS: Record<string, [number, number]> = {
  early_morning: [0, 0.25], morning: [0.25, 0.5], noon: [0.45, 0.55], afternoon: [0.5, 0.75], evening: [0.75, 0.95],
};

export const few = (found: number[]): boolean => found.length <= FEW;

interface Share {
  label: string;
  value: string | null;
  events: number[];
}

export interface Lanes {
  elements: SVGElement[];
  height: number;
  uncertain: boolean;
}

/** The events found by the commonest values of the facet that lanes are made of, and the rest. */
export function shares(events: Events, choice: Choice, found: number[]): Share[] {
  const by = choice.lanes || (events.known.lanes[0] ?? '');
  const facet = events.facet(by);
  const chosen = of(choice, by);
  const made: Share[] = [];
  let rest = found;
  for (const value of events.values(by, choice, Math.max(MOST_LANES, chosen.length))) {
    const rank = facet.ranks.get(value.value) ?? -1;
    const has = (n: number): boolean => facet.of[n]?.includes(rank) ?? false;
    const theirs = found.filter(has);
    if (!theirs.length || (chosen.length && !value.chosen)) continue;
    made.push({ label: value.label, value: value.value, events: theirs });
    rest = rest.filter((n) => !has(n));
  }
  made.sort((a, b) => b.events.length - a.events.length);
  const others = made.length ? (OTHERS[by] ?? `no or other ${by}`) : 'all';
  return rest.length ? [...made, { label: others, value: null, events: rest }] : made;
}

export interface Bar {
  row: Row;
  x: number;
  width: number;
  y: number;
}

/** Lanes with a bar an event; null where they would be too tall to be read. */
export function oneByOne(events: Events, choice: Choice, several: Share[], axis: Axis, top: number): Lanes | null {
  const elements: SVGElement[] = [];
  let [used, y, uncertain] = [0, top, false];
  for (const share of several) {
    const [bars, rows] = stacked(share.events.map((n) => events.row(n)), axis, y + HEADING);
    used += rows;
    if (used > MOST_ROWS) return null;
    uncertain ||= bars.some(({ row }) => !sure(row));
    elements.push(lane(events, choice, share, y, bars.map((each) => bar(each, events, choice))));
    y += HEADING + rows * ROW + UNDER;
  }
  return { elements, height: y - top, uncertain };
}

export const sure = (row: Row): boolean => row.first !== null && row.first === row.last;

/** Bars in as few rows as keep them apart, and how many rows these are. */
function stacked(rows: Row[], axis: Axis, top: number): [Bar[], number] {
  const ends: number[] = [];
  const placed = rows.map((row): Bar => {
    const [begin, end] = (sure(row) && PARTS[row.part]) || [0, 1];
    const left = row.first === null ? 0 : axis.x(row.first + begin);
    const right = row.last === null ? WIDE : axis.x(row.last + end);
    const width = Math.max(LEAST, tenth(right - left));
    return { row, x: Math.min(left, WIDE - width), width, y: 0 };
  });
  placed.sort((a, b) => a.x - b.x || b.width - a.width || (a.row.id < b.row.id ? -1 : 1));
  for (const each of placed) {
    const free = ends.findIndex((end) => end <= each.x);
    const at = free < 0 ? ends.length : free;
    ends[at] = each.x + each.width + 1;
    each.y = top + at * ROW;
  }
  return [placed, ends.length];
}

/** The event in words. */
export function told(row: Row): string {
  const split = row.contested.length ? `contested: ${row.contested.join(', ')}` : '';
  const kind = `${row.kind}${row.negated ? ', not so' : ''}`;
  return [row.date ?? 'no date', kind, row.parties, row.places.join(', '), split].filter(Boolean).join(' · ');
}

/** How the mark of an event is to look. */
export const manner = (row: Row): string =>
  `${sure(row) ? 'sure' : 'spread'}${row.contested.length ? ' contested' : ''}${row.negated ? ' negated' : ''}`;

function bar({ row, x, width, y }: Bar, events: Events, choice: Choice): SVGAElement {
  const opens = row.first === null;
  const ends = row.last !== null;
  const to = { class: `bar ${manner(row)}`, href: events.address(row.id), ...marked(row, row.id === choice.sel) };
  const element = drawn('a', to, drawn('title', {}, told(row)));
  const box = { x, y, width, height: 8 };
  if (sure(row)) element.append(drawn('rect', { class: 'body', ...box, rx: 1.5 }));
  else {
    const mask = `url(#fade${opens ? '-end' : ends ? '' : '-begin'})`;
    element.append(
      drawn('g', { mask }, drawn('rect', { class: 'back', ...box }), drawn('rect', { class: 'body', ...box })),
      drawn('path', { class: 'axis', d: `M${x} ${y + 4}h${width}` }),
    );
  }
  if (opens) element.append(drawn('path', { class: 'arrow', d: `M${x} ${y + 4}l7 -4v8z` }));
  if (!ends) element.append(drawn('path', { class: 'arrow', d: `M${x + width} ${y + 4}l-7 -4v8z` }));
  if (row.contested.length) {
    const half = { x: tenth(x + 0.6), y: y + 4, width: tenth(Math.max(width - 1.2, 1)), height: 3.5 };
    element.append(drawn('rect', { class: 'half', ...half }));
  }
  if (row.negated) element.append(drawn('path', { class: 'strike', d: `M${x} ${y + 8}l${Math.min(width, 8)} -8` }));
  return element;
}

/** Lanes with a column for every day, week, month ... on one scale of heights. */
export function gathered(events: Events, choice: Choice, several: Share[], axis: Axis, top: number): Lanes {
  const [, edges] = axis.parted();
  const counts = several.map((share) => counted(events, share.events, edges));
  const unit = TALL / Math.max(1, ...counts.flat().map(([may, certain]) => may + certain));
  const high = HEADING + TALL + UNDER;
  const elements = several.map((share, n) => {
    const y = top + n * high;
    const facet = choice.lanes || (events.known.lanes[0] ?? '');
    const narrowed = share.value === null ? choice : only(choice, facet, [share.value]);
    const columns = (counts[n] ?? []).flatMap((count, at) => {
      const days: [number, number] = [edges[at] ?? 0, (edges[at + 1] ?? 0) - 1];
      return count[0] + count[1] ? [column(narrowed, share, axis, days, count, unit, y)] : [];
    });
    const ground = drawn('path', { class: 'ground', d: `M0 ${y + high - 5}H${WIDE}`, 'aria-hidden': 'true' });
    return lane(events, choice, share, y, columns.length ? [...columns, ground] : []);
  });
  const uncertain = counts.flat().some(([may]) => may);
  return { elements, height: several.length * high, uncertain };
}

export type Count = [may: number, sure: number];

/** For each step, how many events may be of it, and how many are sure to be. */
export function counted(events: Events, several: number[], edges: number[]): Count[] {
  const counts = edges.slice(1).map((): Count => [0, 0]);
  for (const n of several) {
    const [first, last] = [events.first(n) ?? -Infinity, events.last(n) ?? Infinity];
    if (first === -Infinity && last === Infinity) continue;
    counts.forEach((count, at) => {
      const [begin, end] = [edges[at] ?? 0, edges[at + 1] ?? 0];
      if (first >= end || last < begin) return;
      count[first >= begin && last < end ? 1 : 0] += 1;
    });
  }
  return counts;
}

const tall = (height: number): number => (height ? tenth(Math.max(height, 1.5)) : 0);

function column(
  choice: Choice, share: Share, axis: Axis, [begin, end]: [number, number], [may, certain]: Count, unit: number, top: number,
): SVGAElement {
  const [since, until] = [dayOf(choice.since), dayOf(choice.until, true)];
  const [first, last] = [Math.max(begin, since ?? begin), Math.min(end, until ?? end)];
  const [left, right] = [axis.x(begin), axis.x(end + 1)];
  const width = Math.max(1, tenth(right - left - (right - left > 4 ? 1 : 0.2)));
  const [solid, soft] = [tall(certain * unit), tall(may * unit)];
  const words = `${span(first, last)}: ${certain} ${share.label}${may ? `, and ${may} that may be of other days` : ''}`;
  const ground = top + HEADING + TALL + UNDER - 5;
  const to = linkTo(having(choice, { since: edtf(first), until: edtf(last) }));
  const at = { 'data-first': first, 'data-last': last, 'data-count': certain + may };
  const element = drawn('a', { class: 'column', href: to, ...at }, drawn('title', {}, words));
  element.append(drawn('rect', { class: 'reach', x: left, y: top + 16, width, height: HEADING + TALL + UNDER - 20 }));
  if (certain) element.append(drawn('rect', { class: 'body', x: left, y: ground - solid, width, height: solid }));
  if (may) element.append(drawn('rect', { class: 'may', x: left, y: ground - solid - soft, width, height: soft }));
  return element;
}

function lane(events: Events, choice: Choice, share: Share, top: number, marks: SVGElement[]): SVGElement {
  const facet = choice.lanes || (events.known.lanes[0] ?? '');
  const name = share.value === null ? share.label : drawn('a', { href: linkTo(toggled(choice, facet, share.value)) }, share.label);
  const count = drawn('tspan', { class: 'count' }, String(share.events.length));
  const heading = drawn('text', { class: 'heading', x: 0, y: top + 12 }, name, ' ', count);
  const rule = drawn('path', { class: 'rule', d: `M0 ${top}H${WIDE}`, 'aria-hidden': 'true' });
  return drawn('g', { class: 'lane', 'data-lane': share.value ?? '' }, rule, heading, ...marks);
}
