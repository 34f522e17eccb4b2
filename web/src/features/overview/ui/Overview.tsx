import { useState } from 'react';
import { Link, useNavigate } from 'react-router-dom';
import { usePublicCity } from '@/shared/cases/cityApi';
import { CaseRow } from '@/shared/cases/CaseRow';
import { PageHead, Panel } from '@/shared/components/Panel';
import { Empty, Failed, Loading } from '@/shared/components/States';
import { useWords } from '@/shared/i18n';
import { CityMap } from '@/shared/map/CityMap';
import { useOverview, usePoints, type Period } from '../api/overview';
import { Line } from './Line';
import { ByChannel, ByClass, ByDistrict, ByStage, ByUnit, Legend, Totals, useAsOf } from './parts';
import { PeriodSwitch } from './PeriodSwitch';
import { Rates } from './Rates';
import styles from './overview.module.css';

/** How the city does, on a desk. */
export default function Overview() {
  const t = useWords('overview');
  const asOf = useAsOf();
  const go = useNavigate();
  const [period, setPeriod] = useState<Period>('today');
  const query = useOverview(period);
  const { data: city } = usePublicCity();
  const { points } = usePoints(city?.map.bbox);
  const overview = query.data;
  if (!overview) return query.error ? <Failed error={query.error} retry={() => void query.refetch()} /> : <Loading rows={12} />;
  return (
    <div className={styles.desk}>
      <PageHead title={t('title')} hint={t('as_of', { at: asOf(overview.as_of) })}><PeriodSwitch value={period} onChange={setPeriod} /><Link to="/wall" className={styles.toWall}>{t('to_wall')}</Link></PageHead>
      <Totals overview={overview} />
      <div className={styles.row}>
        <Panel title={t('map')} extra={<Legend />} tight>
          {city ? <CityMap view={city.map} points={points} onPoint={(one) => { if (typeof one.id === 'number') go(`/cases/${one.id}`); }} label={t('map_label', { count: points?.features.length ?? 0 })} className={styles.map} /> : <Loading />}
        </Panel>
        <Panel title={t('rates')}><Rates rates={overview.rates} /></Panel>
      </div>
      <Panel title={t('line')}><Line overview={overview} height={210} /></Panel>
      <div className={styles.thirds}>
        <Panel title={t('by_stage')}><ByStage overview={overview} /></Panel>
        <Panel title={t('by_channel')}><ByChannel overview={overview} most={9} /></Panel>
        <Panel title={t('by_class')}><ByClass overview={overview} most={10} /></Panel>
      </div>
      <div className={styles.halves}>
        <Panel title={t('by_district')}><ByDistrict overview={overview} /></Panel>
        <Panel title={t('by_unit')}><ByUnit overview={overview} most={10} /></Panel>
      </div>
      <Panel title={t('latest')} tight>{overview.latest.length ? overview.latest.slice(0, 10).map((item) => <CaseRow key={item.id} item={item} />) : <Empty title={t('none_yet')} />}</Panel>
    </div>
  );
}
