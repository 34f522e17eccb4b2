import type { FeatureCollection } from 'geojson';
import type { ExpressionSpecification, LayerSpecification, StyleSpecification } from 'maplibre-gl';
import { urlOf } from '@/shared/http/client';

export interface Palette {
  ground: string; land: string; water: string; shore: string; green: string; border: string; outline: string; district: string;
  road: string; roadMain: string; casing: string; casingMain: string; building: string; wall: string; roof: string; text: string; quiet: string; waterText: string; halo: string;
}

export const dayPalette: Palette = {
  ground: '#e6eaee', land: '#f5f4f0', water: '#bcd7ea', shore: '#a3c5dd', green: '#d7e8cd', border: '#c5ccd6', outline: '#a3afc0', district: '#74849c',
  road: '#ffffff', roadMain: '#ffe3a0', casing: '#d3d6da', casingMain: '#e2b65c', building: '#e6e2da', wall: '#cfc9be', roof: '#ddd8ce', text: '#2f3845', quiet: '#5f6978', waterText: '#3f6f95', halo: '#ffffff',
};
export const nightPalette: Palette = {
  ground: '#0a101a', land: '#111a29', water: '#0c2640', shore: '#14385a', green: '#12291f', border: '#22304a', outline: '#35496e', district: '#5577aa',
  road: '#24334e', roadMain: '#3d547f', casing: '#0c1320', casingMain: '#16223a', building: '#1a2539', wall: '#2a3a57', roof: '#22304a', text: '#c7d3e6', quiet: '#8b9cb8', waterText: '#6f9fca', halo: '#0d1420',
};

export const NO_FEATURES: FeatureCollection = { type: 'FeatureCollection', features: [] };

/** Letters come from the reader's own machine: without a `glyphs` address MapLibre draws them from these families. */
export const FONTS = ['Noto Sans CJK SC', 'PingFang SC', 'Microsoft YaHei', 'Segoe UI'] as const;

/** What a layer of the base map belongs to, so that a screen can switch it: in `metadata.part`. */
export type BasePart = 'water' | 'green' | 'roads' | 'buildings' | 'names' | 'borders';

interface Wishes { palette: Palette; language: 'zh' | 'en'; /** Outlines of districts and street offices; the map screen draws its own. */ borders: boolean }

/**
 * The city as a map, from its own vector tiles alone: no outside tiles, sprites or glyphs. Buildings come flat (`building`) and with their heights
 * (`building-3d`, hidden); whoever tilts the map swaps them.
 */
