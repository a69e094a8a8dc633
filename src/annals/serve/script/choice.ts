// A choice of events as it stands in the address, for pages that have no server to read it for them.
import { dayOf } from './days';

export type Box = [west: number, south: number, east: number, north: number];

/** `facets` are the names of all facets, in the order in which they stand in an address. */
export interface Choice {
  readonly facets: readonly string[];
  readonly q: string;
  readonly since: string;
  readonly until: string;
  readonly values: Readonly<Record<string, readonly string[]>>;
  readonly contested: boolean;
  readonly box: Box | null;
  readonly lanes: string; // empty for the first of the ways, as `sort` is
  readonly sort: string;
  readonly page: number;
  readonly sel: string;
}

const LONGEST = 200; // characters of a value that are heeded, and values of a facet

/** What can be asked for: the names of the facets, and the ways of parting the timeline and of ordering the list. */
export interface Known {
  facets: readonly string[];
  lanes: readonly string[];
  sorts: readonly string[];
}

/** What an address asks for; what cannot be understood there is passed over. */
export function choiceIn(query: URLSearchParams, { facets, lanes, sorts }: Known): Choice {
  const all = (name: string): string[] => query.getAll(name).map((value) => value.slice(0, LONGEST).trim());
  const last = (name: string): string => all(name).at(-1) ?? '';
  const day = (name: string): string => (dayOf(last(name)) === null ? '' : last(name));
  const one = (name: string, known: readonly string[]): string => (known.indexOf(last(name)) > 0 ? last(name) : '');
  const values = Object.fromEntries(facets.map((name) => [name, all(name).filter(Boolean).slice(0, LONGEST)]));
  return {
    facets,
    q: last('q'),
    since: day('from'),
    until: day('to'),
    values: ordered(facets, values),
    contested: ['1', 'on', 'true'].includes(last('contested')),
    box: boxIn(last('box')),
    lanes: one('lanes', lanes),
    sort: one('sort', sorts),
    page: /^[0-9]{1,6}$/.test(last('page')) ? Math.max(1, Number(last('page'))) : 1,
    sel: last('sel'),
  };
}

function boxIn(words: string): Box | null {
  const told = words.split(',');
  if (told.length !== 4 || !told.every((each) => /^-?\d{1,3}(\.\d{1,6})?$/.test(each))) return null;
  const [west, south, east, north] = told.map(Number) as Box;
  const wrong = Math.max(Math.abs(west), Math.abs(east)) > 180 || Math.max(-south, north) > 90 || south > north;
  return wrong ? null : [west, south, east, north];
}

const ordered = (facets: readonly string[], values: Choice['values']): Choice['values'] =>
  Object.fromEntries(
    facets.flatMap((name) => (values[name]?.length ? [[name, [...new Set(values[name])].sort()]] : [])),
  );

/** What stands in the address, in a fixed order; nothing for what is as it is by itself. */
export function pairs(choice: Choice): [name: string, value: string][] {
  const facets = choice.facets.flatMap((name) => of(choice, name).map((value): [string, string] => [name, value]));
  const told: [string, string][] = [
    ['q', choice.q],
    ['from', choice.since],
    ['to', choice.until],
    ...facets,
    ['contested', choice.contested ? '1' : ''],
    ['box', choice.box?.map(degrees).join(',') ?? ''],
    ['lanes', choice.lanes],
    ['sort', choice.sort],
    ['page', choice.page > 1 ? String(choice.page) : ''],
    ['sel', choice.sel],
  ];
  return told.filter(([, value]) => value);
}

/** Decimal degrees as they stand in an address. */
const degrees = (number: number): string => String(Number(number.toFixed(4)));

/** The part of an address after the question mark. */
const query = (choice: Choice): string =>
  new URLSearchParams(pairs(choice)).toString().replaceAll('%2C', ',').replaceAll('%3A', ':');

/** The address of this page with another choice. */
export const linkTo = (choice: Choice): string =>
  pairs(choice).length ? `?${query(choice)}` : `./${location.pathname.split('/').at(-1) ?? ''}`;

export const of = (choice: Choice, facet: string): readonly string[] => choice.values[facet] ?? [];

export const narrows = (choice: Choice): boolean =>
  Boolean(choice.q || choice.since || choice.until || Object.keys(choice.values).length || choice.contested || choice.box);

/** The same choice with something changed, from its first page on. */
export const having = (choice: Choice, changed: Partial<Choice>): Choice => ({ ...choice, page: 1, sel: '', ...changed });

/** The same with just these values of a facet. */
export const only = (choice: Choice, facet: string, values: readonly string[]): Choice =>
  having(choice, { values: ordered(choice.facets, { ...choice.values, [facet]: values }) });

/** The same with or without a value. */
export function toggled(choice: Choice, facet: string, value: string): Choice {
  const chosen = of(choice, facet);
  return only(choice, facet, chosen.includes(value) ? chosen.filter((each) => each !== value) : [...chosen, value]);
}
