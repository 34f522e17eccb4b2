import { useMemo } from 'react';
import { Chart } from '@/shared/charts/Chart';
import { useLanguage, useWords } from '@/shared/i18n';
import { grey, ink, night as dark, status } from '@/shared/theme/tokens';
import { clockTime, dayTime } from '@/shared/time/format';
import type { Overview } from '../api/overview';
import styles from './overview.module.css';

/** Opened and closed by the hour, by the day for a month. */
export function Line({ overview, night, height }: { overview: Overview; night?: boolean; height: number | string }) {
  const t = useWords('overview');
  const language = useLanguage();
  const { line, period } = overview;
  const option = useMemo(() => {
    const quiet = night ? dark.quiet : grey[500];
    const rule = night ? dark.line : grey[200];
    const say = (at: string) => (period === 'today' ? clockTime(at, language) : period === '7d' ? dayTime(at, language) : dayTime(at, language).replace(/,? \d\d:\d\d$/, ''));
    const one = (name: string, key: 'opened' | 'closed', color: string) => ({ name, type: 'line', data: line.map((point) => point[key]), symbol: 'none', smooth: 0.25, lineStyle: { width: night ? 2.5 : 2, color }, itemStyle: { color }, areaStyle: key === 'opened' ? { color, opacity: night ? 0.16 : 0.08 } : undefined });
    return {
      grid: { left: 8, right: 26, top: 30, bottom: 4, containLabel: true },
      legend: { top: 0, right: 4, icon: 'roundRect', itemWidth: 12, itemHeight: 4, textStyle: { color: quiet, fontSize: night ? 14 : 12 } },
      tooltip: { trigger: 'axis', backgroundColor: night ? dark.raised : '#fff', borderColor: rule, textStyle: { color: night ? dark.text : grey[800], fontSize: 13 } },
      xAxis: { type: 'category', boundaryGap: false, data: line.map((point) => say(point.at)), axisLine: { lineStyle: { color: rule } }, axisTick: { show: false }, axisLabel: { color: quiet, fontSize: night ? 13 : 11, hideOverlap: true } },
      yAxis: { type: 'value', minInterval: 1, splitNumber: 3, axisLabel: { color: quiet, fontSize: night ? 13 : 11 }, splitLine: { lineStyle: { color: rule } } },
      series: [one(t('opened'), 'opened', night ? dark.accent : ink[500]), one(t('closed'), 'closed', night ? dark.good : status.good)],
    };
  }, [line, period, night, language, t]);
  if (!line.some((point) => point.opened || point.closed)) return <p className={styles.none} style={{ height }}>{t('none_yet')}</p>;
  return <Chart option={option} height={height} label={t('line_label', { opened: line.reduce((sum, point) => sum + point.opened, 0), closed: line.reduce((sum, point) => sum + point.closed, 0) })} />;
}
