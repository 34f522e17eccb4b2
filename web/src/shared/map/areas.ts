import type { Feature, FeatureCollection } from 'geojson';
import type { GeoJSONSource, Map as GlMap } from 'maplibre-gl';
import { get } from '@/shared/http/client';

/**
 * Fills the polygons of one kind of area and, apart from them, one point each for its name: a polygon cut by tile borders would carry its name once a tile.
 */
export async function fillAreas(map: GlMap, kind: 'district' | 'street'): Promise<void> {
  const areas = await get<FeatureCollection>('/city/areas.geojson', { kind });
  const polygons = map.getSource<GeoJSONSource>(kind);
  if (!polygons) return;
  polygons.setData(areas);
  map.getSource<GeoJSONSource>(`${kind}-label`)?.setData({ type: 'FeatureCollection', features: areas.features.flatMap(labelOf) });
}

function labelOf({ properties }: Feature): Feature[] {
  const lon: unknown = properties?.lon;
  const lat: unknown = properties?.lat;
  return typeof lon === 'number' && typeof lat === 'number' ? [{ type: 'Feature', properties, geometry: { type: 'Point', coordinates: [lon, lat] } }] : [];
}
