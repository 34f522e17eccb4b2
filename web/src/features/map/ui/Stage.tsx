import { Map as GlMap, type MapMouseEvent } from 'maplibre-gl';
import 'maplibre-gl/dist/maplibre-gl.css';
import { useEffect, useRef } from 'react';
import type { Schemas } from '@/shared/http/types';
import { useLanguage, useWords } from '@/shared/i18n';
import { cityStyle, dayPalette, nightPalette } from '@/shared/map/style';
import { unruffled } from '@/shared/map/webgl';
import type { MapState } from '../api/share';
import styles from './map.module.css';

export type Camera = Pick<MapState, 'lon' | 'lat' | 'zoom' | 'bearing' | 'pitch'>;

interface Props {
  view: Schemas['MapView'];
  /** Where it starts; the city's own view when absent. */
  camera: Camera | null;
  night: boolean;
  /** Told the map once its style is there, and null when it goes. */
  onMap: (map: GlMap | null) => void;
  onBroken: () => void;
}

/** The canvas alone: makes the map, gives it away, takes it down. Made anew for another language or theme, at the place where the last one stood. */
export default function Stage({ view, camera, night, onMap, onBroken }: Props) {
  const t = useWords('map');
  const language = useLanguage();
  const box = useRef<HTMLDivElement>(null);
  const last = useRef<Camera | null>(camera);
  const calls = useRef({ onMap, onBroken });
  calls.current = { onMap, onBroken };
  useEffect(() => {
    if (!box.current) return;
    let made: GlMap;
    const at = last.current;
    try {
      made = new GlMap({
        container: box.current, style: cityStyle({ palette: night ? nightPalette : dayPalette, language, borders: false }),
        center: at ? [at.lon, at.lat] : [view.lon, view.lat], zoom: at?.zoom ?? view.zoom, bearing: at?.bearing ?? 0, pitch: at?.pitch ?? 0,
        minZoom: Math.max(3, view.zoom - 3), maxZoom: 20, maxPitch: 70, attributionControl: false, fadeDuration: 0, localIdeographFontFamily: '', locale: { 'Map.Title': t('canvas') },
      });
    } catch { calls.current.onBroken(); return; }
    unruffled(made);
    if (!at) {
      const [west, south, east, north] = view.bbox;
      if (west !== undefined && south !== undefined && east !== undefined && north !== undefined && east > west) made.fitBounds([[west, south], [east, north]], { padding: { top: 24, bottom: 24, right: 24, left: box.current.clientWidth > 900 ? 350 : 24 }, animate: false });
    }
    made.getCanvas().setAttribute('aria-describedby', 'map-keys');
    made.on('moveend', () => { const c = made.getCenter(); last.current = { lon: c.lng, lat: c.lat, zoom: made.getZoom(), bearing: made.getBearing(), pitch: made.getPitch() }; });
    made.once('style.load', () => calls.current.onMap(made));
    return () => { calls.current.onMap(null); made.remove(); };
    // Only what the map is made of makes it anew.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [language, night, view.lon, view.lat]);
  return <div ref={box} className={styles.canvas} />;
}

export type { MapMouseEvent };
