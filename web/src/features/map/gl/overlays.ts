import type { Feature, FeatureCollection, Position } from 'geojson';
import type { ExpressionSpecification, FilterSpecification, GeoJSONSource, LayerSpecification, Map as GlMap, SourceSpecification } from 'maplibre-gl';
import { urlOf } from '@/shared/http/client';
import { fan } from '@/shared/map/measure';
import { FONTS, NO_FEATURES, type Palette } from '@/shared/map/style';
import { BASE_PARTS, ELEMENT_COLORS, has, type AreaLayer, type Look } from '../api/layers';

const KIND_WIDTH: Readonly<Record<string, number>> = { city: 3, district: 2.6, street: 1.7, community: 1.2, grid: 0.8 };
const KIND_FROM: Readonly<Record<string, number>> = { city: 0, district: 0, street: 9, community: 10, grid: 12 };

/** The layer, and the source, of one kind of element. */
export const elementLayer = (kind: string) => `elements-${kind}`;
/** Deeper tiles than these the server does not cut. */
const DEEPEST = 16;

const tiles = (set: string): SourceSpecification => ({ type: 'vector', url: urlOf(`/map/tiles/${set}.json`) });

/** Adds everything that may be switched on and is not there yet: the list of areas may come after the map. `applyLook` says what is seen. Before the names of the base map, so that letters stay on top. */
export function addOverlays(map: GlMap, palette: Palette, language: 'zh' | 'en', areas: readonly AreaLayer[]) {
  const names = map.getStyle().layers.find((one) => one.type === 'symbol')?.id;
  const add = (layer: LayerSpecification, before = names) => { if (!map.getLayer(layer.id)) map.addLayer(layer, before && map.getLayer(before) ? before : undefined); };
  const over = (layer: LayerSpecification) => { if (!map.getLayer(layer.id)) map.addLayer(layer); };
  const source = (id: string, of: SourceSpecification) => { if (!map.getSource(id)) map.addSource(id, of); };
  const called: ExpressionSpecification = language === 'en' ? ['coalesce', ['get', 'name_en'], ['get', 'name']] : ['get', 'name'];
  source('cameras', tiles('cameras'));
  source('cones', { type: 'geojson', data: NO_FEATURES });
  source('sight', { type: 'geojson', data: NO_FEATURES });
  for (const area of areas) {
    const own: FilterSpecification = ['all', ['==', ['get', 'layer'], area.layer], ['==', ['get', 'kind'], area.kind]];
    const territorial = area.layer === 'territorial';
    const common = { source: 'areas', minzoom: territorial ? KIND_FROM[area.kind] ?? 10 : 10, filter: own } as const;
    if (!territorial) add({ id: `${area.name}:fill`, type: 'fill', 'source-layer': 'area', ...common, paint: { 'fill-color': area.color, 'fill-opacity': 0.1 } }, 'building');
    add({ id: `${area.name}:line`, type: 'line', 'source-layer': 'area', ...common, layout: { 'line-join': 'round' }, paint: { 'line-color': !territorial ? area.color : area.kind === 'district' ? palette.district : palette.outline, 'line-width': ['interpolate', ['linear'], ['zoom'], 9, (KIND_WIDTH[area.kind] ?? 1) * 0.6, 15, KIND_WIDTH[area.kind] ?? 1.2], 'line-dasharray': area.kind === 'grid' ? [2, 2] : area.kind === 'community' ? [4, 2] : [1, 0] } });
    add({ id: `${area.name}:name`, type: 'symbol', 'source-layer': 'area_label', ...common, layout: { 'text-field': called, 'text-font': [...FONTS], 'text-size': area.kind === 'district' ? 14 : 11.5, 'text-max-width': 8, 'text-padding': 4 }, paint: { 'text-color': territorial ? palette.quiet : area.color, 'text-halo-color': palette.halo, 'text-halo-width': 1.3 } }, undefined);
  }
  add({ id: 'cones:fill', type: 'fill', source: 'cones', minzoom: 13.5, paint: { 'fill-color': '#7a5ce0', 'fill-opacity': 0.16 } });
  add({ id: 'cones:line', type: 'line', source: 'cones', minzoom: 13.5, paint: { 'line-color': '#7a5ce0', 'line-width': 1, 'line-opacity': 0.6 } });
  add({ id: 'sight', type: 'fill', source: 'sight', paint: { 'fill-color': '#7a5ce0', 'fill-opacity': 0.32, 'fill-outline-color': '#5b3fc0' } });
  const many: ExpressionSpecification = ['coalesce', ['get', 'count'], 1];
  for (const [kind, color] of Object.entries(ELEMENT_COLORS)) {
    if (kind === 'other') continue;
    const id = elementLayer(kind);
    // A source for each kind: in a mixed one a point that stands for many would carry the commonest kind only.
    source(id, { type: 'vector', tiles: [`${location.origin}${urlOf('/map/tiles/elements/{z}/{x}/{y}.mvt')}?kind=${kind}`], maxzoom: DEEPEST });
    over({ id, type: 'circle', source: id, 'source-layer': 'element', paint: { 'circle-color': color, 'circle-stroke-color': palette.halo, 'circle-stroke-width': 1, 'circle-radius': ['interpolate', ['linear'], ['zoom'], 11, ['min', 13, ['+', 1.6, ['sqrt', many]]], 17, ['min', 14, ['+', 4.5, ['sqrt', ['-', many, 1]]]]] } });
    over({ id: `${id}:name`, type: 'symbol', source: id, 'source-layer': 'element', minzoom: 16.5, layout: { 'text-field': ['coalesce', ['get', 'name'], ''], 'text-font': [...FONTS], 'text-size': 11, 'text-offset': [0, 1], 'text-anchor': 'top', 'text-optional': true }, paint: { 'text-color': palette.text, 'text-halo-color': palette.halo, 'text-halo-width': 1.2 } });
  }
  over({ id: 'cameras', type: 'circle', source: 'cameras', 'source-layer': 'camera', minzoom: 10, paint: { 'circle-color': '#6a48d7', 'circle-stroke-color': '#ffffff', 'circle-stroke-width': 1.4, 'circle-radius': ['interpolate', ['linear'], ['zoom'], 10, ['min', 12, ['+', 1.6, ['sqrt', many]]], 17, ['min', 13, ['+', 5, ['sqrt', ['-', many, 1]]]]] } });
  source('case-cells', { type: 'geojson', data: NO_FEATURES });
}

