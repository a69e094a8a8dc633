// A span of days drawn on the timeline: by mouse or finger across it, or by arrow keys on the two ends.
import { choose } from './loading';
import { put } from './address';
import { button, drawn, made, one } from './dom';
import { dayOf, edtf, inWords, spanInWords } from './days';

export type Days = [number, number];
const LEAST = 5; // pixels that a pointer moves before it draws

/** The days that the address asks for; null where it leaves an end open. */
export function asked(): [number | null, number | null] {
  const query = new URLSearchParams(location.search);
  return [dayOf(query.get('from') ?? ''), dayOf(query.get('to') ?? '', true)];
}

/** Shows the events of these days, or of all. */
export const chooseDays = (days: Days | null, keep: 'push' | 'replace' = 'push'): Promise<void> =>
  choose((query) => {
    put(query, 'from', days && edtf(days[0]));
    put(query, 'to', days && edtf(days[1]));
  }, keep);

/** The first and last day of the timeline. */
export function drawnDays(): Days | null {
  const scale = scaleOf(one<SVGSVGElement>('#timeline svg[data-low]'));
  return scale && [Math.floor(scale.low), Math.ceil(scale.high) - 1];
}

interface Scale {
  low: number;
  high: number;
  left: number;
  right: number;
}

function scaleOf(svg: SVGSVGElement | null): Scale | null {
  if (!svg) return null;
  const [low, high, left, right] = ['low', 'high', 'left', 'right'].map((name) => Number(svg.dataset[name]));
  if (low === undefined || high === undefined || left === undefined || right === undefined) return null;
  return high > low && right > left ? { low, high, left, right } : null;
}

/** The span on one drawing of the timeline; a new drawing gets a new one. */
class Brush {
  private readonly area = drawn('rect', { class: 'span', y: 0 });
  private readonly ends = [this.end('from', 0), this.end('to', 1)] as const;
  private readonly group: SVGGElement;
  private readonly said: HTMLElement;
  private days: Days;
  private waiting = 0;

  constructor(
    private readonly svg: SVGSVGElement,
    private readonly scale: Scale,
  ) {
    const [from, to] = asked();
    const all = this.all();
    this.days = [Math.max(from ?? all[0], all[0]), Math.min(to ?? all[1], all[1])];
    this.said = made('output', { for: 'brush-from brush-to' });
    const clear = button('all days', () => void chooseDays(null), { class: 'clear' });
    const line = made('p', { class: 'brushed' }, this.said, ' ', clear);
    this.group = drawn('g', { class: 'brush' }, this.area, ...this.ends);
    svg.append(this.group);
    svg.before(line);
    this.draw();
    clear.hidden = from === null && to === null;
    svg.addEventListener('pointerdown', (event) => this.begin(event));
    svg.addEventListener('dblclick', () => void chooseDays(null));
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
    const bar = drawn('line', { y1: 0, y2: '100%' });
    const grip = drawn('rect', { x: -4, y: 2, width: 8, height: 22, rx: 3 });
    const end = drawn('g', { id: `brush-${name}`, role: 'slider', tabindex: 0, 'aria-label': label }, bar, grip);
    end.addEventListener('keydown', (event) => this.press(event, which));
    return end;
  }

  private press(event: KeyboardEvent, which: 0 | 1): void {
    const [first, last] = this.reach();
    const far = Math.max(2, Math.round((last - first) / 20));
    const step = event.shiftKey ? far : 1;
    const at = this.days[which];
    const to: Record<string, number> = {
      ArrowLeft: at - step,
      ArrowDown: at - step,
      ArrowRight: at + step,
      ArrowUp: at + step,
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
    const pulled = grip ? this.ends.indexOf(grip as SVGGElement) : -1;
    const start = pulled === 0 ? this.days[1] : pulled === 1 ? this.days[0] : this.dayAt(down);
    let moved = false;
    const before: Days = this.days;
    const move = (event: PointerEvent): void => {
      if (!moved && Math.abs(event.clientX - down.clientX) < LEAST) return;
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
    const x = matrix ? new DOMPoint(event.clientX, event.clientY).matrixTransform(matrix.inverse()).x : 0;
    const { low, high, left, right } = this.scale;
    return clamp(Math.floor(low + ((x - left) / (right - left)) * (high - low)), ...this.all());
  }

  private x(day: number): number {
    const { low, high, left, right } = this.scale;
    return left + ((clamp(day, low, high) - low) / (high - low)) * (right - left);
  }

  private draw(): void {
    const [from, to] = this.days;
    const [start, stop] = [this.x(from), this.x(to + 1)];
    this.area.setAttribute('x', String(start));
    this.area.setAttribute('width', String(Math.max(1, stop - start)));
    this.area.setAttribute('height', '100%');
    const all = this.reach();
    [start, stop].forEach((x, n) => {
      const end = this.ends[n];
      end?.setAttribute('transform', `translate(${x})`);
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
  const begin = (): void => {
    const svg = one<SVGSVGElement>('#timeline svg[data-low]');
    const scale = scaleOf(svg);
    if (svg && scale) new Brush(svg, scale);
  };
  document.addEventListener('annals:shown', begin);
  begin();
}
