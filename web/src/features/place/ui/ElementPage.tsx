import '../words';
import { useMemo, type ReactNode } from 'react';
import { Link, useParams } from 'react-router-dom';
import { CaseRow } from '@/shared/cases/CaseRow';
import { usePublicCity } from '@/shared/cases/cityApi';
import { Chart } from '@/shared/charts/Chart';
import { PageHead, Panel } from '@/shared/components/Panel';
import { Loaded } from '@/shared/components/States';
import { useName, useWords } from '@/shared/i18n';
import { CityMap } from '@/shared/map/CityMap';
import { sayLength } from '@/shared/map/measure';
import { useElement, type Element } from '../api/places';
import styles from './place.module.css';

const PARTS = ['division', 'grid', 'building', 'house', 'class', 'kind', 'serial'] as const;

/** One thing of the city: what it is, where it stands, who sees it, what was reported beside it. */
export default function ElementPage() {
  const { code = '' } = useParams();
  return <Loaded query={useElement(code)} rows={12} page>{(of) => <Shown key={code} of={of} />}</Loaded>;
}

function Shown({ of }: { of: Element }) {
  const t = useWords('place');
  const name = useName();
  const { data: city } = usePublicCity();
  const kind = t(`kind.${of.kind}`, { defaultValue: of.kind });
  const total = of.history.reduce((sum, one) => sum + one.count, 0);
  const option = useMemo(() => ({
    grid: { left: 28, right: 8, top: 12, bottom: 22 }, tooltip: { trigger: 'axis' },
    xAxis: { type: 'category', data: of.history.map((one) => one.month.slice(2)), axisTick: { show: false }, axisLabel: { fontSize: 11 } }, yAxis: { type: 'value', minInterval: 1, splitLine: { lineStyle: { opacity: 0.4 } }, axisLabel: { fontSize: 11 } },
    series: [{ type: 'bar', name: t('months'), data: of.history.map((one) => one.count), barMaxWidth: 18 }],
  }), [of.history, t]);
  const away = (one: { name: string; metres: number }) => t('away', { name: one.name, metres: sayLength(one.metres) });
  const at = of.point;
  return (
    <div className={styles.page}>
      <PageHead title={of.name || kind} hint={`${kind} · ${of.code}`}>{at && <Link to={`/map?at=${at.lon.toFixed(5)},${at.lat.toFixed(5)},17.5&pin=${at.lon.toFixed(6)},${at.lat.toFixed(6)}`}>{t('on_map')}</Link>}</PageHead>
      <div className={styles.grid}>
        <Panel title={t('map')} tight className={styles.wide}>{city && <CityMap view={city.map} point={at} label={t('map_of', { name: of.name || of.code })} className={styles.map} />}</Panel>
        <Panel title={t('element')}>
          <dl className={styles.facts}>
            <Row term={t('kind')}>{kind}</Row>
            {of.areas.map((one) => <Row key={one.layer} term={t(`grid.${one.layer}`, { defaultValue: one.layer })}><Link to={`/blocks/${encodeURIComponent(one.area.code)}`}>{name(one.area)}</Link></Row>)}
            <Row term={t('nearest_address')}>{of.address ? away(of.address) : t('none')}</Row>
            <Row term={t('road')}>{of.road ? away(of.road) : t('none')}</Row>
            {of.beidou && <Row term={t('beidou')}><span className="mono">{of.beidou}</span></Row>}
          </dl>
        </Panel>
        {of.explained && <Panel title={t('explained')}><dl className={styles.facts}>{PARTS.map((part) => <Row key={part} term={t(`explained.${part}`)}>{part === 'class' ? t(`class.${of.explained?.class}`, { defaultValue: of.explained?.class ?? '' }) : <span className="mono">{of.explained?.[part]}</span>}{/^0+$/.test(String(of.explained?.[part])) && <span className={styles.low}> {t('none')}</span>}</Row>)}</dl></Panel>}
        <Panel title={t('cameras')}>{of.cameras.length ? <ul className={styles.plain}>{of.cameras.map((one) => <li key={one.code}><Link to={`/elements/${encodeURIComponent(one.code)}`}>{away(one)}</Link> <span className={styles.low}>{one.sees ? t('sees') : t('near')}</span></li>)}</ul> : <p className={styles.low}>{t('none')}</p>}</Panel>
        <Panel title={t('months')}>{total ? <Chart option={option} height={190} label={t('months_label', { count: total })} /> : <p className={styles.low}>{t('none_near')}</p>}</Panel>
        <Panel title={t('cases_near')} tight className={styles.full}>{of.cases.length ? of.cases.map((item) => <CaseRow key={item.id} item={item} />) : <p className={`${styles.low} ${styles.pad}`}>{t('none_near')}</p>}</Panel>
      </div>
    </div>
  );
}

const Row = ({ term, children }: { term: string; children: ReactNode }) => <><dt>{term}</dt><dd>{children}</dd></>;
