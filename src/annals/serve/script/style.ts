// How the map looks: the colours are the page's own, in its light or dark.
import type { Map, StyleSpecification } from 'maplibre-gl';
import type { Land } from './topology';

const colour = (name: string, other: string): string =>
  getComputedStyle(document.documentElement).getPropertyValue(name).trim() || other;

type Painted = [layer: string, property: 'background-color' | 'fill-color' | 'line-color', value: string];

function colours(): Painted[] {
  return [
    ['sea', 'background-color', colour('--sea', colour('--paper', '#fff'))],
    ['land', 'fill-color', colour('--land', colour('--panel', '#eee'))],
    ['coasts', 'line-color', colour('--coast', '#888')],
    ['borders', 'line-color', colour('--border', '#888')],
    ['discs', 'fill-color', colour('--event', '#0b5394')],
    ['rims', 'line-color', colour('--event', '#0b5394')],
  ];
}

export const coloured = (map: Map): void => {
  for (const [layer, property, value] of colours()) map.setPaintProperty(layer, property, value);
};

/** No tiles, no glyphs, no sprites: nothing is asked of anybody. */
export function styled(land: Land): StyleSpecification {
  const of = Object.fromEntries(colours().map(([layer, , value]) => [layer, value])) as Record<string, string>;
  const feature = (geometry: GeoJSON.Geometry): GeoJSON.Feature => ({ type: 'Feature', properties: {}, geometry });
  return {
    version: 8,
    sources: {
      areas: { type: 'geojson', data: feature(land.areas) },
      coasts: { type: 'geojson', data: feature(land.coasts) },
      borders: { type: 'geojson', data: feature(land.borders) },
      discs: { type: 'geojson', data: { type: 'FeatureCollection', features: [] } },
    },
    layers: [
      { id: 'sea', type: 'background', paint: { 'background-color': of.sea ?? '' } },
      { id: 'land', type: 'fill', source: 'areas', paint: { 'fill-color': of.land ?? '', 'fill-antialias': false } },
      { id: 'coasts', type: 'line', source: 'coasts', paint: { 'line-color': of.coasts ?? '', 'line-width': 0.8 } },
      {
        id: 'borders',
        type: 'line',
        source: 'borders',
        paint: { 'line-color': of.borders ?? '', 'line-width': 1, 'line-dasharray': [4, 2.5] },
      },
      { id: 'discs', type: 'fill', source: 'discs', paint: { 'fill-color': of.discs ?? '', 'fill-opacity': 0.08 } },
      {
        id: 'rims',
        type: 'line',
        source: 'discs',
        paint: { 'line-color': of.rims ?? '', 'line-width': 1.5, 'line-dasharray': [3, 3] },
      },
    ],
  };
}

