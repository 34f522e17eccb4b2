import type { FeatureCollection } from 'geojson';
import type { Map as GlMap } from 'maplibre-gl';
import { useEffect, useRef, useState } from 'react';
import { get } from '@/shared/http/client';
import { useLanguage } from '@/shared/i18n';
import { dayPalette, nightPalette } from '@/shared/map/style';
import { still } from '@/shared/map/webgl';
import { has, type AreaLayer, type Look } from '../api/layers';
import type { CasePoints, Sieve } from '../api/points';
import type { Shape } from '../api/shapes';
import { Borders } from '../api/snap';
import { CaseLayers } from './caseLayers';
import { addOverlays, applyLook, drawCones } from './overlays';
import { Pen } from './Pen';

interface Given { map: GlMap | null; night: boolean; look: Look; areas: readonly AreaLayer[]; points: CasePoints; sieve: Sieve; solid: boolean; panel: string | null }
export interface MapParts { pen: Pen | null; cases: CaseLayers | null }

const TILT = 55;
const NONE: MapParts = { pen: null, cases: null };

/** Keeps what lies on the map in step with what is wanted. What was drawn outlives a map that is made anew for another theme or language. */
export function useMapParts({ map, night, look, areas, points, sieve, solid, panel }: Given): MapParts {
  const language = useLanguage();
  const [parts, setParts] = useState<MapParts>(NONE);
  const drawn = useRef<readonly Shape[]>([]);
  const borders = useRef<Borders | null>(null);
  const wanted = useRef({ language, night });
  wanted.current = { language, night };

  useEffect(() => {   // the list of areas may come after the map, and again
    if (map) addOverlays(map, wanted.current.night ? nightPalette : dayPalette, wanted.current.language, areas);
  }, [map, areas]);
  useEffect(() => {
    if (!map) { setParts(NONE); return; }
    const palette = night ? nightPalette : dayPalette;
    const cases = new CaseLayers(map, night, palette);
    const pen = new Pen(map, palette, night, () => borders.current, drawn.current);
    const stop = pen.subscribe(() => { drawn.current = pen.state().shapes; });
    const cones = () => drawCones(map);
    map.on('moveend', cones);
    map.on('sourcedata', (event) => { if (event.sourceId === 'cameras' && event.isSourceLoaded) cones(); });
    setParts({ pen, cases });
    return () => { stop(); pen.dispose(); cases.remove(); map.off('moveend', cones); };
    // The map comes anew with its theme and language.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [map]);

  useEffect(() => { parts.cases?.setData(points); }, [parts, points]);
  useEffect(() => { parts.cases?.setSieve(sieve); }, [parts, sieve]);
  useEffect(() => {
    if (!map || !parts.cases) return;
    applyLook(map, look, areas, solid);
    parts.cases.show(has(look, 'cases'), look.cases, look.opacity.cases, night);
  }, [map, parts, look, areas, solid, night]);
  const tilted = useRef(solid);
  useEffect(() => {
    if (!map || tilted.current === solid) return;
    tilted.current = solid;
    map.easeTo({ pitch: solid ? TILT : 0, bearing: solid ? map.getBearing() : 0, duration: still() ? 0 : 700 });
  }, [map, solid]);
  useEffect(() => {
    if (panel !== 'draw') { parts.pen?.use(null); return; }
    if (borders.current) return;
    const away = new AbortController();
    Promise.all((['grid', 'street'] as const).map((kind) => get<FeatureCollection>('/city/areas.geojson', { kind }, away.signal)))
      .then((all) => { borders.current = new Borders({ type: 'FeatureCollection', features: all.flatMap((one) => one.features) }); })
      .catch(() => undefined);   // without borders one draws without snapping
    return () => away.abort();
  }, [parts, panel]);
  return parts;
}
