// The timeline for narrow pages: time runs down, in lines for the days that have events; see daybook.py.
import { type Axis, BY, stepOf, tenth, type Unit } from './axis';
import { type Band, shades } from './bands';
import type { Events, Row } from './carried';
import { type Choice, having, linkTo } from './choice';
import { dayOf, edtf, parts, span, yearInWords } from './days';
import { drawn } from './dom';
import { counted, manner, sure, told } from './lanes';
import { marked } from './list';

const [WIDE, DAYS, SIDE, PITCH] = [330, 78, 18, 27];
const [GAP, LONGER, ALONE, TOLD_TWICE, BELOW] = [20, 4, 140, 32, 42];
const [MOST_LINES, MOST_GATHERED, MOST_BANDS, MOST_SPREAD, MOST_UNDATED, WORDED] = [40, 36, 2, 3, 60, 4];
const [LETTER, LEAST_WORDED] = [6.4, 50];

type Days = [first: number, last: number];

interface Part {
  first: number;
  last: number;
  rows: Row[];
  sure: number;
  may: number;
}

interface Line extends Part {
  labels: string[];
  y: number;
  height: number;
  gap: boolean;
}

/** Days tied to heights, between which the scale is even. */
type Stops = [day: number, y: number][];

export function down(
  events: Events, choice: Choice, shown: number[], undated: number[], axis: Axis, bands: Band[], single: boolean,
): SVGElement {
  const svg = drawn('svg', { class: 'daybook', role: 'group', 'aria-label': `Timeline, ${axis.told}`, 'data-low': axis.first, 'data-high': axis.last + 1 });
  if (single) ownMarks(svg, events, choice, shown, undated, axis, bands);
  else gatheredMarks(svg, events, choice, shown, axis);
  return svg;
}

function finished(svg: SVGElement, lines: Line[], stops: Stops, height: number): void {
  svg.setAttribute('viewBox', `0 -46 330 ${height + 92}`);
  svg.setAttribute('data-stops', stops.map(([day, y]) => `${day}:${y}`).join(' '));
  svg.prepend(drawn('path', { class: 'ground', d: `M74 0V${stops.at(-1)?.[1] ?? 0}`, 'aria-hidden': 'true' }));
  const group = drawn('g', { class: 'ticks', 'aria-hidden': 'true' });
  for (const { y, height: high, gap, labels } of lines) {
    const [first = ''] = labels;
    if (gap) {
      group.append(drawn('path', { class: 'nothing', d: `M74 ${y + 2}V${y + high - 2}` }));
      group.append(drawn('text', { class: 'none', x: 68, y: y + high / 2 + 4, 'text-anchor': 'end' }, first));
      continue;
    }
    group.append(drawn('path', { d: `M70 ${y}H330` }));
    const up = labels.length > 1 ? 4 : 0;
    labels.forEach((words, n) => group.append(drawn('text', { x: 68, y: y + 18 + n * 12 - up, 'text-anchor': 'end' }, words)));
  }
  const behind = [...svg.querySelectorAll('.behind')].at(-1);
  if (behind) behind.after(group);
  else svg.firstElementChild?.after(group);
}

