import { CheckCircleFilled } from '@ant-design/icons';
import type { Geometry } from 'geojson';
import { useWords } from '@/shared/i18n';
import type { Faults } from '../api/areas';
import { boundsOf, type Bounds } from '../gl/shapes';
import { useGround } from './format';
import styles from './areas.module.css';

const MOST = 200;

/** What is wrong with the borders; a line leads to where it is on the map. */
export function FaultList({ faults, onShow }: { faults: Faults; onShow: (where: Bounds) => void }) {
  const t = useWords('areas');
  const ground = useGround();
  if (!faults.features.length) return <p className={styles.sound}><CheckCircleFilled /> {t('sound')}</p>;
  return (
    <ul className={styles.faults}>
      {faults.features.slice(0, MOST).map((one, i) => {
        const { rule, severity, m2, areas, lon, lat } = one.properties;
        return (
          <li key={i}>
            <button type="button" data-tone={severity === 'error' ? 'bad' : 'warn'} onClick={() => onShow(boundsOf([one.geometry as Geometry | null]) ?? [lon - 0.001, lat - 0.001, lon + 0.001, lat + 0.001])}>
              <b>{t(`fault.${rule}`)}</b><span>{ground(m2)}</span><small>{areas.map((area) => area.name || area.code).join(' · ')}</small>
            </button>
          </li>
        );
      })}
      {faults.features.length > MOST && <li className={styles.low}>{t('more', { count: faults.features.length - MOST })}</li>}
    </ul>
  );
}
