// Where the chosen events lie, on the drawing of all that the files hold: its land stays, its marks are made anew.
import { tenth } from './axis';
import type { Carried, Events } from './carried';
import { type Choice, having, linkTo, of, only, toggled } from './choice';
import { all, drawn, made, one } from './dom';
import { plural, way } from './list';
import type { Point } from './marks';

const [LEAST, MOST] = [6, 20]; // radii
const [CLOSE, CROWDED, CROWD] = [16, 26, 150]; // how close marks may be, also where there are more points than a crowd
const [MOST_POINTS, MOST_DISCS, MOST_NAMES, MOST_PLACES] = [40, 80, 12, 24];
const [WIDE, LETTER, LINE, GAP] = [640, 6.6, 13, 3];

interface Seen extends Point {
  x: number;
  y: number;
  precs: Set<number>;
}

/** The points at which the chosen events lie, those with most of them first. */
export function points(events: Events, found: number[]): Seen[] {
  const { at, where } = { at: events.facet('at'), where: events.facet('where') };
  const kept = new Map<number, Seen>();
  const around = new Map(events.told.worded.precisions.map(([prec, , km]) => [prec, km]));
  for (const n of found) {
    const number = events.point(n);
    const place = number === null ? undefined : events.told.map?.points[number];
    if (number === null || !place) continue;
    const [latitude, longitude, x, y] = place;
    const { value = '', label = '' } = at.values[number] ?? {};
    const empty = { at: value, name: label, latitude, longitude, x, y, count: 0, contested: 0, prec: 1, km: 0 };
    const point: Seen = kept.get(number) ?? { ...empty, precs: new Set<number>() };
    kept.set(number, point);
    point.count += 1;
    point.contested += Number(events.contested(n));
    const prec = Number(where.values[where.of[n]?.[0] ?? -1]?.value ?? 1);
    point.precs.add(prec);
    point.prec = Math.max(point.prec, prec);
    point.km = around.get(point.prec) ?? 0;
  }
  return [...kept.values()].sort((a, b) => b.count - a.count || (a.at < b.at ? -1 : 1));
}

interface Group {
  x: number;
  y: number;
  points: Seen[];
  count: number;
  contested: number;
}

/** Each point joins a mark that is there already, if it lies close to it. */
function grouped(several: Seen[]): Group[] {
  const size = several.length <= CROWD ? CLOSE : CROWDED;
  const cells = new Map<string, Group>();
  for (const point of several) {
    const [i, j] = [Math.floor(point.x / size), Math.floor(point.y / size)];
    let group = cells.get(`${i},${j}`) ?? near(cells, i, j, point, size);
    if (!group) {
      group = { x: point.x, y: point.y, points: [], count: 0, contested: 0 };
      cells.set(`${i},${j}`, group);
    }
    group.points.push(point);
    group.count += point.count;
    group.contested += point.contested;
  }
  return [...cells.values()].sort((a, b) => b.count - a.count || (first(a).at < first(b).at ? -1 : 1));
}

const first = (group: Group): Seen => group.points[0] as Seen;

function near(cells: Map<string, Group>, i: number, j: number, { x, y }: Seen, size: number): Group | undefined {
  const apart = (group: Group): number => (group.x - x) ** 2 + (group.y - y) ** 2;
  const around = [-1, 0, 1].flatMap((right) => [-1, 0, 1].map((down) => cells.get(`${i + right},${j + down}`)));
  const found = around.filter((group) => group !== undefined).sort((a, b) => apart(a) - apart(b))[0];
  return found && apart(found) < size ** 2 ? found : undefined;
}

/** The map's section for a choice, from the one that the files hold. */
export function mapOf(section: Element, events: Events, choice: Choice, found: number[]): Element {
  const svg = one<SVGSVGElement>('svg.drawing', section);
  const { map } = events.told;
  if (!svg || !map) return placesNamed(section, events, choice);
  const several = points(events, found);
  const located = several.reduce((sum, point) => sum + point.count, 0);
  if (!several.length && !choice.box) {
    for (const element of all('.drawing, .caption', section)) element.remove();
    section.append(made('p', { class: 'nowhere' }, 'No event here lies anywhere known. What they name:'), made('ul', { class: 'places-named' }));
    return placesNamed(section, events, choice);
  }
  section.setAttribute('data-points', '');
  svg.setAttribute('aria-label', `Map of ${plural(located, 'event')} at ${plural(several.length, 'place')}`);
  const groups = grouped(several);
  const most = Math.max(1, ...groups.map((group) => group.count));
  const radius = ({ count }: Group): number =>
    most > 1 ? tenth(LEAST + (MOST - LEAST) * Math.sqrt((count - 1) / (most - 1))) : LEAST;
  one('.discs', svg)?.replaceChildren(...discs(several, map.scale, events.told.worded.precisions));
  const before = one('.globe, .scale', svg);
  for (const element of all('a.mark, text.name', svg)) element.remove();
  for (const group of groups) svg.insertBefore(mark(group, radius(group), choice), before);
  for (const label of names(groups, radius, map.high)) svg.insertBefore(label, before);
  legend(section, several, found.length - located, choice);
  return section;
}

function discs(several: Seen[], scale: number, around: Carried['worded']['precisions']): SVGElement[] {
  return several.slice(0, MOST_DISCS).flatMap(({ x, y, precs }) =>
    around
      .filter(([prec, , km]) => precs.has(prec) && km * scale > LEAST)
      .map(([prec, , km]) => drawn('circle', { class: `disc prec${prec}`, cx: tenth(x), cy: tenth(y), r: tenth(km * scale) })),
  );
}

