import { Button } from 'antd';
import { Fragment } from 'react';
import { Link } from 'react-router-dom';
import { usePublicCity } from '@/shared/cases/cityApi';
import { Confidence } from '@/shared/components/Confidence';
import { Panel } from '@/shared/components/Panel';
import type { Case } from '@/shared/http/types';
import { useName, useWords } from '@/shared/i18n';
import { CityMap } from '@/shared/map/CityMap';
import styles from './case.module.css';

export function PlacePanel({ of, onCorrect }: { of: Case; onCorrect?: () => void }) {
  const t = useWords('cases');
  const name = useName();
  const { data: city } = usePublicCity();
  return (
    <Panel title={t('place')} tight extra={onCorrect && <Button size="small" onClick={onCorrect} className={styles.noPrint}>{t('correct')}</Button>}>
      <div className={styles.place}>
        <p>{of.place?.text ?? t('no_place')} {of.place_confidence !== null && <Confidence value={of.place_confidence} />}</p>
        {of.place && of.place.areas.length > 1 && <p className={styles.low}>{of.place.areas.map((area, i) => <Fragment key={area.code}>{i > 0 && ' / '}<Link to={`/blocks/${encodeURIComponent(area.code)}`}>{name(area)}</Link></Fragment>)}</p>}
      </div>
      {city && of.place?.point && <div className={styles.noPrint}><CityMap view={city.map} point={of.place.point} label={t('place_of', { number: of.number })} className={styles.map} /><p className={styles.low}><Link to={`/map?at=${of.place.point.lon.toFixed(5)},${of.place.point.lat.toFixed(5)},17&pin=${of.place.point.lon.toFixed(6)},${of.place.point.lat.toFixed(6)}`}>{t('on_map')}</Link></p></div>}
    </Panel>
  );
}
