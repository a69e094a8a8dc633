// Search for words as SQLite does it on a server: signs of accent do not count, nor do English endings (Porter 1980).

const [LETTER, ACCENT] = [/[\p{L}\p{N}\p{Co}]/u, /[\u0300-\u0331]/];
const MOST_WORDS = 64;

export class Words {
  private readonly known = new Map<string, Set<number>>();

  constructor(private readonly told: { terms: string[]; of: number[][] }) {
    told.terms.forEach((term, number) => {
      const key = folded(term);
      const same = this.known.get(key);
      if (same) same.add(number);
      else this.known.set(key, new Set([number]));
    });
  }

  /** Whether an event's sentences hold each of the words, and each run of words in double quotes as it stands. */
  having(words: string): (n: number) => boolean {
    const asked = runs(words).map((run) => run.map((word) => this.known.get(word)));
    return (n) => asked.length > 0 && asked.every((run) => follows(this.told.of[n] ?? [], run));
  }
}

function follows(said: number[], run: (Set<number> | undefined)[]): boolean {
  if (run.some((numbers) => !numbers)) return false;
  return said.some((_, at) => run.every((numbers, n) => numbers?.has(said[at + n] ?? -1)));
}

/** The runs of words that are asked for, each word without its ending. */
export function runs(words: string): string[][] {
  const pieces = [...words.matchAll(/"([^"]*)"|([^\s"]+)/g)].map(([, quoted, bare]) => quoted ?? bare ?? '');
  return pieces.map((piece) => tokens(piece).map(stem)).filter((run) => run.length).slice(0, MOST_WORDS);
}

function tokens(words: string): string[] {
  const found: string[] = [];
  let word = '';
  for (const sign of words) {
    if (LETTER.test(sign)) word += folded(sign);
    else if (!word || !ACCENT.test(sign)) {
      if (word) found.push(word);
      word = '';
    }
  }
  return word ? [...found, word] : found;
}

const folded = (words: string): string => words.toLowerCase().normalize('NFD').replace(/\p{M}/gu, '');

type Rule = [ending: string, instead: string];

const SECOND: Rule[] = [
  ['ational', 'ate'], ['tional', 'tion'], ['enci', 'ence'], ['anci', 'ance'], ['izer', 'ize'], ['logi', 'log'],
  ['bli', 'ble'], ['alli', 'al'], ['entli', 'ent'], ['eli', 'e'], ['ousli', 'ous'], ['ization', 'ize'],
  ['ation', 'ate'], ['ator', 'ate'], ['alism', 'al'], ['iveness', 'ive'], ['fulness', 'ful'], ['ousness', 'ous'],
  ['aliti', 'al'], ['iviti', 'ive'], ['biliti', 'ble'],
];
const THIRD: Rule[] = [
  ['icate', 'ic'], ['ative', ''], ['alize', 'al'], ['iciti', 'ic'], ['ical', 'ic'], ['ful', ''], ['ness', ''],
];
const FOURTH: Rule[] = [
  'al', 'ance', 'ence', 'er', 'ic', 'able', 'ible', 'ant', 'ement', 'ment', 'ent', 'ion', 'ou', 'ism', 'ate', 'iti',
  'ous', 'ive', 'ize',
].map((ending): Rule => [ending, '']);

/** Vowels as v and others as c; a y is a vowel behind what is none. */
function shape(word: string): string {
  let told = '';
  for (const sign of word) told += 'aeiou'.includes(sign) || (sign === 'y' && told.endsWith('c')) ? 'v' : 'c';
  return told;
}

/** How often vowels are followed by others. */
const measure = (word: string): number => shape(word).match(/v+c/g)?.length ?? 0;
const hasVowel = (word: string): boolean => shape(word).includes('v');
/** Whether a word ends as hop does, but not on w, x or y. */
const short = (word: string): boolean => /cvc$/.test(shape(word)) && !/[wxy]$/.test(word);

/** A word with the longest ending of the rules replaced, if what is before it is long enough. */
function replaced(word: string, rules: Rule[], least: number): string {
  const fit = rules.filter(([ending]) => word.length > ending.length && word.endsWith(ending));
  const [ending, instead] = fit.sort((a, b) => b[0].length - a[0].length)[0] ?? ['', ''];
  const before = word.slice(0, word.length - ending.length);
  if (!ending || measure(before) < least || (ending === 'ion' && !/[st]$/.test(before))) return word;
  return before + instead;
}

const plural = (word: string): string => {
  if (!word.endsWith('s') || word.endsWith('ss')) return word;
  if (word.endsWith('sses') || (word.endsWith('ies') && word.length > 3)) return word.slice(0, -2);
  return word.slice(0, -1);
};

function past(word: string): string {
  if (word.endsWith('eed')) return measure(word.slice(0, -3)) ? word.slice(0, -1) : word;
  const ending = ['ed', 'ing'].find((each) => word.endsWith(each)) ?? '';
  const before = word.slice(0, word.length - ending.length);
  if (!ending || !hasVowel(before)) return word;
  if (/(at|bl|iz)$/.test(before)) return `${before}e`;
  if (/([^aeioulsz])\1$/.test(before)) return before.slice(0, -1);
  return measure(before) === 1 && short(before) ? `${before}e` : before;
}

/** The word without its ending. */
export function stem(word: string): string {
  if (word.length < 3 || word.length > 64) return word;
  let told = past(plural(word));
  if (told.endsWith('y') && hasVowel(told.slice(0, -1))) told = `${told.slice(0, -1)}i`;
  told = replaced(replaced(replaced(told, SECOND, 1), THIRD, 1), FOURTH, 2);
  if (told.endsWith('e')) {
    const before = told.slice(0, -1);
    if (measure(before) > 1 || (measure(before) === 1 && !short(before))) told = before;
  }
  return told.endsWith('ll') && measure(told.slice(0, -1)) > 1 ? told.slice(0, -1) : told;
}