function mark(group: Group, r: number, choice: Choice): SVGAElement {
  const at = group.points.map((point) => point.at).sort();
  const chosen = [...of(choice, 'at')].join(' ') === at.join(' ');
  const closer = at.length > MOST_POINTS;
  const to = closer ? having(choice, { box: boxAround(group.points) }) : only(choice, 'at', chosen ? [] : at);
  const others = at.length - 1;
  const where = first(group).name + (others ? ` and ${others} more ${others === 1 ? 'place' : 'places'}` : '');
  const split = group.contested ? `, ${group.contested} contested` : '';
  const words = `${where}: ${plural(group.count, 'event')}${split}${closer ? '; closer' : ''}`;
  const element = drawn('a', {
    class: `mark${chosen ? ' chosen' : ''}${closer ? ' closer' : ''}`,
    href: linkTo(to),
    'data-place': at.slice(0, MOST_POINTS).join(' '),
    'data-count': group.count,
    transform: `translate(${tenth(group.x)} ${tenth(group.y)})`,
  });
  element.append(drawn('title', {}, words), drawn('circle', { class: 'reach', r: Math.max(r, 12) }), drawn('circle', { class: 'whole', r }));
  if (group.contested) element.append(drawn('path', { class: 'half', d: wedge(group, r) }));
  if (group.count > 1) element.append(drawn('text', { y: 4, 'text-anchor': 'middle' }, String(group.count)));
  return element;
}

/** The right half of the mark if all its events are contested, less for fewer, never too little to be seen. */
function wedge({ contested, count }: Group, r: number): string {
  const turn = Math.PI * Math.max(0.25, contested / count);
  const [begin, end] = [(Math.PI - turn) / 2, (Math.PI + turn) / 2].map(
    (at) => `${tenth(r * Math.sin(at))} ${tenth(-r * Math.cos(at))}`,
  );
  return `M0 0L${begin}A${r} ${r} 0 0 1 ${end}Z`;
}

/** A box around points that lie on one side of the globe. */
function boxAround(several: Seen[]): [number, number, number, number] {
  const from = several[0]?.longitude ?? 0;
  const round = (degrees: number): number => ((((degrees + 180) % 360) + 360) % 360) - 180;
  const turns = several.map((point) => round(point.longitude - from));
  const up = several.map((point) => point.latitude);
  const [west, east] = [round(from + Math.min(...turns) - 0.001), round(from + Math.max(...turns) + 0.001)];
  return [west, Math.min(...up) - 0.001, east, Math.max(...up) + 0.001];
}

type Room = [left: number, top: number, right: number, bottom: number];
const meet = (a: Room, b: Room): boolean => a[0] < b[2] && b[0] < a[2] && a[1] < b[3] && b[1] < a[3];

/** Names beside the foremost marks, so that none covers another. */
function names(groups: Group[], radius: (group: Group) => number, high: number): SVGElement[] {
  const taken = groups.map((group): Room => {
    const r = radius(group);
    return [group.x - r, group.y - r, group.x + r, group.y + r];
  });
  return groups.slice(0, MOST_NAMES).flatMap((group, rank) => {
    const { name } = first(group);
    const words = name.length <= 24 ? name : `${name.slice(0, 23)}…`;
    const [width, away] = [LETTER * words.length, radius(group) + GAP];
    const ways: ['start' | 'end' | 'middle', number, number][] = [
      ['start', group.x + away, group.y + 4],
      ['end', group.x - away, group.y + 4],
      ['middle', group.x, group.y - away],
      ['middle', group.x, group.y + away + LINE - 3],
    ];
    for (const [anchor, x, y] of ways) {
      const left = x - { start: 0, middle: width / 2, end: width }[anchor];
      const room: Room = [left, y - LINE + 3, left + width, y + 3];
      const inside = room[0] > 2 && room[1] > 2 && room[2] < WIDE - 2 && room[3] < high - 2;
      if (!inside || taken.some((other) => meet(room, other))) continue;
      taken.push(room);
      const large = x + width * 1.6 * (anchor === 'start' ? 1 : -1);
      const minor = rank >= 4 || large <= 0 || large >= WIDE;
      const place = { x: tenth(x), y: tenth(y), 'text-anchor': anchor, 'aria-hidden': 'true' };
      return [drawn('text', { class: `name${minor ? ' minor' : ''}`, ...place }, words)];
    }
    return [];
  });
}

/** What the discs stand for, and how many events lie nowhere known. */
function legend(section: Element, several: Seen[], nowhere: number, choice: Choice): void {
  const seen = new Set(several.slice(0, MOST_DISCS).flatMap((point) => [...point.precs]));
  for (const line of all('.legend li[data-prec]', section)) line.hidden = !seen.has(Number(line.dataset.prec));
  const words = one('.caption > p', section);
  one('.unplaced', section)?.remove();
  if (!nowhere || !words) return;
  const link = made('a', { href: linkTo(only(choice, 'where', ['unknown'])) }, `${plural(nowhere, 'event')} ${nowhere === 1 ? 'lies' : 'lie'} nowhere known`);
  link.className = 'nowhere';
  words.prepend(made('span', { class: 'unplaced' }, link, ', and nowhere on this map. '));
}

/** The places that events name, where none is known to lie anywhere. */
function placesNamed(section: Element, events: Events, choice: Choice): Element {
  const lines = events.values('place', choice, MOST_PLACES).map(({ value, label, count }) =>
    made('li', {}, made('a', { href: linkTo(toggled(choice, 'place', value)), ...way(label) }, label), ' ', made('span', { class: 'count' }, String(count))),
  );
  one('.places-named', section)?.replaceChildren(...lines);
  return section;
}
