// Changes of the choice without loading the page anew: the server's own answer is put in the place of the old.
import { asked, chosen, type Edit, sameChoice, samePage } from './address';
import { all, one, say } from './dom';
import { select } from './linked';
import type { Source } from './source';

let source: Source | null = null;
let underWay: AbortController | null = null;
let shown = new URL(location.href);

/** Shows what the address asks for; where that fails, the browser loads it as it would without script. */
export async function show(url: URL, keep: 'push' | 'replace' | 'none' = 'push'): Promise<void> {
  if (!source) return location.assign(url);
  underWay?.abort();
  const mine = (underWay = new AbortController());
  document.documentElement.classList.add('loading');
  try {
    const told = await source.answer(url, mine.signal);
    if (mine.signal.aborted) return;
    if (!one('#results', told)) throw new Error('no results');
    if (keep === 'push' && url.href !== location.href) history.pushState(null, '', url);
    if (keep === 'replace') history.replaceState(null, '', url);
    shown = url;
    replaced(told);
    document.documentElement.classList.remove('loading');
  } catch (error) {
    if (mine.signal.aborted) return;
    document.documentElement.classList.remove('loading');
    // Without a server that could answer otherwise, only an address that may not be set from here is worth going to.
    if (source.live || (error instanceof DOMException && keep !== 'none')) location.assign(url);
    else console.error(error);
  }
}

/** Shows another choice of events. */
export const choose = (edit: Edit, keep: 'push' | 'replace' = 'push'): Promise<void> => show(chosen(edit), keep);

function replaced(told: ParentNode): void {
  const focus = focused();
  for (const id of ['results', 'choose']) {
    const [old, fresh] = [one(`#${id}`), one(`#${id}`, told)];
    if (old && fresh) {
      if (id === 'choose') kept(old, fresh);
      old.replaceChildren(...document.adoptNode(fresh).childNodes);
    }
  }
  for (const link of source?.live ? all<HTMLAnchorElement>('.forms a') : []) {
    link.href = link.href.replace(/(\?.*)?$/, '') + location.search;
  }
  document.dispatchEvent(new CustomEvent('annals:shown'));
  refocused(focus);
  say(one('.summary')?.textContent?.replace(/\s+/g, ' ').trim() ?? '');
}

/** Takes over from the old form what is being written into it, and which of its parts are open. */
function kept(old: HTMLElement, fresh: HTMLElement): void {
  const here = document.activeElement;
  if (here instanceof HTMLInputElement && here.form === old && writes(here)) {
    const twin = one<HTMLInputElement>(`[name="${CSS.escape(here.name)}"]`, fresh);
    if (twin) twin.value = here.value;
  }
  const open = all<HTMLDetailsElement>('details', old);
  all<HTMLDetailsElement>('details', fresh).forEach((each, n) => {
    each.open = open[n]?.open ?? each.open;
  });
}

type Focus = { find: string[]; caret: [number | null, number | null] | null } | null;

/** By what the element that has the focus can be found again. */
function focused(): Focus {
  const here = document.activeElement;
  if (!(here instanceof HTMLElement || here instanceof SVGElement) || here === document.body) return null;
  const find: string[] = [];
  if (here instanceof HTMLInputElement && here.name) {
    const same = `[name="${CSS.escape(here.name)}"]`;
    find.push(here.type === 'checkbox' ? `#choose ${same}[value="${CSS.escape(here.value)}"]` : `#choose ${same}`);
  }
  if (here.id) find.push(`#${CSS.escape(here.id)}`);
  const marked = here.closest<HTMLElement | SVGElement>('[data-event], [data-place]');
  for (const [key, name] of [['event', 'data-event'], ['place', 'data-place']] as const) {
    const value = marked?.dataset[key];
    const view = here.closest('#map, #timeline, #list')?.id;
    if (value && view) find.push(`#${view} [${name}="${CSS.escape(value)}"]`);
  }
  if (here.closest('#choose')) find.push('#q');
  if (here.closest('#results')) find.push('#list a', '#list');
  const caret: [number | null, number | null] | null =
    here instanceof HTMLInputElement && writes(here) ? [here.selectionStart, here.selectionEnd] : null;
  return { find, caret };
}

function refocused(focus: Focus): void {
  if (!focus || (document.activeElement && document.activeElement !== document.body)) return;
  for (const selector of focus.find) {
    const found = one(selector);
    const target = found?.matches('a, input, select, button, [tabindex]') ? found : found && one('a, [tabindex]', found);
    if (!target) continue;
    target.focus({ preventScroll: true });
    if (target instanceof HTMLInputElement && focus.caret) target.setSelectionRange(...focus.caret);
    return;
  }
}

const writes = (input: HTMLInputElement): boolean => ['text', 'search'].includes(input.type);

/** Sends the form whenever it changes, follows links within the page, and goes back and forth. */
export function followed(form: HTMLFormElement, from: Source, anew: boolean): void {
  source = from;
  let waiting = 0;
  const send = (): void => {
    clearTimeout(waiting);
    void show(asked(form));
  };
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    send();
  });
  form.addEventListener('change', send);
  form.addEventListener('input', (event) => {
    clearTimeout(waiting);
    if (event.target instanceof HTMLInputElement && event.target.type === 'search') {
      waiting = window.setTimeout(() => void show(asked(form)), 300);
    }
  });
  document.addEventListener('click', (event) => {
    const url = within(event);
    if (!url) return;
    event.preventDefault();
    if (sameChoice(url, new URL(location.href)) && select(url.searchParams.get('sel'))) return;
    url.hash = '';
    void show(url);
  });
  addEventListener('popstate', () => {
    const url = new URL(location.href);
    if (!sameChoice(url, shown)) void show(url, 'none'); // else it led to another place of this very page
  });
  if (anew) void show(shown, 'none');
}

/** Where a click leads, if it follows a link to another choice on this very page. */
function within(event: MouseEvent): URL | null {
  const plain = event.button === 0 && !(event.metaKey || event.ctrlKey || event.shiftKey || event.altKey);
  const link = event.target instanceof Element ? event.target.closest<Element>('.overview a') : null;
  const href = link?.getAttribute('href');
  if (!plain || event.defaultPrevented || !href || href.startsWith('#') || link?.hasAttribute('download')) return null;
  const url = new URL(href, location.href);
  return samePage(url, new URL(location.href)) ? url : null;
}
