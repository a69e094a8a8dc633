// The map that can be moved about in: MapLibre, with the same marks as the drawing that it stands in for.
import type * as gl from 'maplibre-gl';
import { put } from './address';
import { button, made, one } from './dom';
import { grouped, type Point, type Spot } from './marks';
import { choose } from './loading';
import type { Library, Source } from './source';
import { coloured, styled } from './style';
import { circle, decoded, type Topology } from './topology';

const MOST_DISCS = 300;
const AROUND = 60; // pixels beyond the map that have marks too
const PLAIN = 'annals:plain-map';
const placed = (box: Element, section: Element): void => one('.drawing', section)?.after(box);

function able(): boolean {
  const context = document.createElement('canvas').getContext('webgl2');
  context?.getExtension('WEBGL_lose_context')?.loseContext();
  return context !== null;
}

class Globe {
  readonly box = made('div', { class: 'live-map' });
  private readonly map: gl.Map;
  private points: Point[] = [];
  private markers: gl.Marker[] = [];
  private moved = false;

  constructor(
    private readonly library: Library,
    land: Topology,
    section: Element,
  ) {
    placed(this.box, section);
    this.map = new library.Map({
      container: this.box,
      style: styled(decoded(land)),
      attributionControl: false,
      canvasContextAttributes: { preserveDrawingBuffer: true },
      cooperativeGestures: true,
      dragRotate: false,
      pitchWithRotate: false,
      maxPitch: 0,
      maxZoom: 14,
      fadeDuration: 0,
      locale: { 'Map.Title': 'Map of the events, to be moved about in' },
    });
    this.map.touchZoomRotate.disableRotation();
    this.map.addControl(new library.NavigationControl({ showCompass: false }), 'top-left');
    this.map.addControl(new library.ScaleControl({ unit: 'metric' }), 'bottom-left');
    this.map.addControl(new library.AttributionControl({ compact: false, customAttribution: 'Natural Earth' }));
    this.map.on('moveend', (event) => {
      if (event.originalEvent) this.moved = true;
      this.mark();
    });
    matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => coloured(this.map));
  }

  /** When the map is ready to be drawn upon. */
  ready(): Promise<void> {
    return new Promise((done, failed) => {
      this.map.once('load', () => done());
      this.map.once('error', (event) => failed(event.error));
    });
  }

  /** Shows these points; the part of the globe that is seen stays as it is once the reader has moved it. */
  show(points: Point[]): void {
    this.points = points;
    const discs = points.filter((point) => point.km > 0).slice(0, MOST_DISCS);
    const source = this.map.getSource<gl.GeoJSONSource>('discs');
    source?.setData({
      type: 'FeatureCollection',
      features: discs.map(({ longitude, latitude, km, prec }) => ({
        type: 'Feature',
        geometry: { type: 'Polygon', coordinates: [circle([longitude, latitude], km)] },
        properties: { prec },
      })),
    });
    this.map.resize();
    if (!this.moved) this.fit();
    this.mark();
  }

  private fit(): void {
    const asked = new URLSearchParams(location.search).get('box')?.split(',').map(Number);
    const bounds = new this.library.LngLatBounds();
    if (asked?.length === 4) bounds.extend(asked.slice(0, 2) as Spot).extend(asked.slice(2) as Spot);
    else {
      for (const { longitude, latitude, km } of this.points) {
        for (const spot of km ? circle([longitude, latitude], km) : [[longitude, latitude] as Spot]) bounds.extend(spot);
      }
    }
    if (!bounds.isEmpty()) this.map.fitBounds(bounds, { padding: 40, maxZoom: 9, duration: 0 });
  }

  /** Puts a mark on the map for each group of points that lie too close to be told apart. */
  private mark(): void {
    const focus = document.activeElement;
    const held = focus instanceof HTMLElement && this.box.contains(focus) ? focus.dataset.place : undefined;
    for (const marker of this.markers) marker.remove();
    const { clientWidth: wide, clientHeight: high } = this.box;
    const groups = grouped(this.points, (point) => {
      const { x, y } = this.map.project([point.longitude, point.latitude]);
      return x > -AROUND && x < wide + AROUND && y > -AROUND && y < high + AROUND ? { x, y } : null;
    });
    this.markers = groups.map(({ element, point, closer }) => {
      if (closer) element.addEventListener('click', (event) => this.closer(event, closer));
      return new this.library.Marker({ element }).setLngLat([point.longitude, point.latitude]).addTo(this.map);
    });
    if (held) one<HTMLElement>(`[data-place="${CSS.escape(held)}"]`, this.box)?.focus({ preventScroll: true });
    document.dispatchEvent(new CustomEvent('annals:map'));
  }

  private closer(event: Event, points: Point[]): void {
    event.preventDefault();
    const bounds = new this.library.LngLatBounds();
    for (const { longitude, latitude } of points) bounds.extend([longitude, latitude]);
    this.map.fitBounds(bounds, { padding: 60, maxZoom: 12 });
  }

  /** Chooses what lies in the part of the globe that is seen. */
  narrow(): void {
    const bounds = this.map.getBounds();
    const edges = [bounds.getWest(), bounds.getSouth(), bounds.getEast(), bounds.getNorth()];
    const turned = edges.map((edge, n) => (n % 2 ? edge : ((((edge + 180) % 360) + 360) % 360) - 180));
    const whole = bounds.getEast() - bounds.getWest() >= 360;
    this.moved = false;
    void choose((query) => put(query, 'box', whole ? null : turned.map((edge) => edge.toFixed(4)).join(',')));
  }
}

