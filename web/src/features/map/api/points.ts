import type { Position } from 'geojson';

/** How a case is coloured (settled, open, near its limit, overdue): its place in this list is what the graphics card gets. Later ones are drawn above. */
export const TONES = ['good', 'ink', 'warn', 'bad'] as const;
export type Tone = (typeof TONES)[number];

/** Cases as columns: a hundred thousand of them are six flat arrays, not a hundred thousand objects. */
export interface CasePoints {
  count: number;
  lon: Float64Array;
  lat: Float64Array;
  /** Web Mercator, 0 to 1. */
  x: Float64Array;
  y: Float64Array;
  /** Opened at, seconds since 1970. */
  at: Float64Array;
  tone: Uint8Array;
  id: Float64Array;
}

export const NO_POINTS: CasePoints = columns(0);

export function columns(count: number): CasePoints {
  return { count, lon: new Float64Array(count), lat: new Float64Array(count), x: new Float64Array(count), y: new Float64Array(count), at: new Float64Array(count), tone: new Uint8Array(count), id: new Float64Array(count) };
}

export const mercatorX = (lon: number) => (180 + lon) / 360;
export const mercatorY = (lat: number) => (180 - (180 / Math.PI) * Math.log(Math.tan(Math.PI / 4 + (lat * Math.PI) / 360))) / 360;
export const lonOf = (x: number) => x * 360 - 180;
export const latOf = (y: number) => (360 / Math.PI) * Math.atan(Math.exp(((180 - y * 360) * Math.PI) / 180)) - 90;

export interface Row { id: number; lon: number; lat: number; at: number; tone: Tone }

/** Orders them as they are drawn: urgent ones last, and newer ones after older ones. */
export function pointsOf(rows: readonly Row[]): CasePoints {
  const rank = (row: Row) => TONES.indexOf(row.tone);
  const sorted = [...rows].sort((a, b) => rank(a) - rank(b) || a.at - b.at);
  const out = columns(sorted.length);
  sorted.forEach((row, i) => put(out, i, row.id, row.lon, row.lat, row.at, rank(row)));
  return out;
}

export function put(out: CasePoints, i: number, id: number, lon: number, lat: number, at: number, tone: number) {
  out.id[i] = id; out.lon[i] = lon; out.lat[i] = lat; out.x[i] = mercatorX(lon); out.y[i] = mercatorY(lat); out.at[i] = at; out.tone[i] = tone;
}

/** Half-open span of seconds. */
export interface Span { from: number; to: number }
export const inside = (span: Span | null, at: number) => !span || (at >= span.from && at < span.to);

/** What is drawn: within the time span, of a tone that is switched on and in the box. */
export interface Sieve { span: Span | null; tones: readonly boolean[]; /** West, north, east, south in Mercator units. */ box?: readonly [number, number, number, number] }
export function passes(points: CasePoints, i: number, { span, tones, box }: Sieve): boolean {
  if (!(tones[points.tone[i] ?? 0] ?? true) || !inside(span, points.at[i] ?? 0)) return false;
  if (!box) return true;
  const x = points.x[i] ?? 0, y = points.y[i] ?? 0;
  return x >= box[0] && x <= box[2] && y >= box[1] && y <= box[3];
}

/** How many are drawn. */
export function within(points: CasePoints, sieve: Sieve): number {
  let n = 0;
  for (let i = 0; i < points.count; i += 1) if (passes(points, i, sieve)) n += 1;
  return n;
}

/** The case nearest to a place within `reach` (both in Mercator units); of equals the one drawn on top. */
export function nearest(points: CasePoints, sieve: Sieve, at: Position, reach: number): number {
  const x = mercatorX(at[0] ?? 0), y = mercatorY(at[1] ?? 0);
  let best = -1, least = reach * reach;
  for (let i = 0; i < points.count; i += 1) {
    const dx = (points.x[i] ?? 0) - x, dy = (points.y[i] ?? 0) - y;
    const d = dx * dx + dy * dy;
    if (d <= least && passes(points, i, sieve)) { best = i; least = d; }
  }
  return best;
}

/** Every case within `reach`, newest first, for a click on a heap. */
export function allNear(points: CasePoints, sieve: Sieve, at: Position, reach: number, most: number): number[] {
  const x = mercatorX(at[0] ?? 0), y = mercatorY(at[1] ?? 0);
  const found: number[] = [];
  for (let i = 0; i < points.count; i += 1) {
    const dx = (points.x[i] ?? 0) - x, dy = (points.y[i] ?? 0) - y;
    if (dx * dx + dy * dy <= reach * reach && passes(points, i, sieve)) found.push(i);
  }
  return found.sort((a, b) => (points.at[b] ?? 0) - (points.at[a] ?? 0)).slice(0, most);
}
