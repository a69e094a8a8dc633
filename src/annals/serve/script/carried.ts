// What files carry so that events can be chosen among: see carried.py, which writes it.
import { type Choice, choiceIn, type Known, of } from './choice';
import { dayOf, edtf } from './days';
import { Words } from './words';

type Some = number | number[] | null;

export interface Carried {
  whole: number; // the events of the record
  narrowed: boolean; // whether fewer are carried
  perPage: number | null;
  event: [before: string, behind: string];
  worded: {
    headings: [string, string][];
    orders: [string, string][];
    lanes: string[];
    symmetric: string[];
    precisions: [number, string, number][];
  };
  rows: {
    id: string[];
    date: (string | 0 | null)[];
    first: (number | null)[];
    last: (number | null)[];
    claims: number[];
    negated: number[];
    doubt: number[];
  } & Record<Named, Some[]>;
  names: string[];
  facets: Record<string, { values: (string | [value: string, label: string])[]; of: Some[] }>;
  map: { points: [latitude: number, longitude: number, x: number, y: number][]; high: number; scale: number } | null;
  words: { terms: string[]; of: number[][] };
  lasting: { lives: Lasting[]; held: Lasting[]; ways: [truces: string, control: string] };
}

/** A stretch of time: `soft` ends are not known to the day, ends that are null not at all. */
export interface Piece {
  label: string;
  told: string;
  kind: string;
  soft: boolean;
  first: number | null;
  last: number | null;
}

/** What lasted: where it is told, what it is called, and the number of an event for every claim that tells of it. */
export interface Lasting {
  way: string;
  id: string;
  name: string;
  of: number[];
  pieces: Piece[];
}

type Named = 'part' | 'places' | 'by' | 'against' | 'losses' | 'sources' | 'certainty' | 'contested';

/** An event as it is listed. */
export interface Row {
  n: number;
  id: string;
  type: string;
  kind: string;
  date: string | null;
  part: string;
  first: number | null;
  last: number | null;
  places: string[];
  parties: string;
  losses: string[];
  sources: string[];
  claims: number;
  certainty: string;
  contested: string[];
  negated: boolean;
  at: string;
}

/** A value of a facet with the number of events that have it. */
export interface Value {
  value: string;
  label: string;
  count: number;
  chosen: boolean;
}

const listed = (some: Some): number[] => (some === null ? [] : typeof some === 'number' ? [some] : some);

/** The values of a facet, the commonest first, and what each event has of them. */
class Facet {
  readonly values: { value: string; label: string }[];
  readonly ranks: Map<string, number>;
  readonly of: number[][];

  constructor(told: Carried['facets'][string]) {
    this.values = told.values.map((each) =>
      typeof each === 'string' ? { value: each, label: each } : { value: each[0], label: each[1] },
    );
    this.ranks = new Map(this.values.map(({ value }, rank) => [value, rank]));
    this.of = told.of.map(listed);
  }

  /** How many of the events have each value. */
  counted(events: Iterable<number>): Uint32Array {
    const counts = new Uint32Array(this.values.length);
    for (const n of events) for (const rank of this.of[n] ?? []) counts[rank] = (counts[rank] ?? 0) + 1;
    return counts;
  }
}

const NOTHING = new Facet({ values: [], of: [] });

/** The events of the files, ready to be chosen among. Sets of them are their numbers, in order of time. */
export class Events {
  readonly size: number;
  private readonly facets: Record<string, Facet>;
  readonly known: Known;
  private readonly words: Words;
  private readonly negated: Set<number>;
  private readonly orders = new Map<string, number[]>();

  constructor(readonly told: Carried) {
    this.size = told.rows.id.length;
    this.facets = Object.fromEntries(Object.entries(told.facets).map(([name, facet]) => [name, new Facet(facet)]));
    const { lanes, orders } = told.worded;
    this.known = { facets: Object.keys(told.facets), lanes, sorts: orders.map(([name]) => name) };
    this.words = new Words(told.words);
    this.negated = new Set(told.rows.negated);
  }

  /** What an address asks for. */
  asked(url: URL): Choice {
    return choiceIn(url.searchParams, this.known);
  }

  /** The address of an event's own page. */
  address(id: string): string {
    return this.told.event.join(id);
  }

  /** What a value of a facet is called. */
  label(name: string, value: string): string {
    const facet = this.facet(name);
    return facet.values[facet.ranks.get(value) ?? -1]?.label ?? value;
  }

  facet(name: string): Facet {
    return this.facets[name] ?? NOTHING;
  }

  first(n: number): number | null {
    return this.told.rows.first[n] ?? null;
  }

  last(n: number): number | null {
    const last = this.told.rows.last[n] ?? null;
    return last === 0 ? this.first(n) : last;
  }

