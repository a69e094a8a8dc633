// A span of days drawn on the timeline: by mouse or finger across it, by its two ends, or by arrow keys on these. On
// narrow pages time runs down: there a finger moves the ends only, and elsewhere scrolls.
import { choose } from './loading';
import { put } from './address';
import { all, button, drawn, made, NARROW, one } from './dom';
import { dayOf, edtf, inShort, inWords, spanInWords } from './days';

export type Days = [number, number];
const LEAST = 5; // pixels that a pointer moves before it draws

/** The days that the address asks for; null where it leaves an end open. */
export function asked(): [number | null, number | null] {
  const query = new URLSearchParams(location.search);
  return [dayOf(query.get('from') ?? ''), dayOf(query.get('to') ?? '', true)];
}

/** Shows the events of these days, or of all; the timeline stays where it is on the screen. */
export async function chooseDays(days: Days | null, keep: 'push' | 'replace' = 'push'): Promise<void> {
  const top = (): number => one('#timeline')?.getBoundingClientRect().top ?? 0;
  const before = top();
  await choose((query) => {
    put(query, 'from', days && edtf(days[0]));
    put(query, 'to', days && edtf(days[1]));
  }, keep);
  scrollBy(0, top() - before);
}

/** The first and last day of the timeline. */
export function drawnDays(): Days | null {
  const scale = scaleOf(one<SVGSVGElement>('#timeline svg[data-low]'));
  return scale && [Math.floor(scale.low), Math.ceil(scale.high) - 1];
}

/** A day, and where it begins on the drawing. */
type Stop = [number, number];

/** The days at the edges, and the stops between which the scale is even; `down` where time runs from top to bottom. */
interface Scale {
  low: number;
  high: number;
  stops: Stop[];
  down: boolean;
}

function scaleOf(svg: SVGSVGElement | null): Scale | null {
  if (!svg) return null;
  const { low, high, left, right, stops } = svg.dataset;
  const words = stops ?? `${low}:${left} ${high}:${right}`;
  const told = words.split(' ').map((stop) => stop.split(':').map(Number) as Stop);
  const known = told.length > 1 && told.every(([day, at]) => Number.isFinite(day) && Number.isFinite(at));
  return known ? { low: Number(low), high: Number(high), stops: told, down: stops !== undefined } : null;
}

/** What one half of the stops has for a value of the other: from day to place, or back. */
function between(stops: Stop[], value: number, from: 0 | 1): number {
  const to = from ? 0 : 1;
  const n = Math.max(1, stops.findIndex((stop) => stop[from] >= value));
  const [one, other] = value > (stops.at(-1)?.[from] ?? 0) ? [stops.at(-2), stops.at(-1)] : [stops[n - 1], stops[n]];
  if (!one || !other) return 0;
  return one[to] + ((value - one[from]) / (other[from] - one[from])) * (other[to] - one[to]);
}

/** The span on one drawing of the timeline; a new drawing gets a new one. */
class Brush {
  private readonly area = drawn('rect', { class: 'span' });
  private readonly ends: readonly [SVGGElement, SVGGElement];
  private readonly group: SVGGElement;
  private readonly line: HTMLElement;
  private readonly said: HTMLElement;
  private readonly gone = new AbortController();
  private days: Days;
  private waiting = 0;

  constructor(
    private readonly svg: SVGSVGElement,
    private readonly scale: Scale,
  ) {
    this.ends = [this.end('from', 0), this.end('to', 1)];
    const [from, to] = asked();
    const all = this.all();
    this.days = [Math.max(from ?? all[0], all[0]), Math.min(to ?? all[1], all[1])];
    this.said = made('output', { for: 'brush-from brush-to' });
    const clear = button('all days', () => void chooseDays(null), { class: 'clear' });
    this.line = made('p', { class: 'brushed' }, this.said, ' ', clear);
    this.group = drawn('g', { class: scale.down ? 'brush falling' : 'brush' }, this.area, ...this.ends);
    svg.append(this.group);
    svg.before(this.line);
    this.draw();
    clear.hidden = from === null && to === null;
    const { signal } = this.gone;
    svg.addEventListener('pointerdown', (event) => this.begin(event), { signal });
    svg.addEventListener('dblclick', () => void chooseDays(null), { signal });
  }

