import type { Feature, Geometry, LineString, Point, Polygon, Position } from 'geojson';
import { lineLength, polygonArea } from '@/shared/map/measure';

export const TOOLS = ['select', 'point', 'linestring', 'polygon', 'rectangle', 'circle', 'freehand'] as const;
export type Tool = (typeof TOOLS)[number];

/** One drawn thing; `properties.mode` is the tool that drew it. */
export type Shape = Feature<Point | LineString | Polygon, { mode: Exclude<Tool, 'select'> } & Record<string, unknown>>;

export interface Measured { metres?: number; square?: number; edge?: number }
export function measured(geometry: Geometry): Measured {
  if (geometry.type === 'LineString') return { metres: lineLength(geometry.coordinates) };
  if (geometry.type !== 'Polygon') return {};
  const { area, edge } = polygonArea(geometry.coordinates);
  return { square: area, edge };
}

/** Where a label of a shape stands: at the end of a line, in the middle of an area. */
export function anchor(geometry: Shape['geometry']): Position {
  if (geometry.type === 'Point') return geometry.coordinates;
  if (geometry.type === 'LineString') return geometry.coordinates[geometry.coordinates.length - 1] ?? [0, 0];
  const ring = (geometry.coordinates[0] ?? []).slice(0, -1);
  return [0, 1].map((i) => ring.reduce((sum, at) => sum + (at[i] ?? 0), 0) / Math.max(1, ring.length));
}

const MODES: Readonly<Record<string, Exclude<Tool, 'select'>>> = { Point: 'point', LineString: 'linestring', Polygon: 'polygon' };
const MOST = 2_000;

/** Reads GeoJSON of any shape into single points, lines and areas. What cannot be drawn (holes, no geometry, off the world) is counted. */
export function readGeoJson(text: string): { shapes: Shape[]; refused: number } | null {
  let said: unknown;
  try { said = JSON.parse(text); } catch { return null; }
  const shapes: Shape[] = [];
  let refused = 0;
  const take = (geometry: unknown, name: unknown) => {
    const of = geometry as { type?: unknown; coordinates?: unknown; geometries?: unknown } | null;
    const type = String(of?.type ?? '');
    if (type === 'GeometryCollection' && Array.isArray(of?.geometries)) { of.geometries.forEach((one) => take(one, name)); return; }
    if (type.startsWith('Multi') && Array.isArray(of?.coordinates)) { of.coordinates.forEach((coordinates) => take({ type: type.slice(5), coordinates }, name)); return; }
    const mode = MODES[type];
    const coordinates = rounded(of?.coordinates);
    if (!mode || !coordinates || shapes.length >= MOST || !usable(mode, coordinates)) { refused += 1; return; }
    shapes.push({ type: 'Feature', properties: { mode, ...(typeof name === 'string' && name ? { name } : {}) }, geometry: { type, coordinates } as Shape['geometry'] });
  };
  const each = (thing: unknown) => {
    const of = thing as { type?: unknown; features?: unknown; geometry?: unknown; properties?: { name?: unknown } | null } | null;
    if (of?.type === 'FeatureCollection' && Array.isArray(of.features)) of.features.forEach(each);
    else if (of?.type === 'Feature') take(of.geometry, of.properties?.name);
    else take(thing, undefined);
  };
  each(said);
  return { shapes, refused };
}

function usable(mode: string, coordinates: unknown): boolean {
  if (mode === 'point') return true;
  if (mode === 'linestring') return (coordinates as Position[]).length >= 2;
  const rings = coordinates as Position[][];
  return rings.length === 1 && (rings[0]?.length ?? 0) >= 4;
}

/** Numbers to seven decimals (a centimetre), heights left out; null when anything is no place on the map. */
function rounded(value: unknown): unknown {
  if (!Array.isArray(value) || !value.length) return null;
  if (typeof value[0] === 'number') {
    const [lon, lat] = value as unknown[];
    return typeof lon === 'number' && typeof lat === 'number' && Math.abs(lon) <= 180 && Math.abs(lat) <= 85 ? [Number(lon.toFixed(7)), Number(lat.toFixed(7))] : null;
  }
  const parts = value.map(rounded);
  return parts.every(Boolean) ? parts : null;
}

export const toGeoJson = (shapes: readonly Shape[]) => JSON.stringify({
  type: 'FeatureCollection',
  features: shapes.map(({ geometry, properties }) => ({ type: 'Feature', properties: { drawn_as: properties.mode, ...(properties.name ? { name: properties.name } : {}), ...measured(geometry) }, geometry })),
}, null, 1);
