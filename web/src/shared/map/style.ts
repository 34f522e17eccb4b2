import type { FeatureCollection } from 'geojson';
import type { LayerSpecification, StyleSpecification } from 'maplibre-gl';
import { urlOf } from '@/shared/http/client';

export interface Palette { ground: string; land: string; water: string; green: string; border: string; district: string; road: string; roadMain: string; casing: string; building: string; text: string; quiet: string; halo: string }

export const dayPalette: Palette = {
  ground: '#e9edf1', land: '#f3f4f1', water: '#c9dcec', green: '#dfead9', border: '#cbd2dc', district: '#8796ac', road: '#ffffff', roadMain: '#ffefc4', casing: '#c9d0d9', building: '#e2e2dc', text: '#353d4a', quiet: '#646e7e', halo: '#ffffff',
};
export const nightPalette: Palette = {
  ground: '#0a101a', land: '#111a29', water: '#0c2238', green: '#122722', border: '#22304a', district: '#4a638f', road: '#22304a', roadMain: '#33466b', casing: '#0d1420', building: '#182336', text: '#c7d3e6', quiet: '#8496b3', halo: '#0d1420',
};

export const NO_FEATURES: FeatureCollection = { type: 'FeatureCollection', features: [] };

/**
 * A map style made only of the city's own GeoJSON: no tiles, no sprites, no glyph server. Without a `glyphs` address MapLibre draws all letters from the
 * reader's own fonts. MapCanvas fills areas with their labels, and buildings once one is near enough.
 */
export function cityStyle(palette: Palette, language: 'zh' | 'en', fonts: readonly string[]): StyleSpecification {
  const font = [...fonts];
  // The weight is read from the first family's name.
  const heavy = [`${fonts[0]} Bold`, ...fonts];
  const name = language === 'en' ? ['coalesce', ['get', 'name_en'], ['get', 'name']] : ['get', 'name'];
  const label = (id: string, source: string, min: number, max: number, size: number, color: string, bold: boolean): LayerSpecification => ({
    id, source, type: 'symbol', minzoom: min, maxzoom: max,
    layout: { 'text-field': name as never, 'text-font': bold ? heavy : font, 'text-size': size, 'text-letter-spacing': 0.04, 'text-max-width': 9, 'text-padding': 6 },
    paint: { 'text-color': color, 'text-halo-color': palette.halo, 'text-halo-width': 1.4 },
  });
  const width = (at: [number, number, number], rank: number, factor = 1) => ['interpolate', ['exponential', 1.5], ['zoom'], 10, at[0] * factor, 14, at[1] * factor, 18, at[2] * factor + rank * 0];
  return {
    version: 8,
    sources: {
      district: { type: 'geojson', data: NO_FEATURES },
      'district-label': { type: 'geojson', data: NO_FEATURES },
      street: { type: 'geojson', data: NO_FEATURES },
      'street-label': { type: 'geojson', data: NO_FEATURES },
      water: { type: 'geojson', data: urlOf('/city/background.geojson', { kind: 'water' }) },
      green: { type: 'geojson', data: urlOf('/city/background.geojson', { kind: 'green' }) },
      community: { type: 'geojson', data: NO_FEATURES },
      road: { type: 'geojson', data: urlOf('/city/roads.geojson') },
      building: { type: 'geojson', data: NO_FEATURES },
    },
    layers: [
      { id: 'ground', type: 'background', paint: { 'background-color': palette.ground } },
      { id: 'land', source: 'district', type: 'fill', paint: { 'fill-color': palette.land } },
      { id: 'green', source: 'green', type: 'fill', paint: { 'fill-color': palette.green } },
      { id: 'water', source: 'water', type: 'fill', paint: { 'fill-color': palette.water } },
      { id: 'building', source: 'building', type: 'fill', minzoom: 14, paint: { 'fill-color': palette.building, 'fill-outline-color': palette.border } },
      { id: 'community-line', source: 'community', type: 'line', minzoom: 13, paint: { 'line-color': palette.border, 'line-width': 0.8, 'line-dasharray': [3, 3] } },
      { id: 'road-casing', source: 'road', type: 'line', minzoom: 12, layout: { 'line-cap': 'round', 'line-join': 'round' },
        paint: { 'line-color': palette.casing, 'line-width': ['interpolate', ['exponential', 1.5], ['zoom'], 12, ['match', ['get', 'rank'], 1, 3, 2, 2, 1.2], 18, ['match', ['get', 'rank'], 1, 24, 2, 17, 11]] } },
      { id: 'road', source: 'road', type: 'line', layout: { 'line-cap': 'round', 'line-join': 'round' },
        paint: { 'line-color': ['match', ['get', 'rank'], 1, palette.roadMain, palette.road], 'line-width': ['interpolate', ['exponential', 1.5], ['zoom'], 9, ['match', ['get', 'rank'], 1, 1.2, 2, 0.8, 0.3], 12, ['match', ['get', 'rank'], 1, 2, 2, 1.3, 0.7], 18, ['match', ['get', 'rank'], 1, 21, 2, 15, 9]] } },
      { id: 'street-line', source: 'street', type: 'line', minzoom: 10.5, paint: { 'line-color': palette.border, 'line-width': 1 } },
      { id: 'district-line', source: 'district', type: 'line', paint: { 'line-color': palette.district, 'line-width': width([1.2, 1.8, 2.6], 0) as never, 'line-opacity': 0.8 } },
      { id: 'road-name', source: 'road', type: 'symbol', minzoom: 13, layout: { 'symbol-placement': 'line', 'text-field': name as never, 'text-font': font, 'text-size': 12, 'symbol-spacing': 320 }, paint: { 'text-color': palette.quiet, 'text-halo-color': palette.halo, 'text-halo-width': 1.4 } },
      { id: 'building-name', source: 'building', type: 'symbol', minzoom: 16.5, layout: { 'text-field': ['get', 'name'], 'text-font': font, 'text-size': 11 }, paint: { 'text-color': palette.quiet, 'text-halo-color': palette.halo, 'text-halo-width': 1.2 } },
      { id: 'water-name', source: 'water', type: 'symbol', minzoom: 10, layout: { 'text-field': ['get', 'name'], 'text-font': font, 'text-size': 12, 'text-letter-spacing': 0.2, 'symbol-placement': 'point' }, paint: { 'text-color': palette.quiet, 'text-halo-color': palette.halo, 'text-halo-width': 1 } },
      label('street-name', 'street-label', 11, 15.5, 12.5, palette.quiet, false),
      label('district-name', 'district-label', 0, 12.5, 15, palette.text, true),
    ],
  };
}
