// Days as Julian day numbers, as the page's marks carry them, and as they stand in an address (EDTF) or in words.

const EPOCH = 2440588; // 1 January 1970
const MONTHS = 'January February March April May June July August September October November December'.split(' ');

/** Year, month (from 0) and day of the month. */
export function parts(day: number): [number, number, number] {
  const date = new Date((day - EPOCH) * 864e5);
  return [date.getUTCFullYear(), date.getUTCMonth(), date.getUTCDate()];
}

const padded = (number: number, length: number): string => String(Math.abs(number)).padStart(length, '0');

/** The number of a day. */
export function dayNumber(year: number, month: number, date: number): number {
  const at = new Date(0);
  at.setUTCFullYear(year, month, date);
  return at.getTime() / 864e5 + EPOCH;
}

/** The day as in an address: `2021-04-20`. */
export function edtf(day: number): string {
  const [year, month, date] = parts(day);
  return `${year < 0 ? '-' : ''}${padded(year, 4)}-${padded(month + 1, 2)}-${padded(date, 2)}`;
}

/** The first (or last) day of a year, month or day as it stands in an address; null where it is none of them. */
export function dayOf(words: string, last = false): number | null {
  const found = /^(-?\d{4,6})(?:-(\d\d))?(?:-(\d\d))?$/.exec(words.trim());
  if (!found) return null;
  const [, year, month, date] = found;
  const at = new Date(0);
  if (date) at.setUTCFullYear(Number(year), Number(month) - 1, Number(date));
  else if (month) at.setUTCFullYear(Number(year), Number(month) - (last ? 0 : 1), last ? 0 : 1);
  else at.setUTCFullYear(Number(year), last ? 11 : 0, last ? 31 : 1);
  const day = at.getTime() / 864e5 + EPOCH;
  return Number.isFinite(day) ? day : null;
}

/** A day as a mark carries it: a Julian day number, or as in an address. */
export const carried = (words: string | undefined, last = false): number | null =>
  words === undefined || !words ? null : /^\d{6,8}$/.test(words) ? Number(words) : dayOf(words, last);

/** The day in words: `20 April 2021`. */
export function inWords(day: number): string {
  const [year, month, date] = parts(day);
  return `${date} ${MONTHS[month]} ${year > 0 ? year : `${1 - year} BC`}`;
}

/** The day in few letters: `20 Apr 2021`. */
export const inShort = (day: number): string => inWords(day).replace(/([A-Z][a-z]{2})[a-z]+/, '$1');

/** A span of days in words, with how many they are. */
export function spanInWords(first: number, last: number): string {
  const count = last - first + 1;
  return first === last ? `on ${inWords(first)}` : `from ${inWords(first)} to ${inWords(last)} (${count} days)`;
}

const SHORT = MONTHS.map((month) => month.slice(0, 3));
export const yearInWords = (year: number): string => (year > 0 ? String(year) : `${1 - year} BC`);

/** Days as labels have them, in no more words than needed: `20–26 Apr 2021`, `Apr 2021`, `2021`. */
export function span(first: number, last: number): string {
  const [year, month, date] = parts(first);
  const [lastYear, lastMonth, lastDate] = parts(last);
  if (first === last) return inShort(first);
  if (month === 0 && date === 1 && lastMonth === 11 && lastDate === 31) {
    return year === lastYear ? yearInWords(year) : `${yearInWords(year)} – ${yearInWords(lastYear)}`;
  }
  if (year === lastYear && month === lastMonth) {
    const told = `${SHORT[month]} ${yearInWords(year)}`;
    return date === 1 && parts(last + 1)[2] === 1 ? told : `${date}–${lastDate} ${told}`;
  }
  return `${inShort(first)} – ${inShort(last)}`;
}
