import { lazy, Suspense, useState } from 'react';
import type { FeatureCollection, Geometry } from 'geojson';
import type { Point, Schemas } from '@/shared/http/types';
import { useWords } from '@/shared/i18n';
import { hasWebGl } from './webgl';
import styles from './map.module.css';

const Canvas = lazy(() => import('./MapCanvas'));

export interface CityMapProps {
  /** Where the map starts; comes from the city. */
  view: Schemas['MapView'];
  /** The chosen point; shown as a pin. */
  point?: Point | null;
  /** Given: a click or Enter on the centre chooses a point. */
  onPick?: (point: Point) => void;
  /** Cases or anything else as points; `properties.tone` is good, warn, bad or ink; `properties.title` is the hover text. */
  points?: FeatureCollection | null;
  /** An area to outline; the map shows it whole. */
  outline?: Geometry | null;
  onPoint?: (properties: Record<string, unknown>) => void;
  night?: boolean;
  /** What the map shows, for screen readers. */
  label: string;
  className?: string;
}

/** The city's map. Loads its code only when shown; without WebGL it says so in words and everything else goes on. */
export function CityMap(props: CityMapProps) {
  const t = useWords('shared');
  const [able] = useState(hasWebGl);
  const [broken, setBroken] = useState(false);
  if (!able || broken) {
    return (
      <div className={`${styles.box} ${styles.none} ${props.className ?? ''}`} role="note">
        <b>{t('map.none')}</b><span>{t('map.none_hint')}</span>
        {props.point && <span className="number">{t('map.picked')}: {props.point.lon.toFixed(5)}, {props.point.lat.toFixed(5)}</span>}
      </div>
    );
  }
  return (
    <Suspense fallback={<div className={`${styles.box} ${styles.waiting} ${props.className ?? ''}`} role="status" aria-label={t('loading')} />}>
      <Canvas {...props} onBroken={() => setBroken(true)} />
    </Suspense>
  );
}