function ownMarks(
  svg: SVGElement, events: Events, choice: Choice, shown: number[], undated: number[], axis: Axis, bands: Band[],
): void {
  const rows = shown.map((n) => events.row(n)).filter((row) => row.first !== null || row.last !== null);
  const reach = (row: Row): Days => within(row.first, row.last, axis);
  const days = partsOf(rows.map((row) => reach(row)[0]), axis);
  const lasting = columns(bands, bands.map(({ piece }) => within(piece.first, piece.last, axis)), MOST_BANDS);
  const wide = rows.filter((row) => partAt(days, reach(row)[1]) !== partAt(days, reach(row)[0]));
  const spread = columns(wide, wide.map(reach), MOST_SPREAD);
  const used = lasting.used + spread.used;
  const left = DAYS + SIDE * used + 4;
  const beside = new Set(spread.placed.map(([row]) => row.id));
  const own = rows.filter((row) => !beside.has(row.id));
  const filled = days.map((part): Part => {
    const theirs = own.filter((row) => partAt(days, reach(row)[0]) === part);
    return { first: part[0], last: part[1], rows: theirs, sure: 0, may: 0 };
  });
  const [lines, stops] = lined(filled, axis, left);
  for (const [band, column] of lasting.placed) {
    const { piece } = band;
    const [y, height] = room(stops, within(piece.first, piece.last, axis));
    if (shades(band)) svg.append(drawn('rect', { class: `behind ${piece.kind}`, x: left - 2, y, width: 332 - left, height }));
    svg.append(bandBeside(band, DAYS + SIDE * column, y, height));
  }
  for (const rect of [...svg.querySelectorAll('.behind')].reverse()) svg.prepend(rect);
  for (const [row, column] of spread.placed) {
    const [y, height] = room(stops, reach(row));
    svg.append(rowBeside(row, DAYS + SIDE * (lasting.used + column), y, height, events, choice));
  }
  let height = stops.at(-1)?.[1] ?? 0;
  const nameless = undated.length <= MOST_UNDATED ? undated.map((n) => events.row(n)) : [];
  if (nameless.length) {
    const y = height + BELOW;
    const high = Math.max(tall(nameless.length, left), TOLD_TWICE);
    lines.push({ first: NaN, last: NaN, rows: nameless, sure: 0, may: 0, labels: ['no day', 'known'], y, height: high, gap: false });
    height = y + high;
  }
  for (const line of lines) svg.append(...spots(line, left, events, choice));
  finished(svg, lines, stops, tenth(height));
}

/** First and last day of something as far as they lie on the scale. */
function within(first: number | null, last: number | null, axis: Axis): Days {
  const begin = first === null ? axis.first : Math.min(Math.max(first, axis.first), axis.last);
  return [begin, last === null ? axis.last : Math.max(begin, Math.min(last, axis.last))];
}

/** The days that have lines: by the finest step that needs no more lines than can be scrolled through. */
function partsOf(begins: number[], axis: Axis): Days[] {
  const steps = (unit: Unit): Days[] => {
    const found = new Map(begins.map((day) => stepOf(unit, day)).map((step) => [step[0], step]));
    return [...found.values()].sort((a, b) => a[0] - b[0]);
  };
  const unit = BY.find((each) => steps(each).length <= MOST_LINES) ?? (BY.at(-1) as Unit);
  return steps(unit).map(([first, last]): Days => [Math.max(first, axis.first), Math.min(last, axis.last)]);
}

const partAt = (days: Days[], day: number): Days | undefined => days.find(([first, last]) => first <= day && day <= last);

/** Things in columns, in which none lies on another, the longest first; those for which there is no room are left out. */
function columns<T>(things: T[], reaches: Days[], most: number): { placed: [T, number][]; used: number } {
  const taken: Days[][] = Array.from({ length: most }, () => []);
  const placed: [T, number][] = [];
  const long = (n: number): number => (reaches[n]?.[1] ?? 0) - (reaches[n]?.[0] ?? 0);
  for (const n of things.map((_, n) => n).sort((a, b) => long(b) - long(a) || a - b)) {
    const [first, last] = reaches[n] as Days;
    const column = taken.findIndex((several) => several.every(([a, b]) => last < a || first > b));
    if (column < 0) continue;
    taken[column]?.push([first, last]);
    placed.push([things[n] as T, column]);
  }
  return { placed, used: Math.max(-1, ...placed.map(([, column]) => column)) + 1 };
}

/** Where days lie between the stops, and how high they are. */
function room(stops: Stops, [first, last]: Days): [y: number, height: number] {
  const at = (day: number): number => {
    const after = stops.findIndex(([stop]) => stop > day);
    const n = Math.min(Math.max((after < 0 ? stops.length : after) - 1, 0), stops.length - 2);
    const [[begin, top], [end, bottom]] = stops.slice(n, n + 2) as [[number, number], [number, number]];
    return tenth(top + ((Math.min(day, end) - begin) / (end - begin)) * (bottom - top));
  };
  const [top, bottom] = [at(first), at(last + 1)];
  return [top, tenth(Math.max(12, bottom - top))];
}