  /** Takes the span from a drawing that is no longer seen. */
  leave(): void {
    this.gone.abort();
    this.group.remove();
    this.line.remove();
  }

  private all(): Days {
    return [Math.floor(this.scale.low), Math.ceil(this.scale.high) - 1];
  }

  /** How far the ends can be moved by keys: beyond what is drawn, where a part of all days is drawn. */
  private reach(): Days {
    const [first, last] = this.all();
    const more = asked().some((day) => day !== null) ? last - first + 1 : 0;
    return [first - more, last + more];
  }

  private end(name: string, which: 0 | 1): SVGGElement {
    const label = which ? 'Last day' : 'First day';
    const { down } = this.scale;
    const [wide, high] = [this.svg.viewBox.baseVal.width, this.svg.viewBox.baseVal.height];
    const [reach, room] = matchMedia('(pointer: coarse)').matches ? [44, 44] : [16, 28]; // fingers need more of it
    // One grip is before the drawing and the other behind it: neither hides the other, or what is drawn.
    const parts = down
      ? [
          drawn('line', { x1: 0, x2: wide }),
          drawn('rect', { class: 'hold', x: 0, y: which ? 0 : -44, width: 88, height: 44 }),
          drawn('rect', { class: 'grip', x: 1, y: which ? 4 : -32, width: 82, height: 28, rx: 6 }),
          drawn('text', { x: 42, y: which ? 23 : -13, 'text-anchor': 'middle' }),
        ]
      : [
          drawn('line', { y1: -4, y2: high + 4 }),
          drawn('rect', { class: 'hold', x: -reach / 2, y: which ? high + 24 - room : -24, width: reach, height: room }),
          drawn('rect', { class: 'grip', x: -5, y: which ? high : -22, width: 10, height: 22, rx: 3 }),
        ];
    const end = drawn('g', { id: `brush-${name}`, role: 'slider', tabindex: 0, 'aria-label': label }, ...parts);
    end.setAttribute('aria-orientation', down ? 'vertical' : 'horizontal');
    end.addEventListener('keydown', (event) => this.press(event, which));
    end.addEventListener('touchstart', (event) => event.preventDefault(), { passive: false }); // else it scrolls
    return end;
  }

  private press(event: KeyboardEvent, which: 0 | 1): void {
    const [first, last] = this.reach();
    const far = Math.max(2, Math.round((last - first) / 20));
    const step = event.shiftKey ? far : 1;
    const at = this.days[which];
    const later = this.scale.down ? step : -step; // downwards is later where time runs down
    const to: Record<string, number> = {
      ArrowLeft: at - step,
      ArrowDown: at + later,
      ArrowRight: at + step,
      ArrowUp: at - later,
      PageDown: at - far,
      PageUp: at + far,
      Home: first,
      End: last,
    };
    const day = to[event.key];
    if (day === undefined || event.ctrlKey || event.altKey || event.metaKey) return;
    event.preventDefault();
    event.stopPropagation();
    const [from, until] = this.days;
    this.days = which ? [from, clamp(day, from, last)] : [clamp(day, first, until), until];
    this.draw();
    clearTimeout(this.waiting);
    this.waiting = window.setTimeout(() => this.svg.isConnected && void chooseDays(this.days), 600);
  }

