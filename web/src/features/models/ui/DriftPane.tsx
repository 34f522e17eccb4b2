import { Alert } from 'antd';
import { useMemo } from 'react';
import { Chart } from '@/shared/charts/Chart';
import { Panel } from '@/shared/components/Panel';
import { Loaded } from '@/shared/components/States';
import { useName, useWords } from '@/shared/i18n';
import { percent } from '../api/figures';
import { useDrift, type Drift } from '../api/models';
import styles from './models.module.css';

/** The last week beside the month before: do people write of other things, is the model less sure, do people correct it more? */
export function DriftPane({ query }: { query: ReturnType<typeof useDrift> }) {
  return <Loaded query={query}>{(of) => <Shown of={of} />}</Loaded>;
}

function Shown({ of }: { of: Drift }) {
  const t = useWords('models');
  const name = useName();
  const option = useMemo(() => ({
    grid: { left: 40, right: 12, top: 34, bottom: 24 }, legend: { top: 0, textStyle: { fontSize: 12 } }, tooltip: { trigger: 'axis', valueFormatter: (value: unknown) => percent(Number(value)) },
    xAxis: { type: 'category', data: of.days.map((one) => one.day.slice(5)), axisTick: { show: false }, axisLabel: { fontSize: 11 } },
    yAxis: { type: 'value', min: 0, max: 1, axisLabel: { fontSize: 11, formatter: (value: number) => percent(value, 0) }, splitLine: { lineStyle: { opacity: 0.4 } } },
    series: (['mean_confidence', 'to_dispatcher', 'corrected', 'returned'] as const).map((key) => ({ type: 'line', name: t(`course.${key}`), showSymbol: false, data: of.days.map((one) => one[key]) })),
  }), [of.days, t]);
  const show = (what: string, value: number) => (what === 'classes' ? value.toFixed(3) : percent(value));
  return (
    <>
      <Alert className={styles.alert} showIcon role={of.alarm ? 'alert' : 'status'} type={of.alarm ? 'error' : of.enough ? 'success' : 'info'}
        message={of.alarm ? t('drift_alarm') : of.enough ? t('drift_none') : t('drift_few')} description={t('drift_span', { from: of.from, to: of.to, count: of.count, before: of.baseline_count })} />
      {of.enough && <div className={styles.measures}>
        {of.measures.map((one) => (
          <Panel key={one.what} className={one.alarm ? styles.alarm : ''}>
            <h2 className={styles.measure}>{t(`measure.${one.what}`)}</h2>
            <p className={styles.value}>{show(one.what, one.value)}</p>
            <p className={styles.low}>{one.what !== 'classes' && <span>{t('usual', { value: show(one.what, one.baseline) })}</span>}<span>{t(one.what === 'confidence' ? 'alarm_below' : 'alarm_above', { value: show(one.what, one.threshold) })}</span></p>
            {one.alarm && <p className={styles.since}>{one.since ? t('since', { day: one.since }) : t('alarm_now')}</p>}
          </Panel>
        ))}
      </div>}
      {of.days.length > 1 && <Panel title={t('course')}><Chart option={option} height={240} label={t('course_label', { count: of.days.length })} /></Panel>}
      {of.enough && !!of.classes.length && (
        <Panel title={t('moved')} tight>
          <ul className={styles.moved}>{of.classes.slice(0, 8).map((one) => <li key={one.class}><span>{name(one)}</span><span>{percent(one.baseline)} → <b>{percent(one.share)}</b></span></li>)}</ul>
        </Panel>
      )}
    </>
  );
}
