import { Alert, Button } from 'antd';
import { useMemo, useState } from 'react';
import { Link, useNavigate } from 'react-router-dom';
import { usePublicCity } from '@/shared/cases/cityApi';
import { StageMark } from '@/shared/cases/Marks';
import { Chart } from '@/shared/charts/Chart';
import { Panel } from '@/shared/components/Panel';
import { Failed, Loading } from '@/shared/components/States';
import type { Schemas } from '@/shared/http/types';
import { useLanguage, useName, useWords } from '@/shared/i18n';
import { CityMap } from '@/shared/map/CityMap';
import { dayTime } from '@/shared/time/format';
import { around, everyDay } from '../api/course';
import { useGroup, type Group } from '../api/groups';
import { DismissDialog } from './DismissDialog';
import { Reason } from './Reason';
import { TakeDialog } from './TakeDialog';
import styles from './groups.module.css';

/** One group: what is said, since when, where, and what to do about it. */
export function GroupPane({ id }: { id: number }) {
  const query = useGroup(id);
  if (query.error && !query.data) return <Failed error={query.error} retry={() => void query.refetch()} />;
  return query.data ? <Shown of={query.data} /> : <Loading rows={8} />;
}

function Shown({ of }: { of: Group }) {
  const t = useWords('groups');
  const name = useName();
  const language = useLanguage();
  const go = useNavigate();
  const { data: city } = usePublicCity();
  const [dialog, setDialog] = useState<'take' | 'dismiss' | null>(null);
  const [taken, setTaken] = useState<Schemas['GroupTaken'] | null>(null);
  const course = useMemo(() => everyDay(of.days), [of.days]);
  const option = useMemo(() => ({
    grid: { left: 28, right: 8, top: 12, bottom: 22 }, tooltip: { trigger: 'axis' },
    xAxis: { type: 'category', data: course.map((one) => one.day.slice(5)), axisTick: { show: false }, axisLabel: { fontSize: 11 } },
    yAxis: { type: 'value', minInterval: 1, splitLine: { lineStyle: { opacity: 0.4 } }, axisLabel: { fontSize: 11 } },
    series: [{ type: 'bar', name: t('chart.reports'), data: course.map((one) => one.reports), barMaxWidth: 18 }],
  }), [course, t]);
  const points = useMemo(() => ({ type: 'FeatureCollection' as const, features: of.points.map((one) => ({ type: 'Feature' as const, geometry: { type: 'Point' as const, coordinates: [one.lon, one.lat] }, properties: { id: one.case, tone: 'bad', title: of.cases.find((of_case) => of_case.case.id === one.case)?.case.number ?? '' } })) }), [of.points, of.cases]);
  const open = of.cases.filter((one) => one.open);
  return (
    <>
      <Panel>
        <h2 className={styles.name}>{of.name}</h2>
        <p className={styles.said}>{of.sentence}</p>
        <p className={styles.alarm}><Reason of={of.reason} /></p>
        <dl className={styles.facts}>
          <div><dt>{t('hotness')}</dt><dd>{of.hotness.toFixed(1)} <small>{t('peak', { peak: of.peak.toFixed(1) })}</small></dd></div>
          <div><dt>{t('told_by')}</dt><dd>{t('people', { count: of.people })} <small>{t('reports', { count: of.reports })}</small></dd></div>
          <div><dt>{t('matter')}</dt><dd>{of.matter ? name(of.matter) : '–'}</dd></div>
          <div><dt>{t('area')}</dt><dd>{of.area ? name(of.area) : '–'}</dd></div>
          <div><dt>{t('span')}</dt><dd>{dayTime(of.from, language)} – {dayTime(of.to, language)}</dd></div>
        </dl>
        {of.decision && (
          <p className={styles.decision}>{t(`decided.${of.decision.state}`, { who: of.decision.by?.name ?? '–', at: dayTime(of.decision.at, language) })}
            {of.decision.case && <> <Link to={`/cases/${of.decision.case.id}`} className="mono">{of.decision.case.number}</Link></>}{of.decision.reason && <span>{of.decision.reason}</span>}</p>
        )}
        {taken && <Alert className={styles.alert} type={taken.refused.length ? 'warning' : 'success'} showIcon role="status" message={t('taken', { count: taken.merged.length, number: taken.into?.number ?? '' })}
          description={taken.refused.length ? <Refused of={taken} cases={of.cases} /> : undefined} />}
        {of.may_decide && of.state === 'open' && <p className={styles.actions}><Button type="primary" disabled={open.length < 2} onClick={() => setDialog('take')}>{t('take')}</Button><Button onClick={() => setDialog('dismiss')}>{t('dismiss')}</Button>{open.length < 2 && <span>{t('too_few')}</span>}</p>}
      </Panel>
      <div className={styles.pair}>
        <Panel title={t('course')}>{course.length ? <Chart option={option} height={190} label={t('course_label', { days: course.length, reports: of.reports })} /> : '–'}</Panel>
        <Panel title={t('places')} tight>{city && <CityMap view={around(city.map, of.points)} points={points} onPoint={(properties) => go(`/cases/${Number(properties.id)}`)} label={t('places')} className={styles.map} />}</Panel>
      </div>
      <Panel title={t('cases', { count: of.cases.length })} tight>
        <ul className={styles.cases}>
          {of.cases.map((one) => (
            <li key={one.case?.id}>
              <Link to={`/cases/${one.case?.id}`}>{one.case?.title ?? one.case?.number}</Link>
              <span className={styles.low}><span className="mono">{one.case?.number}</span>{one.case?.stage && <StageMark stage={one.case.stage} />}{one.matter && <span>{name(one.matter)}</span>}{one.area && <span>{name(one.area)}</span>}{one.reports > 1 && <span>{t('reports', { count: one.reports })}</span>}<span>{dayTime(one.first_at, language)}</span></span>
            </li>
          ))}
        </ul>
        {of.hidden_cases > 0 && <p className={styles.hidden}>{t('hidden', { count: of.hidden_cases })}</p>}
      </Panel>
      <TakeDialog of={of} open={dialog === 'take'} onClose={() => setDialog(null)} onDone={(done) => { setTaken(done); setDialog(null); }} />
      <DismissDialog id={of.id} open={dialog === 'dismiss'} onClose={() => setDialog(null)} />
    </>
  );
}

function Refused({ of, cases }: { of: Schemas['GroupTaken']; cases: Group['cases'] }) {
  const t = useWords('groups');
  return <ul>{of.refused.map((one) => <li key={one.case}>{t('refused', { number: cases.find((known) => known.case?.id === one.case)?.case?.number ?? one.case })} {t(`shared:reason.${one.reason}`)}</li>)}</ul>;
}
