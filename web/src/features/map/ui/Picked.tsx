import { useQueries, useQuery } from '@tanstack/react-query';
import type { GeoJSONSource, Map as GlMap, MapMouseEvent } from 'maplibre-gl';
import { Fragment, useEffect, useRef, useState } from 'react';
import { Link } from 'react-router-dom';
import { StageMark } from '@/shared/cases/Marks';
import { get } from '@/shared/http/client';
import type { Schemas } from '@/shared/http/types';
import { useLanguage, useName, useWords } from '@/shared/i18n';
import { sayLength } from '@/shared/map/measure';
import { NO_FEATURES } from '@/shared/map/style';
import { dayTime } from '@/shared/time/format';
import { unitsOf } from '../api/bins';
import { ELEMENT_COLORS, has, type Look } from '../api/layers';
import { allNear, type CasePoints, type Sieve } from '../api/points';
import { elementLayer } from '../gl/overlays';
import styles from './map.module.css';

interface Thing { camera: boolean; code: string; name: string; kind: string }
interface Hit { lon: number; lat: number; cases: number[]; more: number; things: Thing[] }
const REACH = 11, MOST_CASES = 6, MOST_THINGS = 5;

/** What lies where somebody clicked: cases with links, elements, cameras and what they see, and what the place itself is. */
export function Picked({ map, points, sieve, look, busy }: { map: GlMap | null; points: CasePoints; sieve: Sieve; look: Look; busy: boolean }) {
  const t = useWords('map');
  const language = useLanguage();
  const [hit, setHit] = useState<Hit | null>(null);
  const now = useRef({ points, sieve, look, busy });
  now.current = { points, sieve, look, busy };
  useEffect(() => { if (busy) setHit(null); }, [busy]);
  useEffect(() => {
    if (!map) return;
    const click = (event: MapMouseEvent) => {
      const { points: all, sieve: through, look: seen, busy: drawing } = now.current;
      if (drawing) return;
      const { lng: lon, lat } = event.lngLat;
      const near = has(seen, 'cases') && seen.cases === 'points' ? allNear(all, through, [lon, lat], unitsOf(REACH, map.getZoom()), 500) : [];
      const box: [[number, number], [number, number]] = [[event.point.x - 6, event.point.y - 6], [event.point.x + 6, event.point.y + 6]];
      const known = new Set<string>();
      const things = map.queryRenderedFeatures(box, { layers: [...Object.keys(ELEMENT_COLORS).map(elementLayer), 'cameras'].filter((id) => map.getLayer(id)) }).flatMap(({ layer, properties }): Thing[] => {
        const code = String(properties.code ?? '');
        if (!code || known.has(code)) return [];
        known.add(code);
        return [{ camera: layer.id === 'cameras', code, name: String(properties.name ?? ''), kind: layer.id === 'cameras' ? 'camera' : String(properties.kind ?? '') }];
      }).slice(0, MOST_THINGS);
      setHit({ lon, lat, cases: near.slice(0, MOST_CASES).map((i) => all.id[i] ?? 0), more: Math.max(0, near.length - MOST_CASES), things });
    };
    map.on('click', click);
    return () => { map.off('click', click); };
  }, [map]);
  const cases = useQueries({ queries: (hit?.cases ?? []).map((id) => ({ queryKey: ['case', id], queryFn: () => get<Schemas['Case']>(`/cases/${id}`), staleTime: 30_000 })) });
  const camera = hit?.things.find((thing) => thing.camera)?.code;
  useView(map, camera);
  if (!hit) return null;
  return (
    <section className={styles.picked} aria-label={t('here')}>
      <button type="button" className={styles.close} onClick={() => setHit(null)} aria-label={t('close')}>×</button>
      {hit.cases.length > 0 && (
        <ul>{hit.cases.map((id, i) => {
          const data = cases[i]?.data;
          return <li key={id}><Link to={`/cases/${id}`}>{data?.title ?? t('case_of', { id })}</Link>{data && <span className={styles.low}><StageMark stage={data.stage} /><span className="mono">{data.number}</span><span>{dayTime(data.opened_at, language)}</span></span>}</li>;
        })}</ul>
      )}
      {hit.more > 0 && <p className={styles.note}>{t('more_here', { count: hit.more })}</p>}
      {hit.things.length > 0 && <ul>{hit.things.map((thing) => <li key={thing.code}><Link to={`/elements/${encodeURIComponent(thing.code)}`}>{thing.name || thing.code}</Link><span className={styles.low}><span>{t(`element.${thing.kind}`, { defaultValue: thing.kind })}</span><span className="mono">{thing.code}</span></span></li>)}</ul>}
      <Place lon={hit.lon} lat={hit.lat} />
    </section>
  );
}

/** What the place itself is. */
function Place({ lon, lat }: { lon: number; lat: number }) {
  const t = useWords('map');
  const name = useName();
  const { data } = useQuery({ queryKey: ['space-at', lon.toFixed(6), lat.toFixed(6)], queryFn: ({ signal }) => get<Schemas['SpaceAt']>('/space/at', { lon: lon.toFixed(6), lat: lat.toFixed(6) }, signal), staleTime: 60_000 });
  if (!data) return null;
  const away = (item: { name: string; metres: number }) => (item.metres >= 1 ? t('away', { name: item.name, metres: sayLength(item.metres) }) : item.name);
  return (
    <dl>
      {data.areas.map((area) => <Row key={area.layer} term={area.layer === 'territorial' ? t('place.area') : t(`grid.${area.layer}`, { defaultValue: area.layer })}>{(area.layer === 'territorial' ? area.path.slice(1) : area.path.slice(-1)).map((one, i) => <Fragment key={one.code}>{i > 0 && ' › '}<Link to={`/blocks/${encodeURIComponent(one.code)}`}>{name(one)}</Link></Fragment>)}</Row>)}
      {data.address && <Row term={t('place.address')}>{away(data.address)}</Row>}
      {data.estate && <Row term={t('place.estate')}>{away(data.estate)}</Row>}
      {data.road && <Row term={t('place.road')}>{away(data.road)}</Row>}
      <Row term={t('place.cameras')}>{data.cameras.length ? data.cameras.slice(0, 3).map(away).join(SEPARATOR) : t('place.none')}</Row>
      {data.beidou && <Row term={t('place.beidou')}><span className="mono">{data.beidou}</span></Row>}
    </dl>
  );
}
const SEPARATOR = ', ';

const Row = ({ term, children }: { term: string; children: React.ReactNode }) => <><dt>{term}</dt><dd>{children}</dd></>;

/** Draws what one camera sees, buildings in its way left out. */
function useView(map: GlMap | null, code: string | undefined) {
  const { data } = useQuery({ queryKey: ['camera-view', code], queryFn: () => get<Schemas['CameraView']>(`/space/cameras/${encodeURIComponent(code ?? '')}/view`), enabled: !!code, staleTime: 5 * 60_000 });
  useEffect(() => {
    const source = map?.getSource<GeoJSONSource>('sight');
    if (!source) return;
    void source.setData(code && data?.geometry ? ({ type: 'Feature', properties: {}, geometry: data.geometry } as never) : NO_FEATURES);
  }, [map, code, data]);
}
