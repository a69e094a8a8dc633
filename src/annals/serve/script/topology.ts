// Natural Earth's countries from TopoJSON: their areas, and the lines that bound them.

export interface Topology {
  arcs: [number, number][][];
  transform: { scale: [number, number]; translate: [number, number] };
  objects: { countries: { geometries: { type: string; arcs: unknown }[] } };
}

type Spot = [number, number];

/** Each arc is a chain of differences. */
function unfolded(topology: Topology): Spot[][] {
  const { scale, translate } = topology.transform;
  return topology.arcs.map((arc) => {
    let [x, y] = [0, 0];
    return arc.map(([across, up]): Spot => {
      x += across;
      y += up;
      return [x * scale[0] + translate[0], y * scale[1] + translate[1]];
    });
  });
}

/** Each ring is a chain of arcs; one that is walked backwards is given by the complement of its number. */
const joined = (ring: number[], arcs: Spot[][]): Spot[] =>
  ring.flatMap((n, i) => {
    const arc = n >= 0 ? arcs[n] : [...(arcs[~n] ?? [])].reverse();
    return (arc ?? []).slice(i ? 1 : 0);
  });

/** Shapes are cut along the 180th meridian and round the pole: no line is there. */
const cut = (arc: Spot[]): boolean => arc.every(([x]) => Math.abs(x) > 179.99) || arc.some(([, y]) => y < -85);

export interface Land {
  areas: GeoJSON.MultiPolygon;
  coasts: GeoJSON.MultiLineString;
  borders: GeoJSON.MultiLineString;
}

/** The areas of all countries, and the lines that bound one of them (coasts) or two (borders). */
export function decoded(topology: Topology): Land {
  const arcs = unfolded(topology);
  const polygons = topology.objects.countries.geometries.flatMap(({ type, arcs: rings }) =>
    type === 'MultiPolygon' ? (rings as number[][][]) : [rings as number[][]],
  );
  const uses = new Array<number>(arcs.length).fill(0);
  for (const n of polygons.flat(2)) uses[n >= 0 ? n : ~n] = (uses[n >= 0 ? n : ~n] ?? 0) + 1;
  const lines = (shared: boolean): GeoJSON.MultiLineString => ({
    type: 'MultiLineString',
    coordinates: arcs.filter((arc, n) => !cut(arc) && (uses[n] ?? 0) > 1 === shared),
  });
  const areas = polygons.map((rings) => rings.map((ring) => joined(ring, arcs)));
  return { areas: { type: 'MultiPolygon', coordinates: areas }, coasts: lines(false), borders: lines(true) };
}

/** A circle on the globe. */
export function circle([longitude, latitude]: Spot, kilometres: number): Spot[] {
  const reach = kilometres / 6371.0088;
  const [turn, up] = [(longitude * Math.PI) / 180, (latitude * Math.PI) / 180];
  return Array.from({ length: 65 }, (_, n): Spot => {
    const way = ((n % 64) * Math.PI) / 32;
    const y = Math.asin(Math.sin(up) * Math.cos(reach) + Math.cos(up) * Math.sin(reach) * Math.cos(way));
    const x = Math.atan2(
      Math.sin(way) * Math.sin(reach) * Math.cos(up),
      Math.cos(reach) - Math.sin(up) * Math.sin(y),
    );
    return [((turn + x) * 180) / Math.PI, (y * 180) / Math.PI];
  });
}
