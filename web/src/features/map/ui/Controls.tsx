import type { Map as GlMap } from 'maplibre-gl';
import { useEffect, useState, type RefObject } from 'react';
import type { Schemas } from '@/shared/http/types';
import { useWords } from '@/shared/i18n';
import { still } from '@/shared/map/webgl';
import styles from './map.module.css';

interface Props { map: GlMap | null; view: Schemas['MapView']; box: RefObject<HTMLElement>; solid: boolean; onSolid: (solid: boolean) => void; night: boolean; onNight: (night: boolean) => void }

const PATHS = {
  plus: 'M8 3v10M3 8h10', minus: 'M3 8h10', home: 'M2.5 6V2.5H6M10 2.5h3.5V6M13.5 10v3.5H10M6 13.5H2.5V10', cube: 'M8 1.8 13.5 5v6L8 14.2 2.5 11V5L8 1.8ZM2.5 5 8 8.2 13.5 5M8 8.2v6',
  full: 'M3 6.5V3h3.5M9.5 3H13v3.5M13 9.5V13H9.5M6.5 13H3V9.5', moon: 'M12.8 10.2A5.6 5.6 0 0 1 5.8 3.2a5.6 5.6 0 1 0 7 7Z',
} as const;
const Icon = ({ of }: { of: keyof typeof PATHS }) => <svg viewBox="0 0 16 16" aria-hidden="true"><path d={PATHS[of]} /></svg>;

/** Buttons on the map itself: nearer, further, the whole city, heights, north, day and night, the whole screen. All of them work by keyboard. */
export function Controls({ map, view, box, solid, onSolid, night, onNight }: Props) {
  const t = useWords('map');
  const [bearing, setBearing] = useState(0);
  const [full, setFull] = useState(false);
  useEffect(() => {
    if (!map) return;
    const turn = () => setBearing(map.getBearing());
    turn();
    map.on('rotate', turn);
    return () => { map.off('rotate', turn); };
  }, [map]);
  useEffect(() => {
    const changed = () => setFull(!!document.fullscreenElement);
    document.addEventListener('fullscreenchange', changed);
    return () => document.removeEventListener('fullscreenchange', changed);
  }, []);
  const zoom = (by: number) => map?.easeTo({ zoom: map.getZoom() + by, duration: still() ? 0 : 200 });
  const home = () => {
    const [west, south, east, north] = view.bbox;
    if (west !== undefined && south !== undefined && east !== undefined && north !== undefined) map?.fitBounds([[west, south], [east, north]], { padding: 24, pitch: solid ? 55 : 0, animate: !still() });
  };
  const whole = () => { if (document.fullscreenElement) void document.exitFullscreen(); else void box.current?.requestFullscreen?.().catch(() => undefined); };
  const button = (label: string, icon: keyof typeof PATHS, act: () => void, pressed?: boolean) => <button type="button" onClick={act} aria-label={label} title={label} aria-pressed={pressed}><Icon of={icon} /></button>;
  return (
    <div className={styles.controls} role="group" aria-label={t('controls')}>
      <div>{button(t('shared:map.zoom_in'), 'plus', () => zoom(1))}{button(t('shared:map.zoom_out'), 'minus', () => zoom(-1))}{button(t('shared:map.home'), 'home', home)}</div>
      <div>
        <button type="button" aria-pressed={solid} onClick={() => onSolid(!solid)} title={t('solid')} aria-label={t('solid')}><Icon of="cube" /></button>
        <button type="button" onClick={() => map?.easeTo({ bearing: 0, duration: still() ? 0 : 300 })} aria-label={t('north', { degrees: Math.round((bearing + 360) % 360) })} title={t('north', { degrees: Math.round((bearing + 360) % 360) })}>
          <svg viewBox="0 0 16 16" aria-hidden="true" style={{ transform: `rotate(${-bearing}deg)` }}><path d="M8 1.5 11 8H5L8 1.5Z" fill="#d6402f" stroke="none" /><path d="M8 14.5 5 8h6l-3 6.5Z" fill="currentColor" stroke="none" opacity=".45" /></svg>
        </button>
      </div>
      <div>{button(night ? t('to_day') : t('to_night'), 'moon', () => onNight(!night), night)}{typeof document.documentElement.requestFullscreen === 'function' && button(t('full'), 'full', whole, full)}</div>
    </div>
  );
}
