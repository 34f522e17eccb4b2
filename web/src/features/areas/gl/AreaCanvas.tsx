import type { FeatureCollection, Geometry } from 'geojson';
import { Map as GlMap, type GeoJSONSource, type MapMouseEvent } from 'maplibre-gl';
import 'maplibre-gl/dist/maplibre-gl.css';
import { useEffect, useRef, useState } from 'react';
import { TerraDraw, TerraDrawLineStringMode, TerraDrawPolygonMode } from 'terra-draw';
import { TerraDrawMapLibreGLAdapter } from 'terra-draw-maplibre-gl-adapter';
import type { Schemas } from '@/shared/http/types';
import { useLanguage, useWords } from '@/shared/i18n';
import { cityStyle, dayPalette, FONTS } from '@/shared/map/style';
import { still, unruffled } from '@/shared/map/webgl';
import type { AreaCollection, AreaFacts } from '../api/areas';
import { NOTHING, type Bounds } from './shapes';
import styles from '../ui/areas.module.css';

export interface AreaCanvasProps {
  view: Schemas['MapView'];
  /** What can be chosen. */
  areas: AreaCollection | undefined;
  /** What the plan ends, drawn as an outline. */
  gone?: AreaCollection;
  faults?: FeatureCollection;
  /** Lines and shapes of the change that is being put together or looked at. */
  sketch?: FeatureCollection;
  /** Codes that stand out. */
  marked: readonly string[];
  draw: 'line' | 'shape' | null;
  onPick?: (area: AreaFacts) => void;
  onDrawn: (geometry: Geometry) => void;
  /** Moves there when it changes. */
  focus: Bounds | null;
  label: string;
  onBroken: () => void;
}

const INK = '#24498f';
const PEN = '#c2410c';

