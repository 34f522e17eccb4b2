import { Button } from 'antd';
import type { FeatureCollection } from 'geojson';
import { useState } from 'react';
import { usePublicCity } from '@/shared/cases/cityApi';
import { Panel } from '@/shared/components/Panel';
import { Empty, Failed, Loading } from '@/shared/components/States';
import { useWords } from '@/shared/i18n';
import { useAreasAt, useLayerCheck } from '../api/areas';
import type { Bounds } from '../gl/shapes';
import { AreaMap } from './AreaMap';
import { FaultList } from './FaultList';
import { LayerChoice, type Layer } from './LayerChoice';
import styles from './areas.module.css';

const NONE: readonly string[] = [];

/** The borders of a whole grid looked at for gaps and overlaps, each drawn where it is. */
export function CheckPane() {
  const t = useWords('areas');
  const { data: city } = usePublicCity();
  const [chosen, setChosen] = useState<Layer>({ layer: 'territorial', kind: 'grid' });
  const [focus, setFocus] = useState<Bounds | null>(null);
  const areas = useAreasAt(chosen.layer, chosen.kind);
  const check = useLayerCheck(chosen.layer);
  return (
    <>
      <div className={styles.bar}><LayerChoice value={chosen} onChange={(next) => { setChosen(next); check.reset(); }} /><Button type="primary" loading={check.isPending} onClick={() => check.mutate()}>{t('check_run')}</Button></div>
      <div className={styles.desk}>
        {city && <AreaMap view={city.map} areas={areas.data} faults={check.data as unknown as FeatureCollection | undefined} marked={NONE} draw={null} onDrawn={() => undefined} focus={focus} label={t('map_label')} />}
        <aside className={styles.side} aria-label={t('tab.check')}>
          <Panel title={check.data ? t('faults_found', { count: check.data.features.length }) : t('tab.check')} tight>
            {check.isPending ? <Loading rows={4} /> : check.error ? <Failed error={check.error} retry={() => check.mutate()} /> : check.data ? <FaultList faults={check.data} onShow={setFocus} /> : <Empty title={t('check_hint')} />}
          </Panel>
        </aside>
      </div>
    </>
  );
}
