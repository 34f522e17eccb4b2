import { Popup, type Map as GlMap } from 'maplibre-gl';
import { night as dark, status, ink } from '@/shared/theme/tokens';

/** Adds the layer for points (cases); `tone` colours them, newer ones lie on top. */
export function addPoints(map: GlMap, chosen: (properties: Record<string, unknown>) => void, night: boolean) {
  const tone = night
    ? ['match', ['get', 'tone'], 'bad', dark.bad, 'warn', dark.warn, 'good', dark.good, dark.accent]
    : ['match', ['get', 'tone'], 'bad', status.badMark, 'warn', status.warnMark, 'good', status.good, ink[500]];
  map.addSource('points', { type: 'geojson', data: { type: 'FeatureCollection', features: [] } });
  map.addLayer({ id: 'points-glow', source: 'points', type: 'circle', paint: { 'circle-radius': ['interpolate', ['linear'], ['zoom'], 9, 5, 14, 13], 'circle-color': tone as never, 'circle-opacity': 0.16 } });
  map.addLayer({
    id: 'points', source: 'points', type: 'circle',
    paint: { 'circle-radius': ['interpolate', ['linear'], ['zoom'], 9, 2.2, 14, 5.5], 'circle-color': tone as never, 'circle-stroke-color': night ? dark.ground : '#fff', 'circle-stroke-width': 1 },
  });
  const popup = new Popup({ closeButton: false, closeOnClick: false, offset: 10, className: 'map-hint' });
  map.on('mouseenter', 'points', (event) => {
    const feature = event.features?.[0];
    if (!feature || feature.geometry.type !== 'Point') return;
    map.getCanvas().style.cursor = 'pointer';
    const title = feature.properties.title as string | undefined;
    if (title) popup.setLngLat(feature.geometry.coordinates as [number, number]).setText(title).addTo(map);
  });
  map.on('mouseleave', 'points', () => { map.getCanvas().style.cursor = ''; popup.remove(); });
  map.on('click', 'points', (event) => { const feature = event.features?.[0]; if (feature) chosen(feature.properties); });
}