  contested(n: number): boolean {
    return (this.told.rows.contested[n] ?? null) !== null;
  }

  /** The number of the point at which an event lies; null where that is not known. */
  point(n: number): number | null {
    return this.facet('at').of[n]?.[0] ?? null;
  }

  row(n: number): Row {
    const { rows, names } = this.told;
    const all = (what: Named): string[] => listed(rows[what][n] ?? null).map((name) => names[name] ?? '');
    const [type, at] = [this.facet('type'), this.facet('at')];
    const { value = '', label = '' } = type.values[type.of[n]?.[0] ?? -1] ?? {};
    const date = rows.date[n] ?? null;
    const first = this.first(n);
    return {
      n,
      id: rows.id[n] ?? '',
      type: value,
      kind: label,
      date: date === 0 && first !== null ? edtf(first) : date || null,
      part: all('part')[0] ?? '',
      first,
      last: this.last(n),
      places: all('places'),
      parties: this.parties(value, all('by').join(', '), all('against').join(', ')),
      losses: all('losses'),
      sources: all('sources'),
      claims: rows.claims[n] ?? 0,
      certainty: all('certainty')[0] ?? '',
      contested: all('contested'),
      negated: this.negated.has(n),
      at: at.values[this.point(n) ?? -1]?.value ?? '',
    };
  }

  /** Who did it to whom. */
  private parties(type: string, by: string, against: string): string {
    if (by && against) return `${by} ${this.told.worded.symmetric.includes(type) ? '–' : '→'} ${against}`;
    return against ? `→ ${against}` : by;
  }

  /** The events that a choice leaves, its values of one facet not heeded if that is named. */
  chosen(choice: Choice, without?: string): number[] {
    const tests = [...this.tests(choice, without)];
    const found: number[] = [];
    for (let n = 0; n < this.size; n++) if (tests.every((test) => test(n))) found.push(n);
    return found;
  }

  private *tests(choice: Choice, without?: string): Generator<(n: number) => boolean> {
    const [since, until] = [dayOf(choice.since), dayOf(choice.until, true)];
    if (since !== null || until !== null) yield (n) => this.within(n, since, until);
    if (choice.contested) yield (n) => this.contested(n);
    if (choice.box) yield this.inside(choice.box);
    for (const [name, values] of Object.entries(choice.values)) {
      if (name === without) continue;
      const facet = this.facet(name);
      const wanted = new Set(values.map((value) => facet.ranks.get(value)));
      yield (n) => facet.of[n]?.some((rank) => wanted.has(rank)) ?? false;
    }
    if (choice.q) yield this.words.having(choice.q);
  }

  /** Whether an event may lie between two days, in part or whole; one without any day lies in no span. */
  within(n: number, since: number | null, until: number | null): boolean {
    const [first, last] = [this.first(n), this.last(n)];
    if (first === null && last === null) return false;
    return (until === null || first === null || first <= until) && (since === null || last === null || last >= since);
  }

  private inside([west, south, east, north]: [number, number, number, number]): (n: number) => boolean {
    return (n) => {
      const point = this.told.map?.points[this.point(n) ?? -1];
      if (!point) return false;
      const [latitude, longitude] = point;
      const between =
        west <= east ? west <= longitude && longitude <= east : longitude >= west || longitude <= east;
      return south <= latitude && latitude <= north && between;
    };
  }

  /** The values of a facet among the events that the rest of the choice leaves: the chosen, then the commonest. */
  values(name: string, choice: Choice, limit = 12): Value[] {
    const facet = this.facet(name);
    const chosen = of(choice, name);
    const counts = facet.counted(this.chosen(choice, name));
    const first = chosen.map((value): Value => {
      const rank = facet.ranks.get(value) ?? -1;
      return { value, label: facet.values[rank]?.label ?? value, count: counts[rank] ?? 0, chosen: true };
    });
    const rest = facet.values
      .map((each, rank): Value => ({ ...each, count: counts[rank] ?? 0, chosen: false }))
      .filter(({ value, count }) => count && !chosen.includes(value))
      .sort((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1));
    return [...first, ...rest.slice(0, Math.max(0, limit - first.length))];
  }

  /** Events in the order asked for: by time, or the most doubtful, or the most told first. */
  ordered(found: number[], sort: string): number[] {
    if (!sort) return found;
    const wanted = new Set(found);
    return this.order(sort).filter((n) => wanted.has(n));
  }

  private order(sort: string): number[] {
    const kept = this.orders.get(sort);
    if (kept) return kept;
    const by = sort === 'doubt' ? this.told.rows.doubt : this.told.rows.claims;
    const made = by.map((_, n) => n).sort((a, b) => (by[b] ?? 0) - (by[a] ?? 0) || a - b);
    this.orders.set(sort, made);
    return made;
  }
}
