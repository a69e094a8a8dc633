// What lasted, behind the events of the timeline: truces and sieges as bands, who held a place as a strip; see bands.py.
import { type Axis, tenth, WIDE } from './axis';
import type { Lasting, Piece } from './carried';
import { drawn } from './dom';

const [MOST_BANDS, MOST_STRIPS] = [6, 4];
const LETTER = 6; // room for a letter
const [BAND, STRIP] = [14, 27];

interface Seen {
  piece: Piece;
  x: number;
  width: number;
}

export interface Band extends Seen {
  lasting: Lasting;
  row: number;
  at: number;
  ends: boolean;
}

export interface Strip {
  lasting: Lasting;
  pieces: Seen[];
}

/** As far as it lies on the scale. */
function seen(piece: Piece, axis: Axis): Seen[] {
  const { first, last } = piece;
  if ((first === null && last === null) || (first ?? -Infinity) > axis.last || (last ?? Infinity) < axis.first) return [];
  const [left, right] = [first === null ? 0 : axis.x(first), last === null ? WIDE : axis.x(last + 1)];
  const width = Math.max(3, tenth(right - left));
  return [{ piece, x: Math.min(left, WIDE - width), width }];
}

/** Those of which most of the chosen claims tell come first; those of which none tells are left out. */
function most(several: Lasting[], found: Set<number>): Lasting[] {
  const counts = several.map((each) => each.of.filter((n) => found.has(n)).length);
  const order = several.map((_, n) => n).filter((n) => counts[n]);
  return order.sort((a, b) => (counts[b] ?? 0) - (counts[a] ?? 0) || a - b).map((n) => several[n] as Lasting);
}

export function bandsOf(lives: Lasting[], found: Set<number>, axis: Axis): Band[] {
  const several = most(lives, found).flatMap((lasting) => lasting.pieces.flatMap((piece) => seen(piece, axis).map((each) => ({ lasting, ...each }))));
  const rows: number[] = [];
  const ordered = several.slice(0, MOST_BANDS).sort((a, b) => a.x - b.x || (a.lasting.id < b.lasting.id ? -1 : 1));
  return ordered.map((each) => ({ ...each, ...placed(rows, each) }));
}

/** The first row that is free, where the label stands in it, and whether it ends there. */
function placed(rows: number[], { piece, x, width }: Seen): { row: number; at: number; ends: boolean } {
  const needs = LETTER * [...piece.label].length + 6;
  let [begin, end, at] = [x, x + Math.max(width, needs), x + (piece.first === null ? 9 : 3)];
  const ends = end > WIDE && width < needs;
  if (ends) [begin, end, at] = [Math.min(begin, WIDE - needs), WIDE, WIDE - 2];
  const free = rows.findIndex((taken) => taken <= begin);
  const row = free < 0 ? rows.length : free;
  rows[row] = end + 4;
  return { row, at: tenth(at), ends };
}

export function stripsOf(held: Lasting[], found: Set<number>, axis: Axis): Strip[] {
  const several = most(held, found).map((lasting) => ({ lasting, pieces: lasting.pieces.flatMap((piece) => seen(piece, axis)) }));
  const begin = ({ pieces }: Strip): number => pieces[0]?.x ?? 0;
  return several
    .filter(({ pieces }) => pieces.length)
    .slice(0, MOST_STRIPS)
    .sort((a, b) => begin(a) - begin(b) || (a.lasting.name < b.lasting.name ? -1 : 1));
}

export const heightOf = (bands: Band[]): number => BAND * (Math.max(-1, ...bands.map((band) => band.row)) + 1) + 4;
export const heightBelow = (strips: Strip[]): number => STRIP * strips.length + (strips.length ? 18 : 0);

/** Whether it is drawn behind the events too: what halts or surrounds, from a known begin to a known end. */
export const shades = ({ piece: { kind, first, last } }: Band): boolean =>
  ['truce', 'siege'].includes(kind) && first !== null && last !== null;

function stretch({ piece, x, width }: Seen, y: number, height: number): SVGElement[] {
  const middle = y + height / 2;
  const parts: SVGElement[] = [drawn('rect', { class: `${piece.kind}${piece.soft ? ' soft' : ''}`, x, y, width, height, rx: 2 })];
  if (piece.first === null) parts.push(drawn('path', { class: 'arrow', d: `M${x} ${middle}l6 -4v8z` }));
  if (piece.last === null) parts.push(drawn('path', { class: 'arrow', d: `M${x + width} ${middle}l-6 -4v8z` }));
  return parts;
}

export function bandsDrawn(bands: Band[], way: (lasting: Lasting) => string, top: number, bottom: number): SVGElement {
  const links = bands.map((band) => {
    const { piece, x, width, row, at, ends, lasting } = band;
    const link = drawn('a', { href: way(lasting) }, drawn('title', {}, piece.told));
    if (shades(band)) link.append(drawn('rect', { class: `behind ${piece.kind}`, x, y: top, width, height: bottom - top }));
    const label = { x: at, y: row * BAND + 10, ...(ends ? { 'text-anchor': 'end' } : {}) };
    link.append(...stretch(band, row * BAND + 1, 11), drawn('text', label, piece.label));
    return link;
  });
  return drawn('g', { class: 'bands' }, ...links);
}

export function stripsDrawn(strips: Strip[], way: (lasting: Lasting) => string, top: number): SVGElement {
  const group = drawn('g', { class: 'strips' }, drawn('text', { class: 'heading', x: 0, y: top + 12 }, 'Who held it'));
  strips.forEach(({ lasting, pieces }, n) => {
    const y = top + 28 + n * STRIP;
    group.append(drawn('text', { x: 0, y: y - 3 }, lasting.name));
    for (const each of pieces) {
      const { piece, x, width } = each;
      const link = drawn('a', { href: way(lasting) }, drawn('title', {}, `${lasting.name}: ${piece.told}`), ...stretch(each, y, 13));
      const fits = [...piece.label].length * 6.4 + 12 < width;
      if (fits) link.append(drawn('text', { x: x + (piece.first === null ? 9 : 3), y: y + 10 }, piece.label));
      group.append(link);
    }
  });
  return group;
}
