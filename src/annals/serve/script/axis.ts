// A scale of days: where a day lies, and where and how it is marked; as axis.py has it for a server's drawings.
import { dayNumber, inShort, parts, span, yearInWords } from './days';

export const WIDE = 640;
const [LABELS, BINS] = [8, 60];

type Kind = 'hour' | 'day' | 'month' | 'year';
export type Unit = [kind: Kind, step: number];

const YEARS: Unit[] = [0, 1, 2, 3, 4].flatMap((power) => [1, 2, 5].map((step): Unit => ['year', step * 10 ** power]));
export const BY: Unit[] = [['day', 1], ['day', 7], ['month', 1], ['month', 3], ...YEARS];
const MARKED: Unit[] = [
  ['hour', 6], ['hour', 12], ['day', 1], ['day', 2], ['day', 7], ['day', 14],
  ['month', 1], ['month', 2], ['month', 3], ['month', 6], ...YEARS,
];

export const tenth = (number: number): number => Math.round(number * 10) / 10;

export class Axis {
  constructor(
    readonly first: number,
    readonly last: number,
  ) {}

  /** Where a day begins; what lies beyond the scale is put on its edge. */
  x(day: number): number {
    return tenth(Math.min(1, Math.max(0, (day - this.first) / (this.last + 1 - this.first))) * WIDE);
  }

  get told(): string {
    return span(this.first, this.last);
  }

  get ticks(): { x: number; label: string; minor: boolean }[] {
    const unit = fitting(MARKED, this, LABELS);
    const marked = begins(unit, this).filter((at) => at >= this.first);
    return marked.map((at, n) => ({ x: this.x(at), label: label(unit, at, marked[n - 1]), minor: n % 2 === 1 }));
  }

  /** The step by which events are gathered, and the days at which steps begin, with the day after the last. */
  parted(most = BINS): [Unit, number[]] {
    const unit = fitting(BY, this, most);
    return [unit, [...begins(unit, this).map((at) => Math.max(this.first, Math.floor(at))), this.last + 1]];
  }
}

/** The finest step that makes no more than so many. */
function fitting(units: Unit[], { first, last }: Axis, most: number): Unit {
  return units.find((unit) => (last + 1 - first) / long(unit) <= most) ?? (units.at(-1) as Unit);
}

const long = ([kind, step]: Unit): number => step * { hour: 1 / 24, day: 1, month: 30.4, year: 365.2 }[kind];

/** Where steps begin, from the one that holds the first day on. */
function begins(unit: Unit, { first, last }: Axis): number[] {
  const [kind, step] = unit;
  const found: number[] = [];
  if (kind === 'hour' || kind === 'day') {
    let at = first - (kind === 'day' && step > 2 ? first % step : 0);
    for (; at <= last || (kind === 'hour' && at < last + 1); at += long(unit)) found.push(at);
    return found;
  }
  for (let month = monthOf(first, unit); ; month += months(unit)) {
    const at = dayNumber(Math.floor(month / 12), month - Math.floor(month / 12) * 12, 1);
    if (at > last) return found;
    found.push(at);
  }
}

const months = ([kind, step]: Unit): number => step * (kind === 'year' ? 12 : 1);

/** Months from the beginning of the year 0 to that of the step which holds a day. */
function monthOf(day: number, unit: Unit): number {
  const [year, month] = parts(day);
  return Math.floor((year * 12 + month) / months(unit)) * months(unit);
}

/** First and last day of the step that holds a day. */
export function stepOf(unit: Unit, day: number): [number, number] {
  const [kind, step] = unit;
  if (kind === 'day') {
    const first = day - (step > 2 ? day % step : 0);
    return [first, first + step - 1];
  }
  const month = monthOf(day, unit);
  const [first, after] = [month, month + months(unit)].map((at) =>
    dayNumber(Math.floor(at / 12), at - Math.floor(at / 12) * 12, 1),
  ) as [number, number];
  return [first, after - 1];
}

/** The label of a mark: what the one before says is not said again. */
function label([kind]: Unit, at: number, before: number | undefined): string {
  if (kind === 'hour' && at % 1) return `${String(Math.round((at % 1) * 24)).padStart(2, '0')}:00`;
  const [year] = parts(Math.floor(at));
  if (kind === 'year') return yearInWords(year);
  const [date, month] = inShort(Math.floor(at)).split(' ');
  const told = kind === 'month' ? month : `${date} ${month}`;
  return before !== undefined && parts(Math.floor(before))[0] === year ? `${told}` : `${told} ${yearInWords(year)}`;
}