/** Lines and gaps one beneath the other, and where each day is. */
function lined(filled: Part[], axis: Axis, left: number): [Line[], Stops] {
  const several = [...withGaps(filled, axis)];
  let y = 0;
  let year: number | null = null;
  const lines = several.map((part): Line => {
    const gap = !part.rows.length && !part.may && !part.sure;
    const days = part.last - part.first + 1;
    const labels = gap ? [long(days)] : labelled(part, year);
    const least = several.length === 1 ? ALONE : Math.round(GAP + LONGER * Math.log2(days));
    const height = gap ? least : Math.max(tall(part.rows.length, left), labels.length > 1 ? TOLD_TWICE : PITCH);
    const line = { ...part, labels, y, height, gap };
    y += height;
    if (!gap) year = parts(part.last)[0];
    return line;
  });
  return [lines, [...lines.map((line): [number, number] => [line.first, line.y]), [axis.last + 1, y]]];
}

/** What has events, and the days between, before and after that have none. */
function* withGaps(filled: Part[], axis: Axis): Generator<Part> {
  const full = filled.filter((part) => part.rows.length || part.sure || part.may);
  const empty = (first: number, last: number): Part => ({ first, last, rows: [], sure: 0, may: 0 });
  let before = axis.first - 1;
  for (const part of full) {
    if (before + 1 < part.first) yield empty(before + 1, part.first - 1);
    yield part;
    before = part.last;
  }
  if (before < axis.last) yield empty(before + 1, axis.last);
}

/** The days in words, in one row or two; the year only where it is another than that before. */
function labelled({ first, last }: Part, year: number | null): string[] {
  let words = span(first, last);
  const own = parts(last)[0];
  if (own === year && words !== yearInWords(own)) words = words.replaceAll(` ${yearInWords(own)}`, '');
  const dash = words.indexOf(' – ');
  return dash < 0 ? [words] : [`${words.slice(0, dash)} –`, words.slice(dash + 3)];
}

function long(days: number): string {
  const [number, word] = days < 100 ? [days, 'day'] : days < 730 ? [Math.round(days / 30.4), 'month'] : [Math.floor(days / 365), 'year'];
  return `${number} ${word}${number === 1 ? '' : 's'}`;
}

const across = (left: number): number => Math.max(1, Math.floor((WIDE - left) / PITCH));
const tall = (count: number, left: number): number => PITCH * (count <= WORDED ? count : Math.ceil(count / across(left)));

function words(row: Row): string {
  const kind = `${row.kind}${row.negated ? ', not so' : ''}`;
  const where = row.places[0] ?? (row.parties || row.losses[0]);
  return where ? `${kind} · ${where}` : kind;
}

function cut(told: string, most: number): string {
  const letters = [...told];
  if (letters.length <= most) return told;
  return most > 0 ? `${letters.slice(0, most - 1).join('').trimEnd()}…` : '';
}

function spots({ rows, y }: Line, left: number, events: Events, choice: Choice): SVGElement[] {
  const beside = rows.length <= WORDED ? 1 : across(left);
  const most = beside === 1 ? Math.trunc((WIDE - left - PITCH) / LETTER) : 0;
  return rows.map((row, n) => spot(row, left + (n % beside) * PITCH, y + Math.floor(n / beside) * PITCH, cut(words(row), most), events, choice));
}

function spot(row: Row, x: number, y: number, worded: string, events: Events, choice: Choice): SVGElement {
  const to = { class: `spotted ${manner(row)}`, href: events.address(row.id), ...marked(row, row.id === choice.sel) };
  const reach = drawn('rect', { class: 'reach', x: x - 3, y, width: worded ? WIDE - x + 3 : 26, height: 26 });
  const element = drawn('a', to, drawn('title', {}, told(row)), reach);
  element.append(drawn('rect', { class: sure(row) ? 'body' : 'may', x: x + 2, y: y + 5, width: 16, height: 16, rx: 3 }));
  if (row.contested.length) element.append(drawn('rect', { class: 'half', x: x + 3, y: y + 13, width: 14, height: 7 }));
  if (row.negated) element.append(drawn('path', { class: 'strike', d: `M${x + 2} ${y + 21}l16 -16` }));
  if (worded) element.append(drawn('text', { x: x + 26, y: y + 17.5 }, worded));
  return element;
}

const along = (label: string, x: number, y: number): SVGElement =>
  drawn('text', { class: 'along', transform: `translate(${x} ${y}) rotate(90)` }, label);

