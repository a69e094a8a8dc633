// Where the page gets from what it does not hold: from a server, or from what files carry with them.
import type * as gl from 'maplibre-gl';
import type { Point } from './marks';
import type { Topology } from './topology';

export type Library = typeof gl;

export interface Source {
  /** Whether a server answers. */
  readonly live: boolean;
  /** Whether there is a map to move about in. */
  readonly mapped: boolean;
  /** A document or element with the new `#choose` and `#results` for an address. */
  answer(url: URL, signal: AbortSignal): Promise<ParentNode>;
  /** The points at which the chosen events lie. */
  points(section: Element): Promise<Point[]>;
  /** MapLibre, ready to be used, and the shapes of the countries. */
  map(): Promise<[Library, Topology]>;
}
