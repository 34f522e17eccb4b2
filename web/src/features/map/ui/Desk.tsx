import { BlockOutlined, ClockCircleOutlined, EditOutlined, ShareAltOutlined, PrinterOutlined } from '@ant-design/icons';
import { App, ConfigProvider, type ThemeConfig } from 'antd';
import { Marker, type Map as GlMap } from 'maplibre-gl';
import { lazy, Suspense, useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { useSearchParams } from 'react-router-dom';
import { useNarrow } from '@/shared/hooks/useNarrow';
import { copy } from '@/shared/hooks/copy';
import type { Point, Schemas } from '@/shared/http/types';
import { useLanguage, useName, useWords } from '@/shared/i18n';
import { still } from '@/shared/map/webgl';
import { day, nightTheme } from '@/shared/theme/antd';
import { useAreaLayers } from '../api/areaLayers';
import { useMapCases } from '../api/cases';
import { has, keep, load, type Look } from '../api/layers';
import { NO_POINTS, type Span } from '../api/points';
import { read, write } from '../api/share';
import { useNight } from '../api/useNight';
import { useMapParts } from '../gl/useMapParts';
import { Controls } from './Controls';
import { DrawPanel } from './DrawPanel';
import { LayerPanel } from './LayerPanel';
import { Legend } from './Legend';
import { NoMap } from './NoMap';
import { Picked } from './Picked';
import { Pointer } from './Pointer';
import { PrintDialog } from './PrintDialog';
import { SearchBox } from './SearchBox';
import { TimeBar } from './TimeBar';
import styles from './map.module.css';

const Stage = lazy(() => import('./Stage'));
const PANELS = [['layers', BlockOutlined], ['time', ClockCircleOutlined], ['draw', EditOutlined]] as const;
/** Walls are read from far; this is a desk by night. */
const dark: ThemeConfig = { ...nightTheme, inherit: false, token: { ...nightTheme.token, fontSize: 14, controlHeight: 34 } };
type PanelName = (typeof PANELS)[number][0];

/** The whole map screen: the canvas, and around it what asks of it. */
export function Desk({ city, login }: { city: Schemas['PublicCity']; login: string }) {
  const t = useWords('map');
  const name = useName();
  const language = useLanguage();
  const { message } = App.useApp();
  const narrow = useNarrow();
  const [params, setParams] = useSearchParams();
  const asked = useRef(read(params)).current;
  const box = useRef<HTMLDivElement>(null);
  const [night, setNight] = useNight();
  const [broken, setBroken] = useState(false);
  const [look, setLook] = useState<Look>(() => { const kept = load(login); return { ...kept, on: asked.on ?? kept.on, cases: asked.cases ?? kept.cases }; });
  const [span, setSpan] = useState<Span | null>(asked.from !== undefined && asked.to !== undefined ? { from: asked.from, to: asked.to } : null);
  const [solid, setSolid] = useState((asked.pitch ?? 0) > 0);
  const [panel, setPanel] = useState<PanelName | null>(narrow ? null : asked.from !== undefined ? 'time' : 'layers');
  const [printing, setPrinting] = useState(false);
  const [pin, setPin] = useState<Point | null>(asked.pin ? { lon: asked.pin[0], lat: asked.pin[1] } : null);
  const made = `${language}:${night}`;
  const [held, setHeld] = useState<{ map: GlMap; made: string } | null>(null);
  const map = held?.made === made ? held.map : null;   // a map of the theme or language before is about to go
  const areas = useAreaLayers();
  const cases = useMapCases(look.period, has(look, 'cases'));
  const points = cases.data?.points ?? NO_POINTS;
  const sieve = useMemo(() => ({ span, tones: look.tones }), [span, look.tones]);
  const parts = useMapParts({ map, night, look, areas, points, sieve, solid, panel });
  const change = useCallback((next: Look) => { setLook(next); keep(login, next); }, [login]);

  useEffect(() => {
    if (!map || !pin) return;
    const marker = new Marker({ color: '#b02a1c' }).setLngLat([pin.lon, pin.lat]).addTo(map);
    marker.getElement().setAttribute('aria-label', t('pin'));
    return () => { marker.remove(); };
  }, [map, pin, t]);

  const address = () => {
    const at = map?.getCenter();
    if (!map || !at) return null;
    return write({ lon: at.lng, lat: at.lat, zoom: map.getZoom(), bearing: map.getBearing(), pitch: map.getPitch(), on: look.on, cases: look.cases, ...(span ?? {}), ...(pin ? { pin: [pin.lon, pin.lat] as const } : {}) });
  };
  const share = async () => {
    const said = address();
    if (!said) return;
    setParams(said, { replace: true });
    const done = await copy(`${location.origin}${location.pathname}?${said.toString()}`);
    if (done) void message.success(t('shared')); else void message.info(t('shared_by_hand'));
  };
  const go = (to: Point, zoom = 16.5) => { setPin(to); map?.easeTo({ center: [to.lon, to.lat], zoom: Math.max(map.getZoom(), zoom), duration: still() ? 0 : 600 }); };

  if (broken) return <NoMap />;
  const open = panel && (
    panel === 'layers' ? <LayerPanel look={look} areas={areas} cases={cases.data ?? null} failed={cases.error} onChange={change} />
      : panel === 'time' ? <p className={styles.note}>{t('time_hint')}</p>
        : <DrawPanel pen={parts.pen} name={name(city)} onGo={go} />
  );
  return (
    <ConfigProvider theme={night ? dark : day} getPopupContainer={() => box.current ?? document.body}>
      <div ref={box} className={styles.desk} data-theme={night ? 'night' : undefined} data-solid={solid || undefined}>
        <h1 className="visually-hidden">{t('title', { city: name(city) })}</h1>
        <Suspense fallback={<div className={styles.waiting} role="status" aria-label={t('shared:loading')} />}>
          <Stage view={city.map} camera={asked.lon !== undefined && asked.lat !== undefined ? { lon: asked.lon, lat: asked.lat, zoom: asked.zoom ?? 14, bearing: asked.bearing ?? 0, pitch: asked.pitch ?? 0 } : null} night={night} onMap={(of) => setHeld(of && { map: of, made })} onBroken={() => setBroken(true)} />
        </Suspense>
        <p id="map-keys" className="visually-hidden">{t('canvas_keys')}</p>
        <SearchBox near={city.map} onGo={go} onClear={() => setPin(null)} />
        <nav className={styles.tabs} aria-label={t('panels')}>
          {PANELS.map(([key, Icon]) => <button key={key} type="button" aria-expanded={panel === key} onClick={() => setPanel(panel === key ? null : key)}><Icon aria-hidden="true" /><span>{t(`panel.${key}`)}</span></button>)}
          <button type="button" onClick={() => void share()}><ShareAltOutlined aria-hidden="true" /><span>{t('share')}</span></button>
          <button type="button" onClick={() => setPrinting(true)}><PrinterOutlined aria-hidden="true" /><span>{t('print')}</span></button>
        </nav>
        {open && panel !== 'time' && <section className={styles.panel} aria-label={t(`panel.${panel}`)} data-panel={panel}><button type="button" className={styles.close} onClick={() => setPanel(null)} aria-label={t('close')}>×</button>{open}</section>}
        {panel === 'time' && <TimeBar points={points} tones={look.tones} span={span} onSpan={setSpan} loading={cases.isPending && has(look, 'cases')} onClose={() => setPanel(null)} />}
        <Controls map={map} view={city.map} box={box} solid={solid} onSolid={setSolid} night={night} onNight={setNight} />
        {!narrow && panel !== 'time' && <Legend look={look} />}
        <Pointer map={map} />
        <Picked map={map} points={points} sieve={sieve} look={look} busy={panel === 'draw'} />
        {printing && map && <PrintDialog map={map} parts={parts} city={name(city)} look={look} span={span} night={night} onClose={() => setPrinting(false)} />}
      </div>
    </ConfigProvider>
  );
}

