import type { Position } from 'geojson';
import geodesic from 'geographiclib-geodesic';

const EARTH = geodesic.Geodesic.WGS84;

/** Metres along the ellipsoid between two points (Karney 2013, good to nanometres). */
export function distance(a: Position, b: Position): number {
  return EARTH.Inverse(a[1] ?? 0, a[0] ?? 0, b[1] ?? 0, b[0] ?? 0).s12 ?? 0;
}

export const lineLength = (line: readonly Position[]) => line.reduce((sum, at, i) => { const before = line[i - 1]; return before ? sum + distance(before, at) : 0; }, 0);

/** Area in square metres and edge in metres of one ring; the ring may be open or closed and run either way. */
export function ringArea(ring: readonly Position[]): { area: number; edge: number } {
  const shape = EARTH.Polygon(false);
  const closed = ring.length > 1 && ring[0]?.[0] === ring[ring.length - 1]?.[0] && ring[0]?.[1] === ring[ring.length - 1]?.[1];
  for (const at of closed ? ring.slice(0, -1) : ring) shape.AddPoint(at[1] ?? 0, at[0] ?? 0);
  if (shape.num < 3) return { area: 0, edge: lineLength(ring) };
  const { area = 0, perimeter } = shape.Compute(false, true);
  return { area: Math.abs(area), edge: perimeter };
}

/** A polygon's area less its holes. */
export function polygonArea(rings: readonly (readonly Position[])[]): { area: number; edge: number } {
  const [outer = [], ...holes] = rings;
  const of = ringArea(outer);
  return { area: Math.max(0, of.area - holes.reduce((sum, hole) => sum + ringArea(hole).area, 0)), edge: of.edge };
}

/** Points at a distance around a centre, closed; for circles that have to be circles on the ground. */
export function circle(centre: Position, metres: number, corners = 64): Position[] {
  const out = Array.from({ length: corners }, (_, i): Position => {
    const to = EARTH.Direct(centre[1] ?? 0, centre[0] ?? 0, (i * 360) / corners, metres);
    return [round(to.lon2 ?? 0), round(to.lat2 ?? 0)];
  });
  return out[0] ? [...out, out[0]] : out;
}

/** The outline of a field of view: a fan from the camera, `angle` degrees wide around `direction` (clockwise from north). */
export function fan(from: Position, direction: number, angle: number, metres: number): Position[] {
  const steps = Math.max(2, Math.ceil(angle / 6));
  const arc = Array.from({ length: steps + 1 }, (_, i): Position => {
    const to = EARTH.Direct(from[1] ?? 0, from[0] ?? 0, direction - angle / 2 + (angle * i) / steps, metres);
    return [round(to.lon2 ?? 0), round(to.lat2 ?? 0)];
  });
  return angle >= 359 ? circle(from, metres) : [from, ...arc, from];
}

const round = (degrees: number) => Math.round(degrees * 1e7) / 1e7;

/** Three significant digits with the unit that fits: 38 m, 1.24 km. */
export const sayLength = (metres: number) => (metres < 1000 ? `${digits(metres)} m` : `${digits(metres / 1000)} km`);
/** Square metres below a tenth of a square kilometre, square kilometres above. */
export const sayArea = (square: number) => (square < 100_000 ? `${digits(square)} m²` : `${digits(square / 1e6)} km²`);

function digits(value: number): string {
  const places = value >= 100 || value === 0 ? 0 : value >= 10 ? 1 : value >= 1 ? 2 : 3;
  return value.toLocaleString('en-US', { maximumFractionDigits: places });
}
