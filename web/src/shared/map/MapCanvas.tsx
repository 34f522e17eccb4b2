import type { Geometry } from 'geojson';
import { useEffect, useRef } from 'react';
import { Map as GlMap, Marker, type GeoJSONSource, type MapMouseEvent } from 'maplibre-gl';
import 'maplibre-gl/dist/maplibre-gl.css';
import { useLanguage, useWords } from '@/shared/i18n';
import type { CityMapProps } from './CityMap';
import { addPoints } from './points';
import { cityStyle, dayPalette, nightPalette, NO_FEATURES } from './style';
import { still, unruffled } from './webgl';
import styles from './map.module.css';

export default function MapCanvas({ view, point, onPick, points, outline, onPoint, night, label, className = '', onBroken }: CityMapProps & { onBroken: () => void }) {
  const t = useWords('shared');
  const language = useLanguage();
  const box = useRef<HTMLDivElement>(null);
  const map = useRef<GlMap | null>(null);
  const pin = useRef<Marker | null>(null);
  const calls = useRef({ onPick, onPoint });
  const newest = useRef(points);
  calls.current = { onPick, onPoint };
  newest.current = points;
  const shape = useRef(outline);
  shape.current = outline;

  useEffect(() => {
    if (!box.current) return;
    let made: GlMap;
    try {
      made = new GlMap({
        container: box.current,
        style: cityStyle({ palette: night ? nightPalette : dayPalette, language, borders: true }),
        center: [view.lon, view.lat], zoom: view.zoom, minZoom: Math.max(3, view.zoom - 2.5), maxZoom: 19,
        attributionControl: false, dragRotate: false, pitchWithRotate: false, touchPitch: false, fadeDuration: 0, localIdeographFontFamily: '',
        locale: { 'Map.Title': label },
      });
    } catch { onBroken(); return; }
    unruffled(made);
    map.current = made;
    const shown = cityBounds(view);
    if (shown) made.fitBounds(shown, { padding: 24, animate: false });
    made.touchZoomRotate.disableRotation();
    made.keyboard.disableRotation();
    made.on('load', () => {
      addPoints(made, (properties) => calls.current.onPoint?.(properties), night ?? false);
      setPoints(made, newest.current);
      setOutline(made, shape.current);
    });
    made.on('click', (event: MapMouseEvent) => {
      const hit = made.getLayer('points') ? made.queryRenderedFeatures(event.point, { layers: ['points'] }) : [];
      if (!hit.length) calls.current.onPick?.({ lon: round(event.lngLat.lng), lat: round(event.lngLat.lat) });
    });
    made.getCanvas().addEventListener('keydown', (event) => {
      if (event.key !== 'Enter' || !calls.current.onPick) return;
      const centre = made.getCenter();
      calls.current.onPick({ lon: round(centre.lng), lat: round(centre.lat) });
    });
    return () => { made.remove(); map.current = null; pin.current = null; };
    // The map is made anew only when what it is made of changes; everything else is told to it below.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [language, night, view.lon, view.lat]);

  useEffect(() => {
    const at = map.current;
    if (!at) return;
    if (!point) { pin.current?.remove(); pin.current = null; return; }
    pin.current ??= new Marker({ element: pinElement(), anchor: 'bottom' });
    pin.current.setLngLat([point.lon, point.lat]).addTo(at);
    const inView = at.getBounds().contains([point.lon, point.lat]);
    if (!inView || at.getZoom() < 13) at.easeTo({ center: [point.lon, point.lat], zoom: Math.max(at.getZoom(), 14.5), duration: still() ? 0 : 500 });
  }, [point, language, night]);

  useEffect(() => { if (map.current) setPoints(map.current, points); }, [points]);
  useEffect(() => { if (map.current?.isStyleLoaded()) setOutline(map.current, outline); }, [outline]);

  const zoom = (by: number) => map.current?.easeTo({ zoom: map.current.getZoom() + by, duration: still() ? 0 : 200 });
  const home = () => { const shown = cityBounds(view); if (shown) map.current?.fitBounds(shown, { padding: 24, animate: false }); };
  return (
    <div className={`${styles.box} ${night ? styles.night : ''} ${className}`}>
      <div ref={box} className={styles.canvas} />
      <div className={styles.tools}>
        <button type="button" onClick={() => zoom(1)} aria-label={t('map.zoom_in')} title={t('map.zoom_in')}><svg viewBox="0 0 16 16" aria-hidden="true"><path d="M8 3v10M3 8h10" /></svg></button>
        <button type="button" onClick={() => zoom(-1)} aria-label={t('map.zoom_out')} title={t('map.zoom_out')}><svg viewBox="0 0 16 16" aria-hidden="true"><path d="M3 8h10" /></svg></button>
        <button type="button" onClick={home} aria-label={t('map.home')} title={t('map.home')}><svg viewBox="0 0 16 16" aria-hidden="true"><path d="M2.5 6V2.5H6M10 2.5h3.5V6M13.5 10v3.5H10M6 13.5H2.5V10" /></svg></button>
      </div>
    </div>
  );
}

const round = (degrees: number) => Math.round(degrees * 1e6) / 1e6;

function cityBounds(view: CityMapProps['view']): [[number, number], [number, number]] | null {
  const [west, south, east, north] = view.bbox;
  return west !== undefined && south !== undefined && east !== undefined && north !== undefined && east > west ? [[west, south], [east, north]] : null;
}

function setPoints(map: GlMap, points: CityMapProps['points']) {
  map.getSource<GeoJSONSource>('points')?.setData(points ?? NO_FEATURES);
}

/** Draws an area's outline and brings the whole of it into view. */
function setOutline(map: GlMap, outline: CityMapProps['outline']) {
  const data = outline ? { type: 'Feature' as const, properties: {}, geometry: outline } : NO_FEATURES;
  const source = map.getSource<GeoJSONSource>('outline');
  if (source) source.setData(data);
  else {
    map.addSource('outline', { type: 'geojson', data });
    map.addLayer({ id: 'outline-fill', source: 'outline', type: 'fill', paint: { 'fill-color': '#c2410c', 'fill-opacity': 0.08 } }, map.getLayer('points-glow') ? 'points-glow' : undefined);
    map.addLayer({ id: 'outline', source: 'outline', type: 'line', layout: { 'line-join': 'round' }, paint: { 'line-color': '#c2410c', 'line-width': 2.4 } }, map.getLayer('points-glow') ? 'points-glow' : undefined);
  }
  const box = outline && boundsOf(outline);
  if (box) map.fitBounds(box, { padding: 28, maxZoom: 17, animate: false });
}

function boundsOf(geometry: Geometry): [[number, number], [number, number]] | null {
  const places = geometry.type === 'Polygon' ? geometry.coordinates.flat() : geometry.type === 'MultiPolygon' ? geometry.coordinates.flat(2) : [];
  const [lons, lats] = [0, 1].map((i) => places.map((at) => at[i] ?? 0)) as [number[], number[]];
  const least = (all: number[]) => all.reduce((a, b) => Math.min(a, b)), most = (all: number[]) => all.reduce((a, b) => Math.max(a, b));
  return places.length ? [[least(lons), least(lats)], [most(lons), most(lats)]] : null;
}

function pinElement(): HTMLElement {
  const element = document.createElement('div');
  element.className = styles.pin ?? '';
  element.innerHTML = '<svg width="30" height="38" viewBox="0 0 30 38" aria-hidden="true"><path d="M15 37C9 28 2 22 2 14.5a13 13 0 0 1 26 0C28 22 21 28 15 37Z" fill="#b02a1c" stroke="#fff" stroke-width="2"/><circle cx="15" cy="14.5" r="5" fill="#fff"/></svg>';
  return element;
}