const see = (map: GlMap, id: string, on: boolean) => { if (map.getLayer(id)) map.setLayoutProperty(id, 'visibility', on ? 'visible' : 'none'); };

export function applyLook(map: GlMap, look: Look, areas: readonly AreaLayer[], solid: boolean) {
  for (const layer of map.getStyle().layers) {
    const part = BASE_PARTS.find((one) => (layer.metadata as { part?: string } | undefined)?.part === one);
    if (!part) continue;
    const flat = !layer.id.startsWith('building-3d');
    see(map, layer.id, has(look, part) && (part !== 'buildings' || layer.type === 'symbol' || flat !== solid));
  }
  for (const { name, layer } of areas) {
    for (const part of ['fill', 'line', 'name']) see(map, `${name}:${part}`, has(look, name));
    if (map.getLayer(`${name}:line`)) map.setPaintProperty(`${name}:line`, 'line-opacity', look.opacity.areas);
    if (layer !== 'territorial' && map.getLayer(`${name}:fill`)) map.setPaintProperty(`${name}:fill`, 'fill-opacity', 0.12 * look.opacity.areas);
  }
  for (const kind of Object.keys(ELEMENT_COLORS)) {
    const id = elementLayer(kind);
    if (!map.getLayer(id)) continue;
    for (const part of [id, `${id}:name`]) see(map, part, has(look, `element:${kind}`));
    for (const property of ['circle-opacity', 'circle-stroke-opacity'] as const) map.setPaintProperty(id, property, look.opacity.elements);
  }
  see(map, 'cameras', has(look, 'cameras'));
  for (const id of ['cones:fill', 'cones:line']) see(map, id, has(look, 'cones'));
  if (map.getLayer('cones:fill')) map.setPaintProperty('cones:fill', 'fill-opacity', 0.22 * look.opacity.cameras);
}

/** Fields of view of the cameras that are loaded, drawn from what the tiles say of each. */
export function drawCones(map: GlMap) {
  const source = map.getSource<GeoJSONSource>('cones');
  if (!source || !map.getSource('cameras')) return;
  const seen = new Set<string>();
  const features: Feature[] = [];
  if (map.getZoom() >= 13.5) {
    for (const { properties, geometry } of map.querySourceFeatures('cameras', { sourceLayer: 'camera' })) {
      const code = String(properties.code ?? '');
      const [direction, angle, range] = [properties.direction, properties.angle, properties.range].map(Number);
      if (geometry.type !== 'Point' || seen.has(code) || !Number.isFinite(direction) || !(Number(angle) > 0) || !(Number(range) > 0)) continue;
      seen.add(code);
      features.push({ type: 'Feature', properties: { code }, geometry: { type: 'Polygon', coordinates: [fan(geometry.coordinates as Position, direction ?? 0, angle ?? 0, range ?? 0)] } });
    }
  }
  source.setData({ type: 'FeatureCollection', features } as FeatureCollection);
}