/** Whether the reader asked for the drawing: in the address, or by the button on another visit. */
function plain(): boolean {
  return new URLSearchParams(location.search).get('map') === 'plain' || remembered() === '1';
}

let wished: string | null = null;

/** What the reader wished, on another visit too; some browsers keep nothing for files. */
function remembered(wish?: '0' | '1'): string | null {
  try {
    if (wish) localStorage.setItem(PLAIN, wish);
    return localStorage.getItem(PLAIN);
  } catch {
    return (wished = wish ?? wished);
  }
}

/** The map of the page, as the drawing or as one to be moved about in. */
class Sight {
  private globe: Globe | null = null;
  private making: Promise<Globe> | null = null;

  constructor(private readonly source: Source) {}

  /** Begins anew with a section that the server has drawn. */
  begin(): void {
    const section = one('#map[data-points]');
    if (!section) return;
    const turn = button('', () => {
      remembered(plain() ? '0' : '1');
      void this.turned(section, turn, narrow);
    }, { hidden: true });
    const narrow = button('Only what is in sight', () => this.globe?.narrow(), { hidden: true });
    one('.drawing', section)?.after(made('p', { class: 'sight' }, turn, ' ', narrow));
    const seen = new IntersectionObserver((entries) => {
      if (!entries.some((entry) => entry.isIntersecting)) return;
      seen.disconnect();
      void this.turned(section, turn, narrow);
    });
    seen.observe(section);
  }

  private async turned(section: Element, turn: HTMLButtonElement, narrow: HTMLButtonElement): Promise<void> {
    const wanted = !plain();
    try {
      if (wanted) await this.shown(section);
    } catch (error) {
      turn.hidden = true; // the drawing stays
      this.globe?.box.remove();
      this.globe = this.making = null;
      console.info('The map stays a drawing:', error);
      return;
    }
    section.classList.toggle('live', wanted);
    narrow.hidden = !wanted;
    turn.hidden = false;
    turn.textContent = wanted ? 'Plain map' : 'Map to move about in';
    document.dispatchEvent(new CustomEvent('annals:map'));
  }

  private async shown(section: Element): Promise<void> {
    const points = this.source.points(section);
    this.making ??= this.made(section);
    const globe = (this.globe = await this.making);
    const known = await points;
    if (!section.isConnected) return;
    if (globe.box.parentElement !== section) placed(globe.box, section);
    section.classList.add('live');
    globe.show(known);
  }

  private async made(section: Element): Promise<Globe> {
    const [found, land] = await this.source.map();
    section.classList.add('live');
    const globe = new Globe(found, land, section);
    await globe.ready();
    return globe;
  }
}

export function mapped(source: Source): void {
  if (!able()) return;
  const sight = new Sight(source);
  document.addEventListener('annals:shown', () => sight.begin());
  sight.begin();
}