  private begin(down: PointerEvent): void {
    if (down.button !== 0 || !down.isPrimary) return;
    const grip = down.target instanceof Element ? down.target.closest('[role=slider]') : null;
    if (this.scale.down && down.pointerType === 'touch' && !grip) return;
    const pulled = grip ? this.ends.indexOf(grip as SVGGElement) : -1;
    const start = pulled === 0 ? this.days[1] : pulled === 1 ? this.days[0] : this.dayAt(down);
    let moved = false;
    const before: Days = this.days;
    const move = (event: PointerEvent): void => {
      const [across, along] = [event.clientX - down.clientX, event.clientY - down.clientY];
      if (!moved && Math.abs(this.scale.down ? along : across) < LEAST) return;
      if (!moved) this.svg.setPointerCapture(down.pointerId);
      moved = true;
      const day = this.dayAt(event);
      this.days = day < start ? [day, start] : [start, day];
      this.draw();
    };
    const stop = (event: Event): void => {
      this.svg.removeEventListener('pointermove', move);
      for (const name of ['pointerup', 'pointercancel', 'pointerleave']) this.svg.removeEventListener(name, stop);
      if (!moved) return;
      if (event.type === 'pointercancel') {
        this.days = before;
        this.draw();
        return;
      }
      // The click that ends a stroke is none on what lies beneath.
      addEventListener('click', swallow, { capture: true, once: true });
      setTimeout(() => removeEventListener('click', swallow, { capture: true }), 50);
      void chooseDays(this.days);
    };
    this.svg.addEventListener('pointermove', move);
    for (const name of ['pointerup', 'pointercancel', 'pointerleave']) {
      if (name !== 'pointerleave' || down.pointerType === 'mouse') this.svg.addEventListener(name, stop);
    }
  }

  private dayAt(event: PointerEvent): number {
    const matrix = this.svg.getScreenCTM();
    const point = matrix ? new DOMPoint(event.clientX, event.clientY).matrixTransform(matrix.inverse()) : new DOMPoint();
    return clamp(Math.floor(between(this.scale.stops, this.scale.down ? point.y : point.x, 1)), ...this.all());
  }

  /** Where a day begins. */
  private at(day: number): number {
    return between(this.scale.stops, clamp(day, this.scale.low, this.scale.high), 0);
  }

  private draw(): void {
    const [from, to] = this.days;
    const { down } = this.scale;
    const [start, stop] = [this.at(from), this.at(to + 1)];
    this.area.setAttribute(down ? 'y' : 'x', String(start));
    this.area.setAttribute(down ? 'height' : 'width', String(Math.max(1, stop - start)));
    this.area.setAttribute(down ? 'width' : 'height', '100%');
    const all = this.reach();
    [start, stop].forEach((at, n) => {
      const end = this.ends[n];
      end?.setAttribute('transform', down ? `translate(0 ${at})` : `translate(${at})`);
      const words = end?.querySelector('text');
      if (words) words.textContent = inShort(n ? to : from);
      end?.setAttribute('aria-valuemin', String(n ? from : all[0]));
      end?.setAttribute('aria-valuemax', String(n ? all[1] : to));
      end?.setAttribute('aria-valuenow', String(n ? to : from));
      end?.setAttribute('aria-valuetext', inWords(n ? to : from));
    });
    this.said.textContent = `Days ${spanInWords(from, to)}`;
    this.group.classList.toggle('all', from <= this.all()[0] && to >= this.all()[1]);
  }
}

const clamp = (value: number, least: number, most: number): number => Math.min(most, Math.max(least, value));

function swallow(event: Event): void {
  event.preventDefault();
  event.stopPropagation();
}

export function brushed(): void {
  let brush: Brush | null = null;
  const begin = (): void => {
    brush?.leave();
    const svg = all<SVGSVGElement>('#timeline svg[data-low]').find((each) => each.getClientRects().length) ?? null;
    const scale = scaleOf(svg);
    brush = svg && scale ? new Brush(svg, scale) : null;
  };
  document.addEventListener('annals:shown', begin);
  NARROW.addEventListener('change', begin);
  begin();
}