/** Areas on the city's map: choose, draw a line or a shape, see what a plan would change and what is wrong with it. */
export default function AreaCanvas({ view, areas, gone, faults, sketch, marked, draw, onPick, onDrawn, focus, label, onBroken }: AreaCanvasProps) {
  const t = useWords('areas');
  const language = useLanguage();
  const box = useRef<HTMLDivElement>(null);
  const [map, setMap] = useState<GlMap | null>(null);
  const [over, setOver] = useState<AreaFacts | null>(null);
  const calls = useRef({ onPick, onDrawn, drawing: !!draw });
  calls.current = { onPick, onDrawn, drawing: !!draw };

  useEffect(() => {
    if (!box.current) return;
    let made: GlMap;
    try {
      made = new GlMap({
        container: box.current, style: cityStyle({ palette: dayPalette, language, borders: false }), center: [view.lon, view.lat], zoom: view.zoom, minZoom: Math.max(3, view.zoom - 3), maxZoom: 20,
        attributionControl: false, fadeDuration: 0, dragRotate: false, pitchWithRotate: false, localIdeographFontFamily: '', locale: { 'Map.Title': label },
      });
    } catch { onBroken(); return; }
    unruffled(made);
    const [west, south, east, north] = view.bbox;
    if (west !== undefined && south !== undefined && east !== undefined && north !== undefined && east > west) made.fitBounds([[west, south], [east, north]], { padding: 24, animate: false });
    made.once('style.load', () => { addLayers(made, language); setMap(made); });
    const at = (event: MapMouseEvent) => (made.getLayer('area-fill') ? (made.queryRenderedFeatures(event.point, { layers: ['area-fill'] })[0]?.properties as AreaFacts | undefined) : undefined);
    made.on('click', (event) => { if (calls.current.drawing) return; const found = at(event); if (found) calls.current.onPick?.(found); });
    made.on('mousemove', (event) => { const found = at(event) ?? null; setOver((now) => (now?.code === found?.code ? now : found)); made.getCanvas().style.cursor = calls.current.drawing ? 'crosshair' : found && calls.current.onPick ? 'pointer' : ''; });
    made.on('mouseout', () => setOver(null));
    return () => { setMap(null); made.remove(); };
    // Only what the map is made of makes it anew.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [language, view.lon, view.lat]);

  useEffect(() => { put(map, 'plan', areas); }, [map, areas]);
  useEffect(() => { put(map, 'gone', gone); }, [map, gone]);
  useEffect(() => { put(map, 'faults', faults); }, [map, faults]);
  useEffect(() => { put(map, 'sketch', sketch); }, [map, sketch]);
  useEffect(() => { map?.setFilter('area-marked', ['in', ['get', 'code'], ['literal', [...marked]]]); map?.setFilter('area-marked-fill', ['in', ['get', 'code'], ['literal', [...marked]]]); }, [map, marked]);
  useEffect(() => { if (map && focus) map.fitBounds([[focus[0], focus[1]], [focus[2], focus[3]]], { padding: 70, maxZoom: 16.5, duration: still() ? 0 : 400 }); }, [map, focus]);

  useEffect(() => {
    if (!map || !draw) return;
    const pen = new TerraDraw({
      adapter: new TerraDrawMapLibreGLAdapter({ map, coordinatePrecision: 9 }),
      modes: [
        new TerraDrawLineStringMode({ styles: { lineStringColor: PEN, lineStringWidth: 3, closingPointColor: PEN, closingPointOutlineColor: '#ffffff', closingPointWidth: 6 } }),
        new TerraDrawPolygonMode({ styles: { fillColor: PEN, fillOpacity: 0.14, outlineColor: PEN, outlineWidth: 2.5, closingPointColor: PEN, closingPointOutlineColor: '#ffffff', closingPointWidth: 6 } }),
      ],
    });
    pen.start();
    pen.setMode(draw === 'line' ? 'linestring' : 'polygon');
    map.doubleClickZoom.disable();
    map.getCanvas().focus({ preventScroll: true });
    pen.on('finish', (id) => {
      const one = pen.getSnapshotFeature(id);
      if (one) calls.current.onDrawn(one.geometry as Geometry);
    });
    return () => { map.doubleClickZoom.enable(); try { pen.stop(); } catch { /* the map went first */ } };
  }, [map, draw]);

  const zoom = (by: number) => map?.easeTo({ zoom: map.getZoom() + by, duration: still() ? 0 : 200 });
  return (
    <div className={styles.map}>
      <div ref={box} className={styles.canvas} data-ready={!!map} />
      <div className={styles.zoom}>
        <button type="button" onClick={() => zoom(1)} aria-label={t('shared:map.zoom_in')}>+</button>
        <button type="button" onClick={() => zoom(-1)} aria-label={t('shared:map.zoom_out')}>−</button>
      </div>
      {over && <p className={styles.over} aria-hidden="true"><b>{language === 'en' ? over.name_en || over.name : over.name}</b><span className="mono">{over.code}</span></p>}
    </div>
  );
}

const put = (map: GlMap | null, source: string, data: FeatureCollection | undefined) => void map?.getSource<GeoJSONSource>(source)?.setData(data ?? NOTHING);

function addLayers(map: GlMap, language: 'zh' | 'en') {
  for (const source of ['plan', 'gone', 'faults', 'sketch']) map.addSource(source, { type: 'geojson', data: NOTHING, ...(source === 'plan' ? { promoteId: 'code' } : {}) });
  const name = language === 'en' ? (['coalesce', ['get', 'name_en'], ['get', 'name']] as const) : (['get', 'name'] as const);
  map.addLayer({ id: 'area-fill', type: 'fill', source: 'plan', paint: { 'fill-color': ['match', ['get', 'change'], 'new', '#2f9e68', 'changed', '#d98a00', 'renamed', '#4a7bd0', INK], 'fill-opacity': ['match', ['get', 'change'], ['new', 'changed'], 0.22, 'renamed', 0.16, 0.03] } });
  map.addLayer({ id: 'area-marked-fill', type: 'fill', source: 'plan', filter: ['in', ['get', 'code'], ['literal', []]], paint: { 'fill-color': INK, 'fill-opacity': 0.2 } });
  map.addLayer({ id: 'area-line', type: 'line', source: 'plan', layout: { 'line-join': 'round' }, paint: { 'line-color': ['match', ['get', 'change'], 'new', '#17704a', 'changed', '#8f5600', '#4d5f7d'], 'line-width': ['interpolate', ['linear'], ['zoom'], 10, 0.6, 14, 1.4, 17, 2.4] } });
  map.addLayer({ id: 'gone-line', type: 'line', source: 'gone', paint: { 'line-color': '#b02a1c', 'line-width': 2, 'line-dasharray': [2, 2] } });
  map.addLayer({ id: 'area-marked', type: 'line', source: 'plan', filter: ['in', ['get', 'code'], ['literal', []]], layout: { 'line-join': 'round' }, paint: { 'line-color': INK, 'line-width': 3 } });
  map.addLayer({ id: 'sketch-fill', type: 'fill', source: 'sketch', filter: ['==', ['geometry-type'], 'Polygon'], paint: { 'fill-color': PEN, 'fill-opacity': 0.14 } });
  map.addLayer({ id: 'sketch-line', type: 'line', source: 'sketch', paint: { 'line-color': PEN, 'line-width': 2.5 } });
  map.addLayer({ id: 'fault-fill', type: 'fill', source: 'faults', filter: ['==', ['geometry-type'], 'Polygon'], paint: { 'fill-color': '#d6402f', 'fill-opacity': 0.45 } });
  map.addLayer({ id: 'fault-line', type: 'line', source: 'faults', paint: { 'line-color': '#b02a1c', 'line-width': 2.5 } });
  map.addLayer({ id: 'fault-point', type: 'circle', source: 'faults', filter: ['==', ['geometry-type'], 'Point'], paint: { 'circle-color': '#d6402f', 'circle-radius': 6, 'circle-stroke-color': '#ffffff', 'circle-stroke-width': 2 } });
  map.addLayer({ id: 'area-name', type: 'symbol', source: 'plan', minzoom: 12.5, layout: { 'text-field': name as never, 'text-font': [...FONTS], 'text-size': 12, 'text-max-width': 7, 'text-padding': 4 }, paint: { 'text-color': '#1d3b78', 'text-halo-color': '#ffffff', 'text-halo-width': 1.6 } });
}
