// Marks on the map as links: one for each point, or for several that lie too close to be told apart.
import { chosen } from './address';
import { drawn, made } from './dom';

/** Where a point is seen, or nowhere. */
export type Place = (point: Point) => { x: number; y: number } | null;

export type Spot = [number, number];

/** A point with its events; `km` is how far around it they may have been, 0 where that is known. */
export interface Point {
  at: string;
  name: string;
  longitude: number;
  latitude: number;
  count: number;
  contested: number;
  prec: number;
  km: number;
}

/** A mark: its element, the point that it stands at, and the points to look at closer where they are many. */
export interface Group {
  element: HTMLAnchorElement;
  point: Point;
  closer: Point[] | null;
}

const [LEAST, MOST] = [8, 20]; // radii in pixels
const APART = 26;
const MOST_POINTS = 60; // so many one link can name
const MOST_LABELS = 14;

interface Gathered {
  x: number;
  y: number;
  points: Point[];
  count: number;
  contested: number;
}

/** Points with most events come first; each joins a mark that is there already, if it lies under it. */
function gathered(points: Point[], place: Place): Gathered[] {
  const cells = new Map<string, Gathered[]>();
  const cell = (x: number, y: number): string => `${Math.floor(x / APART)},${Math.floor(y / APART)}`;
  for (const point of [...points].sort((a, b) => b.count - a.count || (a.at < b.at ? -1 : 1))) {
    const seen = place(point);
    if (!seen) continue;
    const { x, y } = seen;
    const around = [-1, 0, 1].flatMap((i) => [-1, 0, 1].flatMap((j) => cells.get(cell(x + i * APART, y + j * APART)) ?? []));
    let group = around.find((each) => (each.x - x) ** 2 + (each.y - y) ** 2 < APART ** 2);
    if (!group) {
      group = { x, y, points: [], count: 0, contested: 0 };
      const key = cell(x, y);
      cells.set(key, [...(cells.get(key) ?? []), group]);
    }
    group.points.push(point);
    group.count += point.count;
    group.contested += point.contested;
  }
  return [...cells.values()].flat().sort((a, b) => b.count - a.count);
}

export function grouped(points: Point[], place: Place): Group[] {
  const groups = gathered(points, place);
  const most = Math.max(2, ...groups.map((group) => group.count));
  const radius = (group: Gathered): number => LEAST + (MOST - LEAST) * Math.sqrt((group.count - 1) / (most - 1));
  const taken = groups.map((group) => room(group.x, group.y, radius(group), 0));
  return groups.flatMap((group, n) => {
    const [point] = group.points;
    if (!point) return [];
    const label = n < MOST_LABELS && room(group.x, group.y, radius(group), point.name.length);
    const free = label && !taken.some((other, i) => i !== n && meet(label, other));
    if (free) taken.push(label);
    const closer = group.points.length > MOST_POINTS ? group.points : null;
    return [{ element: mark(group, point, radius(group), Boolean(free)), point, closer }];
  });
}

type Room = [number, number, number, number];
const room = (x: number, y: number, r: number, letters: number): Room => [x - r, y - r, x + r + letters * 7.5, y + r];
const meet = (a: Room, b: Room): boolean => a[0] < b[2] && b[0] < a[2] && a[1] < b[3] && b[1] < a[3];

function mark(group: Gathered, point: Point, radius: number, labelled: boolean): HTMLAnchorElement {
  const at = group.points.slice(0, MOST_POINTS).map((each) => each.at);
  const words = told(group, point);
  const element = made('a', {
    class: 'spot',
    href: address(at).href,
    'data-place': at.join(' '),
    'data-count': group.count,
    'data-contested': group.contested,
    title: words,
  });
  element.append(face(group, radius), made('span', { class: 'unseen' }, words));
  if (labelled) element.append(made('span', { class: 'name', dir: 'auto', 'aria-hidden': 'true' }, point.name));
  return element;
}

/** A link that chooses these points; one that takes them out again where they are chosen already. */
const address = (at: string[]): URL =>
  chosen((query) => {
    const before = query.getAll('at').sort().join(' ');
    query.delete('at');
    if (before !== [...at].sort().join(' ')) for (const each of at) query.append('at', each);
  });

function told(group: Gathered, point: Point): string {
  const others = group.points.length - 1;
  const more = others ? ` and ${others} more ${others === 1 ? 'place' : 'places'}` : '';
  const split = group.contested ? `, ${group.contested} contested` : '';
  return `${point.name}${more}: ${group.count} ${group.count === 1 ? 'event' : 'events'}${split}`;
}

/** A disc with the number of events; split where some of them are contested. */
function face(group: Gathered, r: number): SVGSVGElement {
  const size = 2 * r + 6;
  const middle = size / 2;
  const svg = drawn('svg', { width: size, height: size, viewBox: `0 0 ${size} ${size}`, 'aria-hidden': 'true' });
  svg.append(drawn('circle', { class: 'ring', cx: middle, cy: middle, r: r + 2 }));
  svg.append(drawn('circle', { class: 'disc', cx: middle, cy: middle, r }));
  if (group.contested) svg.append(drawn('path', { class: 'half', d: wedge(group, middle, r) }));
  if (group.count > 1) {
    svg.append(drawn('text', { x: middle, y: middle, dy: '.36em', 'text-anchor': 'middle' }, String(group.count)));
  }
  return svg;
}

/** The right half of the mark if all its events are contested, less for fewer, never too little to be seen. */
function wedge(group: Gathered, middle: number, r: number): string {
  const turn = Math.PI * Math.max(0.25, group.contested / group.count);
  const [begin, end] = [(Math.PI - turn) / 2, (Math.PI + turn) / 2].map((way) =>
    [middle + r * Math.sin(way), middle - r * Math.cos(way)].map((at) => at.toFixed(1)).join(' '),
  );
  return `M${middle} ${middle}L${begin}A${r} ${r} 0 0 1 ${end}Z`;
}
