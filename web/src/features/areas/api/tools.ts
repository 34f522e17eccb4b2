import type { Geometry } from 'geojson';
import type { AreaFacts, AreaKind, Change, ChangeKind } from './areas';

/** What a person does for one change, in order: choose areas on the map or by name, draw, then write. */
export type Step = 'area' | 'areas' | 'from' | 'to' | 'into' | 'line' | 'shape' | 'words';

export const TOOLS: Record<ChangeKind, readonly Step[]> = {
  split: ['area', 'line', 'words'],
  merge: ['areas', 'words'],
  move_border: ['from', 'to', 'shape'],
  enclave: ['from', 'to', 'shape'],
  draw: ['shape', 'words'],
  rename: ['area', 'words'],
  reparent: ['area', 'words'],
  retire: ['area', 'into'],
};
export const KINDS = Object.keys(TOOLS) as ChangeKind[];

/** A change that is being put together. Names may still be empty. */
export type Half = Omit<Partial<Change>, 'kind'> & { kind: ChangeKind };

export const begin = (kind: ChangeKind, layer: string, level: AreaKind): Half => (kind === 'draw' ? { kind, layer, level, take: true } : { kind });

/** The first step that still wants something, or null when only the words are to be confirmed or all is said. */
export function stepOf(half: Half): Step | null {
  for (const step of TOOLS[half.kind]) if (!given(half, step)) return step;
  return null;
}

function given(half: Half, step: Step): boolean {
  switch (step) {
    case 'area': return !!half.area;
    case 'areas': return (half.areas?.length ?? 0) >= 2;
    case 'from': return !!half.from;
    case 'to': return !!half.to;
    case 'into': return half.into !== undefined;
    case 'line': return !!half.line;
    case 'shape': return !!half.shape;
    case 'words': return said(half);
  }
}

function said(half: Half): boolean {
  switch (half.kind) {
    case 'split': return (half.names ?? []).length >= 2 && (half.names ?? []).every((one) => one.trim());
    case 'merge': case 'rename': return !!half.name?.trim();
    case 'draw': return !!half.name?.trim() && !!half.parent;
    case 'reparent': return !!half.parent;
    default: return true;
  }
}

/** An area was chosen on the map or in the list. `part` says what a part of a split area is called to begin with. */
export function pick(half: Half, area: AreaFacts, part: (name: string, number: number) => string): Half {
  const step = stepOf(half);
  if (half.kind === 'merge') {
    const had = half.areas ?? [];
    const areas = had.includes(area.code) ? had.filter((one) => one !== area.code) : [...had, area.code];
    return { ...half, areas, name: half.name || area.name };
  }
  switch (step) {
    case 'area': return { ...half, area: area.code, ...(half.kind === 'split' ? { names: [part(area.name, 1), part(area.name, 2)] } : half.kind === 'rename' ? { name: area.name, ...(area.name_en ? { name_en: area.name_en } : {}) } : {}) };
    case 'from': return { ...half, from: area.code };
    case 'to': return area.code === half.from ? half : { ...half, to: area.code };
    case 'into': return area.code === half.area ? half : { ...half, into: area.code };
    default: return half;
  }
}

/** Something was drawn. */
export function drawn(half: Half, geometry: Geometry): Half {
  if (geometry.type === 'LineString') return { ...half, line: geometry as unknown as Change['line'] };
  if (geometry.type === 'Polygon' || geometry.type === 'MultiPolygon') return { ...half, shape: geometry as unknown as Change['shape'] };
  return half;
}

/** As it is sent: nothing empty, nothing the kind does not take. */
export function finished(half: Half): Change {
  const { kind } = half;
  const name = half.name?.trim();
  const name_en = half.name_en?.trim();
  const named = { ...(name ? { name } : {}), ...(name_en ? { name_en } : {}) };
  switch (kind) {
    case 'split': return { kind, area: half.area, line: half.line, names: (half.names ?? []).map((one) => one.trim()) };
    case 'merge': return { kind, areas: half.areas, ...named };
    case 'move_border': case 'enclave': return { kind, from: half.from, to: half.to, shape: half.shape };
    case 'draw': return { kind, layer: half.layer, level: half.level, parent: half.parent, shape: half.shape, take: !!half.take, ...named };
    case 'rename': return { kind, area: half.area, ...named };
    case 'reparent': return { kind, area: half.area, parent: half.parent };
    case 'retire': return { kind, area: half.area, ...(half.into ? { into: half.into } : {}) };
  }
}

/** The areas a change is about, to be marked on the map. */
export const concerned = (of: Half | Change): string[] => [of.area, of.from, of.to, of.into, ...(of.areas ?? [])].filter((one): one is string => !!one);

const ABOVE: Partial<Record<AreaKind, AreaKind>> = { grid: 'community', community: 'street', street: 'district', district: 'city' };
export const above = (kind: AreaKind): AreaKind => ABOVE[kind] ?? 'city';