function rowBeside(row: Row, x: number, y: number, height: number, events: Events, choice: Choice): SVGElement {
  const opens = row.first === null;
  const ends = row.last !== null;
  const split = `${row.contested.length ? ' contested' : ''}${row.negated ? ' negated' : ''}`;
  const to = { class: `spell spread${split}`, href: events.address(row.id), ...marked(row, row.id === choice.sel) };
  const element = drawn('a', to, drawn('title', {}, told(row)), drawn('rect', { class: 'reach', x: x - 2, y, width: 17, height }));
  const box = { x, y, width: 13, height };
  const mask = `url(#fade${opens ? '-end' : ends ? '' : '-begin'}-down)`;
  element.append(drawn('g', { mask }, drawn('rect', { class: 'back', ...box }), drawn('rect', { class: 'body', ...box })));
  element.append(drawn('path', { class: 'axis', d: `M${x + 6.5} ${y}v${height}` }));
  if (row.contested.length) {
    element.append(drawn('rect', { class: 'half', x: x + 7, y: y + 1, width: 5.5, height: tenth(Math.max(height - 2, 1)) }));
  }
  if (row.negated) element.append(drawn('path', { class: 'strike', d: `M${x} ${y + 13}l13 -13` }));
  const label = height > LEAST_WORDED ? cut(words(row), Math.trunc((height - 12) / LETTER)) : '';
  if (label) element.append(along(label, x + 3, y + (opens ? 10 : 5)));
  return element;
}

function bandBeside({ piece, lasting }: Band, x: number, y: number, height: number): SVGElement {
  const element = drawn('a', { class: 'band', href: lasting.way }, drawn('title', {}, piece.told));
  element.append(drawn('rect', { class: `${piece.kind}${piece.soft ? ' soft' : ''}`, x, y, width: 14, height, rx: 2 }));
  if (piece.first === null) element.append(drawn('path', { class: 'arrow', d: `M${x + 7} ${y}l-4 6h8z` }));
  if (piece.last === null) element.append(drawn('path', { class: 'arrow', d: `M${x + 7} ${y + height}l-4 -6h8z` }));
  const label = height > LEAST_WORDED ? cut(piece.label, Math.trunc((height - 12) / LETTER)) : '';
  if (label) element.append(along(label, x + 3.5, y + (piece.first === null ? 10 : 5)));
  return element;
}

function gatheredMarks(svg: SVGElement, events: Events, choice: Choice, shown: number[], axis: Axis): void {
  const [, edges] = axis.parted(MOST_GATHERED);
  const counts = counted(events, shown, edges);
  const filled = counts.map(([may, certain], n): Part => {
    return { first: edges[n] ?? 0, last: (edges[n + 1] ?? 0) - 1, rows: [], sure: certain, may };
  });
  const left = DAYS + 4;
  const [lines, stops] = lined(filled, axis, left);
  const unit = (WIDE - left - 44) / Math.max(1, ...lines.map((line) => line.sure + line.may));
  for (const line of lines) if (!line.gap) svg.append(column(line, choice, left, unit));
  finished(svg, lines, stops, stops.at(-1)?.[1] ?? 0);
}

function column({ first, last, sure: certain, may, y, height }: Line, choice: Choice, left: number, unit: number): SVGElement {
  const [since, until] = [dayOf(choice.since), dayOf(choice.until, true)];
  const [begin, end] = [Math.max(first, since ?? first), Math.min(last, until ?? last)];
  const words = `${span(begin, end)}: ${certain}${may ? `, and ${may} that may be of other days` : ''}`;
  const [solid, soft] = [certain, may].map((n) => (n ? tenth(Math.max(n * unit, 1.5)) : 0)) as [number, number];
  const href = linkTo(having(choice, { since: edtf(begin), until: edtf(end) }));
  const at = { 'data-first': first, 'data-last': last, 'data-count': certain + may };
  const element = drawn('a', { class: 'column', href, ...at }, drawn('title', {}, words));
  element.append(drawn('rect', { class: 'reach', x: left, y, width: WIDE - left, height }));
  if (certain) element.append(drawn('rect', { class: 'body', x: left, y: y + 5, width: solid, height: 16 }));
  if (may) element.append(drawn('rect', { class: 'may', x: left + solid, y: y + 5, width: soft, height: 16 }));
  element.append(drawn('text', { x: left + solid + soft + 5, y: y + 17.5 }, String(certain + may)));
  return element;
}