export function cityStyle({ palette, language, borders }: Wishes): StyleSpecification {
  const font = [...FONTS];
  const heavy = [`${FONTS[0]} Bold`, ...FONTS];   // the weight is read from the first family's name
  const name: ExpressionSpecification = language === 'en' ? ['coalesce', ['get', 'name_en'], ['get', 'name']] : ['get', 'name'];
  const base = (layer: string) => ({ source: 'base', 'source-layer': layer });
  const part = (of: BasePart) => ({ metadata: { part: of } });
  const rank = (main: number, middle: number, small: number): ExpressionSpecification => ['match', ['get', 'rank'], 1, main, 2, middle, small];
  const wide = (extra: number): ExpressionSpecification => ['interpolate', ['exponential', 1.55], ['zoom'], 9, rank(1.2, 0.6, 0.25), 12, rank(2.6 + extra, 1.5 + extra, 0.7 + extra / 2), 15, rank(9 + extra, 6 + extra, 3.6 + extra), 18, rank(30 + extra, 20 + extra, 13 + extra)];
  const order: ExpressionSpecification = ['-', 4, ['get', 'rank']];
  const place = (id: string, kinds: string[], min: number, max: number, size: number, color: string, bold: boolean): LayerSpecification => ({
    id, ...base('place_label'), ...part('names'), type: 'symbol', minzoom: min, maxzoom: max, filter: ['in', ['get', 'kind'], ['literal', kinds]],
    layout: { 'text-field': name, 'text-font': bold ? heavy : font, 'text-size': size, 'text-letter-spacing': 0.05, 'text-max-width': 8, 'text-padding': 6 },
    paint: { 'text-color': color, 'text-halo-color': palette.halo, 'text-halo-width': 1.5 },
  });
  const line = (kind: string, min: number, width: number): LayerSpecification => ({
    id: `${kind}-line`, source: 'areas', 'source-layer': 'area', ...part('borders'), type: 'line', minzoom: min, layout: { 'line-join': 'round' },
    filter: ['all', ['==', ['get', 'layer'], 'territorial'], ['==', ['get', 'kind'], kind]],
    paint: { 'line-color': kind === 'district' ? palette.district : palette.outline, 'line-width': ['interpolate', ['linear'], ['zoom'], 9, width * 0.7, 15, width * 1.3], 'line-opacity': 0.85, ...(kind === 'community' ? { 'line-dasharray': [3, 3] } : {}) },
  });
  return {
    version: 8,
    sources: { base: { type: 'vector', url: urlOf('/map/tiles/base.json') }, areas: { type: 'vector', url: urlOf('/map/tiles/areas.json') } },
    light: { anchor: 'viewport', position: [1.4, 210, 35], intensity: 0.28, color: '#ffffff' },
    layers: [
      { id: 'ground', type: 'background', paint: { 'background-color': palette.ground } },
      { id: 'land', source: 'areas', 'source-layer': 'area', type: 'fill', filter: ['==', ['get', 'kind'], 'district'], paint: { 'fill-color': palette.land, 'fill-antialias': false } },
      { id: 'green', ...base('green'), ...part('green'), type: 'fill', paint: { 'fill-color': palette.green } },
      { id: 'water', ...base('water'), ...part('water'), type: 'fill', paint: { 'fill-color': palette.water } },
      { id: 'shore', ...base('water'), ...part('water'), type: 'line', minzoom: 12, paint: { 'line-color': palette.shore, 'line-width': 1 } },
      ...(borders ? [line('community', 13, 0.7)] : []),
      { id: 'building', ...base('building'), ...part('buildings'), type: 'fill', minzoom: 13.5, paint: { 'fill-color': palette.building, 'fill-outline-color': palette.wall, 'fill-opacity': ['interpolate', ['linear'], ['zoom'], 13.5, 0, 14.3, 1] } },
      { id: 'road-casing', ...base('road'), ...part('roads'), type: 'line', minzoom: 11.5, layout: { 'line-cap': 'round', 'line-join': 'round', 'line-sort-key': order }, paint: { 'line-color': ['match', ['get', 'rank'], 1, palette.casingMain, palette.casing], 'line-width': wide(1.8) } },
      { id: 'road', ...base('road'), ...part('roads'), type: 'line', layout: { 'line-cap': 'round', 'line-join': 'round', 'line-sort-key': order }, paint: { 'line-color': ['match', ['get', 'rank'], 1, palette.roadMain, palette.road], 'line-width': wide(0) } },
      { id: 'building-3d', ...base('building'), ...part('buildings'), type: 'fill-extrusion', minzoom: 13.5, layout: { visibility: 'none' },
        paint: { 'fill-extrusion-color': palette.roof, 'fill-extrusion-height': ['interpolate', ['linear'], ['zoom'], 13.5, 0, 14.5, ['coalesce', ['get', 'height'], ['*', 3, ['coalesce', ['get', 'floors'], 2]]]], 'fill-extrusion-opacity': 0.92, 'fill-extrusion-vertical-gradient': true } },
      ...(borders ? [line('street', 10.5, 1), line('district', 0, 1.7)] : []),
      { id: 'water-name', ...base('water'), ...part('names'), type: 'symbol', minzoom: 11, layout: { 'text-field': name, 'text-font': font, 'text-size': 12, 'text-letter-spacing': 0.2, 'symbol-placement': 'point' }, paint: { 'text-color': palette.waterText, 'text-halo-color': palette.halo, 'text-halo-width': 1 } },
      { id: 'green-name', ...base('green'), ...part('names'), type: 'symbol', minzoom: 13.5, layout: { 'text-field': name, 'text-font': font, 'text-size': 11 }, paint: { 'text-color': palette.quiet, 'text-halo-color': palette.halo, 'text-halo-width': 1 } },
      { id: 'road-name', ...base('road'), ...part('names'), type: 'symbol', minzoom: 13, filter: ['any', ['<', ['get', 'rank'], 3], ['>=', ['zoom'], 15]], layout: { 'symbol-placement': 'line', 'text-field': name, 'text-font': font, 'text-size': ['interpolate', ['linear'], ['zoom'], 13, 11, 17, 13], 'symbol-spacing': 320, 'text-letter-spacing': 0.08 }, paint: { 'text-color': palette.quiet, 'text-halo-color': palette.halo, 'text-halo-width': 1.5 } },
      { id: 'building-name', ...base('building'), ...part('names'), type: 'symbol', minzoom: 16.5, layout: { 'text-field': ['get', 'name'], 'text-font': font, 'text-size': 10.5 }, paint: { 'text-color': palette.quiet, 'text-halo-color': palette.halo, 'text-halo-width': 1.2 } },
      place('estate-name', ['estate'], 15, 24, 11.5, palette.text, false),
      place('community-name', ['community'], 13.5, 16.5, 11.5, palette.quiet, false),
      place('street-name', ['street'], 11, 14.5, 12.5, palette.quiet, false),
      place('district-name', ['district'], 0, 12.5, 15.5, palette.text, true),
    ],
  };
}
