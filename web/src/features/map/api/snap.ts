import type { FeatureCollection, Geometry, Position } from 'geojson';

export interface Pixel { x: number; y: number }
type Project = (lon: number, lat: number) => Pixel;

/** Lines of whatever is given: rings of areas, roads. */
export function linesOf(geometry: Geometry | null): Position[][] {
  switch (geometry?.type) {
    case 'LineString': return [geometry.coordinates];
    case 'MultiLineString': case 'Polygon': return geometry.coordinates;
    case 'MultiPolygon': return geometry.coordinates.flat();
    case 'GeometryCollection': return geometry.geometries.flatMap(linesOf);
    default: return [];
  }
}

interface Boxed { line: Position[]; west: number; south: number; east: number; north: number }

/** Borders one may snap to. A corner within reach wins over the nearest place on a side, so that drawn areas share corners exactly. */
export class Borders {
  private readonly lines: Boxed[];

  constructor(areas: FeatureCollection) {
    this.lines = areas.features.flatMap((one) => linesOf(one.geometry)).map((line) => ({
      line, west: Math.min(...line.map((at) => at[0] ?? 0)), east: Math.max(...line.map((at) => at[0] ?? 0)), south: Math.min(...line.map((at) => at[1] ?? 0)), north: Math.max(...line.map((at) => at[1] ?? 0)),
    }));
  }

  /** The place to snap to within `reach` pixels, or undefined. `margin` is that reach in degrees, to leave far lines out early. */
  snap(at: Position, reach: number, margin: number, project: Project): Position | undefined {
    const [lon = 0, lat = 0] = at;
    const here = project(lon, lat);
    let corner: Position | undefined, side: Position | undefined;
    let cornerAway = reach, sideAway = reach;
    for (const one of this.lines) {
      if (lon < one.west - margin || lon > one.east + margin || lat < one.south - margin || lat > one.north + margin) continue;
      for (let i = 0; i < one.line.length; i += 1) {
        const b = one.line[i];
        if (!b) continue;
        const pb = project(b[0] ?? 0, b[1] ?? 0);
        const away = Math.hypot(pb.x - here.x, pb.y - here.y);
        if (away <= cornerAway) { cornerAway = away; corner = b; }
        const a = one.line[i - 1];
        if (!a) continue;
        const pa = project(a[0] ?? 0, a[1] ?? 0);
        const length = (pb.x - pa.x) ** 2 + (pb.y - pa.y) ** 2;
        if (length === 0) continue;
        const share = ((here.x - pa.x) * (pb.x - pa.x) + (here.y - pa.y) * (pb.y - pa.y)) / length;
        if (share <= 0 || share >= 1) continue;
        const off = Math.hypot(pa.x + share * (pb.x - pa.x) - here.x, pa.y + share * (pb.y - pa.y) - here.y);
        if (off <= sideAway) { sideAway = off; side = [(a[0] ?? 0) + share * ((b[0] ?? 0) - (a[0] ?? 0)), (a[1] ?? 0) + share * ((b[1] ?? 0) - (a[1] ?? 0))]; }
      }
    }
    const found = corner ?? side;
    return found && [Number((found[0] ?? 0).toFixed(7)), Number((found[1] ?? 0).toFixed(7))];
  }
}
