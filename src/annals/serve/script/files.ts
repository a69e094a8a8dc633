// The script of pages in files, from a disk or a plain web server: it asks nobody for anything.
import type { Carried } from './carried';
import { all, made, one } from './dom';
import { show } from './loading';
import { Local, type MapParts } from './local';
import { begun } from './page';

interface Held {
  annalsEvents?: Carried;
  annalsMap?: MapParts;
}

const SHOWING = ['sort', 'lanes', 'page', 'sel', 'map']; // what changes how events are shown, not which
const script = document.currentScript as HTMLScriptElement | null;
const { home = '', choice = '', map = '' } = script?.dataset ?? {};

/** What a script of the page's own folder has put there, or what the page holds as text. */
function held<Name extends keyof Held>(name: Name): Held[Name] {
  const text = one(`script#${name}`)?.textContent;
  return text ? (JSON.parse(text) as Held[Name]) : (globalThis as Held)[name];
}

/** The parts of the map, when it is first seen. */
async function loaded(): Promise<MapParts> {
  if (map) {
    await new Promise((done, failed) => {
      const more = made('script', { src: map });
      more.addEventListener('load', done);
      more.addEventListener('error', failed);
      document.head.append(more);
    });
  }
  const parts = held('annalsMap');
  if (!parts) throw new Error('no map is held here');
  return parts;
}

const single = home.startsWith('#'); // all pages are in this one file

/** Links that choose events have an address only where a script can heed it. */
function addressed(): void {
  for (const link of all<HTMLAnchorElement>('a[data-choose]')) {
    const query = link.dataset.choose ?? '';
    link.href = single ? `?${query}${home}` : `${home}?${query}`;
    if (single) link.addEventListener('click', stay);
  }
}

/** Follows a link to the overview within this very file, without opening it anew. */
function stay(event: MouseEvent): void {
  if (event.button || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
  event.preventDefault();
  const { href } = event.currentTarget as HTMLAnchorElement;
  location.hash = home;
  void show(new URL(href), 'replace');
}

/** Draws the overview when it is first seen: what is hidden has no size to draw by. */
function drawnWhenSeen(): void {
  const seen = (): boolean => Boolean(one('.overview')?.getClientRects().length);
  if (seen()) return;
  const look = (): void => {
    if (!seen()) return;
    removeEventListener('hashchange', look);
    void show(new URL(location.href), 'none');
  };
  addEventListener('hashchange', look);
}

function start(): void {
  document.documentElement.classList.add('scripted');
  addressed();
  const events = one('template#live-choose') ? held('annalsEvents') : undefined;
  if (!events) return;
  begun(new Local(events, Boolean(map) || one('script#annalsMap') !== null, loaded), true);
  drawnWhenSeen();
  const forms = one('.forms'); // which are of all events
  const chosen = (): boolean => [...new URLSearchParams(location.search).keys()].some((name) => !SHOWING.includes(name));
  const told = (): void => void forms?.toggleAttribute('hidden', chosen());
  document.addEventListener('annals:shown', told);
  told();
}

if (choice) location.replace(`${home}?${choice}`); // what was written for readers without script
else start();
