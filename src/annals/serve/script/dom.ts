// Finding and making elements. Text is only ever set as text.

export const one = <E extends Element = HTMLElement>(selector: string, within: ParentNode = document): E | null =>
  within.querySelector<E>(selector);

export const all = <E extends Element = HTMLElement>(selector: string, within: ParentNode = document): E[] => [
  ...within.querySelectorAll<E>(selector),
];

type Attributes = Record<string, string | number | boolean>;
type Content = Node | string;

function filled<E extends Element>(element: E, attributes: Attributes, content: Content[]): E {
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== false) element.setAttribute(name, value === true ? '' : String(value));
  }
  element.append(...content);
  return element;
}

export const made = <K extends keyof HTMLElementTagNameMap>(
  tag: K,
  attributes: Attributes = {},
  ...content: Content[]
): HTMLElementTagNameMap[K] => filled(document.createElement(tag), attributes, content);

export const drawn = <K extends keyof SVGElementTagNameMap>(
  tag: K,
  attributes: Attributes = {},
  ...content: Content[]
): SVGElementTagNameMap[K] => filled(document.createElementNS('http://www.w3.org/2000/svg', tag), attributes, content);

export function button(words: string, act: () => void, attributes: Attributes = {}): HTMLButtonElement {
  const element = made('button', { type: 'button', ...attributes }, words);
  element.addEventListener('click', act);
  return element;
}

/** Says something to those who listen to the page, without showing it. */
export function say(words: string): void {
  const place = one('#said') ?? document.body.appendChild(made('p', { id: 'said', role: 'status', class: 'unseen' }));
  place.textContent = words;
}

/** Pages so narrow that time runs down on them; the sheet has the same bound. */
export const NARROW = matchMedia('(max-width: 40rem)');

export const still = (): boolean => matchMedia('(prefers-reduced-motion: reduce)').matches;
