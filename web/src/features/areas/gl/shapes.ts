import type { FeatureCollection, Geometry, Position } from 'geojson';
import type { AreaCollection, Preview } from '../api/areas';

export type Bounds = [number, number, number, number];

function positions(geometry: Geometry | null): Position[] {
  switch (geometry?.type) {
    case 'Point': return [geometry.coordinates];
    case 'LineString': case 'MultiPoint': return geometry.coordinates;
    case 'Polygon': case 'MultiLineString': return geometry.coordinates.flat();
    case 'MultiPolygon': return geometry.coordinates.flat(2);
    case 'GeometryCollection': return geometry.geometries.flatMap(positions);
    default: return [];
  }
}

/** What holds all of them; null of nothing. */
export function boundsOf(geometries: readonly (Geometry | null | undefined)[]): Bounds | null {
  const all = geometries.flatMap((one) => positions(one ?? null));
  if (!all.length) return null;
  let [west, south, east, north] = [180, 90, -180, -90];
  for (const [lon = 0, lat = 0] of all) { west = Math.min(west, lon); east = Math.max(east, lon); south = Math.min(south, lat); north = Math.max(north, lat); }
  return [west, south, east, north];
}

/** The areas as the plan leaves them: what ends is gone, what is new or changed stands in its place. Of the level that is shown only. */
export function withPlan(areas: AreaCollection | undefined, preview: Preview | undefined, kind: string): AreaCollection | undefined {
  if (!areas || !preview) return areas;
  const after = preview.after as unknown as AreaCollection;
  const out = new Set([...(preview.gone as unknown as AreaCollection).features, ...after.features].map((one) => one.properties.code));
  return { type: 'FeatureCollection', features: [...areas.features.filter((one) => !out.has(one.properties.code)), ...after.features.filter((one) => one.properties.kind === kind)] };
}

export const NOTHING: FeatureCollection = { type: 'FeatureCollection', features: [] };
