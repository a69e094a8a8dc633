// List, map and timeline are three views of the same events: what is pointed at in one is shown in the others.
import { edited, put } from './address';
import { carried } from './days';
import { all, NARROW, one, say } from './dom';

type Mark = HTMLElement | SVGElement;

/** The views that are seen; of the two drawings of the timeline, that is one. */
const views = (): string[] => ['#list', '#map', time()];
const time = (): string => (NARROW.matches ? '#timeline .down' : '#timeline .across');
const MARKS = '[data-event], [data-place], [data-first]';

const inViews = (selector: string): Mark[] => all<Mark>(views().map((view) => `${view} ${selector}`).join(', '));
const ofEvent = (id: string): Mark[] => inViews(`[data-event="${CSS.escape(id)}"]`);
const words = (list: string | undefined): string[] => list?.split(' ').filter(Boolean) ?? [];
const at = (points: string[], within: string): Mark[] =>
  points.flatMap((point) => all<Mark>(`${within} [data-place~="${CSS.escape(point)}"]`));

/** The mark that a node of one of the views belongs to. */
export function markOf(node: EventTarget | null): Mark | null {
  const mark = node instanceof Element ? node.closest<Mark>(MARKS) : null;
  return mark?.closest(views().join(', ')) ? mark : null;
}

/** A mark and its twins in the other views. */
function twins(mark: Mark): Set<Mark> {
  const { event, place, first, last } = mark.dataset;
  if (event) {
    const same = ofEvent(event);
    const points = [...new Set(same.flatMap((each) => words(each.dataset.place)))];
    const days = same.find((each) => each.dataset.first)?.dataset;
    return new Set([...same, ...at(points, '#map'), ...(days ? bins(days.first, days.last) : [])]);
  }
  if (place) return withTheirs(mark, at(words(place), '#list'), at(words(place), time()));
  return withTheirs(mark, all<Mark>('#list [data-event]').filter((each) => meets(each, first, last)));
}

/** A mark of several events with these events, and with what stands for them elsewhere. */
function withTheirs(mark: Mark, ...events: Mark[][]): Set<Mark> {
  const found = new Set<Mark>([mark, ...events.flat()]);
  for (const each of events.flat()) {
    if (each.dataset.event) for (const twin of ofEvent(each.dataset.event)) found.add(twin);
    for (const twin of at(words(each.dataset.place), '#map')) if (!mark.dataset.place) found.add(twin);
  }
  return found;
}

/** The bars of the timeline that stand for several events of these days. */
const bins = (first?: string, last?: string): Mark[] =>
  all<Mark>(`${time()} [data-first]:not([data-event])`).filter((each) => meets(each, first, last));

function meets(mark: Mark, first?: string, last?: string): boolean {
  const [from, to] = [carried(mark.dataset.first), carried(mark.dataset.last ?? mark.dataset.first, true)];
  const [since, until] = [carried(first), carried(last ?? first, true)];
  return from !== null && to !== null && since !== null && until !== null && from <= until && to >= since;
}

let lit = new Set<Mark>();
let pointed: Mark | null = null;

/** Shows what belongs to a mark, or nothing. */
export function light(mark: Mark | null): void {
  pointed = mark;
  const now = mark ? twins(mark) : new Set<Mark>();
  for (const each of lit) if (!now.has(each)) darken(each);
  for (const each of now) {
    each.classList.add('lit');
    if (!each.hasAttribute('aria-current')) each.setAttribute('aria-current', 'location');
  }
  lit = now;
}

function darken(mark: Mark): void {
  mark.classList.remove('lit');
  if (mark.getAttribute('aria-current') === 'location') mark.removeAttribute('aria-current');
}

export const selected = (): string | null => new URLSearchParams(location.search).get('sel');

/** Selects an event of the list, or none, and says so in the address; whether there is such an event here. */
export function select(id: string | null): boolean {
  const marks = id ? ofEvent(id) : [];
  const item = marks.find((mark) => mark.closest('#list'));
  if (id && !item) return false;
  history.replaceState(history.state, '', edited((query) => put(query, 'sel', id)));
  marked(marks);
  item?.scrollIntoView({ block: 'nearest' });
  if (item) say(`Selected: ${one('a', item)?.textContent?.replace(/\s+/g, ' ').trim() ?? ''}`);
  return true;
}

function marked(marks: Mark[]): void {
  for (const each of inViews('[aria-current="true"][data-event]')) {
    if (!marks.includes(each)) each.removeAttribute('aria-current');
  }
  for (const each of marks) each.setAttribute('aria-current', 'true');
}

export function linked(): void {
  const point = (event: Event): void => light(markOf(event.target));
  document.addEventListener('pointerover', point);
  document.addEventListener('focusin', point);
  document.addEventListener('focusout', (event) => {
    if (!event.relatedTarget) light(null);
  });
  document.addEventListener('click', (event) => {
    if (event.defaultPrevented || (event.target instanceof Element && event.target.closest('a, button, input, summary'))) return;
    const id = markOf(event.target)?.dataset.event;
    if (id && getSelection()?.isCollapsed !== false) select(id === selected() ? null : id);
  });
  const again = (): void => {
    light(pointed?.isConnected ? pointed : null);
    const id = selected();
    if (id) marked(ofEvent(id));
  };
  document.addEventListener('annals:shown', again);
  document.addEventListener('annals:map', again);
  again();
}
