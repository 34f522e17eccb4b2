import { App } from 'antd';
import type { Map as GlMap } from 'maplibre-gl';
import { useEffect, useState } from 'react';
import { copy } from '@/shared/hooks/copy';
import type { Point } from '@/shared/http/types';
import { useWords } from '@/shared/i18n';
import { scaleBar, type ScaleBar } from '../api/scale';
import styles from './map.module.css';

const WIDEST = 110;

/** The scale, and where the pointer is (the middle of the map when there is none). */
export function Pointer({ map }: { map: GlMap | null }) {
  const t = useWords('map');
  const { message } = App.useApp();
  const [at, setAt] = useState<Point | null>(null);
  const [scale, setScale] = useState<ScaleBar | null>(null);
  useEffect(() => {
    if (!map) return;
    let frame = 0;
    const later = (act: () => void) => { cancelAnimationFrame(frame); frame = requestAnimationFrame(act); };
    const middle = () => { const c = map.getCenter(); setAt({ lon: c.lng, lat: c.lat }); };
    const move = (event: { lngLat: { lng: number; lat: number } }) => later(() => setAt({ lon: event.lngLat.lng, lat: event.lngLat.lat }));
    const bar = () => { setScale(scaleBar(map.getZoom(), map.getCenter().lat, WIDEST)); };
    const moved = () => { bar(); middle(); };
    moved();
    map.on('mousemove', move);
    map.on('moveend', moved);
    map.on('zoom', bar);
    return () => { cancelAnimationFrame(frame); map.off('mousemove', move); map.off('moveend', moved); map.off('zoom', bar); };
  }, [map]);
  if (!at || !scale) return null;
  const says = `${at.lon.toFixed(6)}, ${at.lat.toFixed(6)}`;
  return (
    <div className={styles.pointer}>
      <span className={styles.scale} style={{ width: scale.pixels }} aria-label={t('scale', { length: lengthOf(scale.metres) })} role="img">{lengthOf(scale.metres)}</span>
      <button type="button" className="number" title={t('copy_here')} aria-label={t('copy_here_of', { at: says })} onClick={() => { void copy(says).then((done) => { if (done) void message.success(t('copied', { at: says })); }); }}>{says}</button>
      <small>WGS84</small>
    </div>
  );
}

export const lengthOf = (metres: number) => (metres >= 1000 ? `${metres / 1000} km` : `${metres} m`);
