import type { Feature, FeatureCollection, Point, Polygon } from 'geojson';
import { latOf, lonOf, passes, type CasePoints, type Sieve } from './points';

/** Cases counted in cells on the screen's scale. `size` is in Mercator units (0 to 1): a hexagon's width or a square's side. */
export interface Cell { x: number; y: number; n: number; /** Middle of what was counted. */ mx: number; my: number; worst: number }

/** Mercator units of so many pixels at a zoom (the world is 512 pixels wide at zoom 0). */
export const unitsOf = (pixels: number, zoom: number) => pixels / (512 * 2 ** zoom);

function gather(points: CasePoints, sieve: Sieve, cellOf: (x: number, y: number) => [number, number], centreOf: (q: number, r: number) => [number, number]): Cell[] {
  const cells = new Map<number, Cell>();
  for (let i = 0; i < points.count; i += 1) {
    if (!passes(points, i, sieve)) continue;
    const x = points.x[i] ?? 0, y = points.y[i] ?? 0;
    const [q, r] = cellOf(x, y);
    const key = q * 0x4000000 + r;
    let cell = cells.get(key);
    if (!cell) { const [cx, cy] = centreOf(q, r); cells.set(key, (cell = { x: cx, y: cy, n: 0, mx: 0, my: 0, worst: 0 })); }
    cell.n += 1; cell.mx += x; cell.my += y;
    const tone = points.tone[i] ?? 0;
    if (tone > cell.worst) cell.worst = tone;
  }
  for (const cell of cells.values()) { cell.mx /= cell.n; cell.my /= cell.n; }
  return [...cells.values()];
}

/** Pointy-topped hexagons `size` wide (after d3-hexbin's two candidate rows). */
export function hexagons(points: CasePoints, sieve: Sieve, size: number): Cell[] {
  const rise = (size * Math.sqrt(3)) / 2;
  return gather(points, sieve, (x, y) => {
    let r = Math.round(y / rise);
    let q = Math.round(x / size - (r & 1) / 2);
    const fy = y / rise - r;
    if (Math.abs(fy) * 3 > 1) {
      const fx = x / size - (q + (r & 1) / 2);
      const q2 = q + (fx < 0 ? -0.5 : 0.5), r2 = r + (fy < 0 ? -1 : 1);
      const dx = fx - (q2 - q), dy = (fy - (r2 - r)) * (Math.sqrt(3) / 2), own = fy * (Math.sqrt(3) / 2);
      if (fx * fx + own * own > dx * dx + dy * dy) { q = q2 + (r & 1 ? 0.5 : -0.5); r = r2; }
    }
    return [q, r];
  }, (q, r) => [(q + (r & 1) / 2) * size, r * rise]);
}

export function squares(points: CasePoints, sieve: Sieve, size: number): Cell[] {
  return gather(points, sieve, (x, y) => [Math.floor(x / size), Math.floor(y / size)], (q, r) => [(q + 0.5) * size, (r + 0.5) * size]);
}

const point = (x: number, y: number, properties: Record<string, unknown>): Feature<Point> => ({ type: 'Feature', properties, geometry: { type: 'Point', coordinates: [lonOf(x), latOf(y)] } });

/** One point a cell at the middle of what it counts: for heat (weighted) and for clusters. */
export const cellPoints = (cells: readonly Cell[], each = 1): FeatureCollection => ({ type: 'FeatureCollection', features: cells.map((cell) => point(cell.mx, cell.my, { n: cell.n, weight: cell.n * each, worst: cell.worst })) });

export function cellShapes(cells: readonly Cell[], size: number): FeatureCollection<Polygon> {
  const radius = (size / Math.sqrt(3)) * 0.97;
  const most = cells.reduce((high, cell) => Math.max(high, cell.n), 1);
  const corners = Array.from({ length: 7 }, (_, i) => [Math.sin((i * Math.PI) / 3) * radius, -Math.cos((i * Math.PI) / 3) * radius] as const);
  return {
    type: 'FeatureCollection',
    features: cells.map((cell) => ({
      type: 'Feature', properties: { n: cell.n, share: Math.sqrt(cell.n / most) },
      geometry: { type: 'Polygon', coordinates: [corners.map(([dx, dy]) => [lonOf(cell.x + dx), latOf(cell.y + dy)])] },
    })),
  };
}
