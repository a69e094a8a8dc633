// What a server answers.
import { made } from './dom';
import type { Point } from './marks';
import type { Library, Source } from './source';
import type { Topology } from './topology';

const PART = 'overview'; // the block of the template that holds the form and the results

interface Points {
  features: { geometry: { coordinates: [number, number] }; properties: Omit<Point, 'longitude' | 'latitude'> }[];
}

const asset = (name: string): string => new URL(name, import.meta.url).href;

async function told<T>(address: string): Promise<T> {
  const answer = await fetch(address);
  if (!answer.ok) throw new Error(`${address}: ${answer.status}`);
  return (await answer.json()) as T;
}

/** Loads MapLibre and its sheet; only when the map is first seen. */
async function library(): Promise<Library> {
  const sheet = made('link', { rel: 'stylesheet', href: asset('vendor/maplibre-gl.css') });
  const dressed = new Promise((done, failed) => {
    sheet.addEventListener('load', done);
    sheet.addEventListener('error', failed);
  });
  document.head.prepend(sheet);
  const [found] = await Promise.all([import(asset('vendor/maplibre-gl.mjs')) as Promise<Library>, dressed]);
  found.setWorkerUrl(asset('vendor/maplibre-gl-worker.mjs'));
  return found;
}

export const server: Source = {
  live: true,
  mapped: true,
  async answer(url, signal) {
    const answer = await fetch(url, { headers: { 'annals-part': PART }, signal });
    if (!answer.ok) throw new Error(String(answer.status));
    return new DOMParser().parseFromString(await answer.text(), 'text/html');
  },
  async points(section) {
    const { features } = await told<Points>(section.getAttribute('data-points') ?? '');
    return features.map(({ geometry, properties }) => {
      const [longitude, latitude] = geometry.coordinates;
      return { ...properties, longitude, latitude };
    });
  },
  map: () => Promise.all([library(), told<Topology>(asset('vendor/world/countries-50m.json'))]),
};
