import { useCodeWord, useLanguage, useName, useWords } from '@/shared/i18n';
import type { Overview } from '../api/overview';
import { Bars, useNumber } from './Bars';
import styles from './overview.module.css';

export function Totals({ overview }: { overview: Overview }) {
  const t = useWords('overview');
  const number = useNumber();
  const { totals } = overview;
  const tiles = [
    { key: 'reports', value: totals.reports }, { key: 'opened', value: totals.opened }, { key: 'closed', value: totals.closed }, { key: 'open', value: totals.open },
    { key: 'to_dispatch', value: totals.to_dispatch, tone: totals.to_dispatch ? 'ink' : undefined }, { key: 'near', value: totals.near, tone: totals.near ? 'warn' : undefined }, { key: 'overdue', value: totals.overdue, tone: totals.overdue ? 'bad' : undefined },
  ];
  return <ul className={styles.totals} aria-label={t('totals')}>{tiles.map((tile) => <li key={tile.key} data-tone={tile.tone}><span>{t(`total.${tile.key}`)}</span><b>{number(tile.value)}</b></li>)}</ul>;
}

export function ByStage({ overview }: { overview: Overview }) {
  const t = useWords('overview');
  const word = useCodeWord();
  return <Bars label={t('by_stage')} none={t('none_yet')} bars={overview.by_stage.map((one) => ({ key: one.stage, label: word('Stage', one.stage), count: one.count, tone: one.stage === 'closed' || one.stage === 'answered' ? 'good' as const : one.stage === 'received' ? 'warn' as const : undefined }))} />;
}

export function ByChannel({ overview, most }: { overview: Overview; most?: number }) {
  const t = useWords('overview');
  const word = useCodeWord();
  return <Bars label={t('by_channel')} none={t('none_yet')} most={most} bars={[...overview.by_channel].sort((a, b) => b.count - a.count).map((one) => ({ key: one.channel, label: word('Channel', one.channel), count: one.count }))} />;
}

export function ByClass({ overview, most }: { overview: Overview; most?: number }) {
  const t = useWords('overview');
  const name = useName();
  return <Bars label={t('by_class')} none={t('none_yet')} most={most} bars={[...overview.by_class].sort((a, b) => b.count - a.count).map((one) => ({ key: one.matter.code, label: name(one.matter), count: one.count, // A day that has only begun says nothing against a whole one.
    extra: overview.period !== 'today' && one.previous ? `${one.count >= one.previous ? '+' : '−'}${Math.abs(Math.round(((one.count - one.previous) / one.previous) * 100))}%` : '' }))} />;
}

export function ByDistrict({ overview }: { overview: Overview }) {
  const t = useWords('overview');
  const name = useName();
  const number = useNumber();
  if (!overview.by_district.length) return <p className={styles.none}>{t('none_yet')}</p>;
  return (
    <table className={styles.table}>
      <caption className="visually-hidden">{t('by_district')}</caption>
      <thead><tr><th scope="col">{t('district')}</th><th scope="col">{t('opened')}</th><th scope="col">{t('closed')}</th><th scope="col">{t('total.open')}</th><th scope="col">{t('total.overdue')}</th></tr></thead>
      <tbody>{overview.by_district.map((one) => <tr key={one.area.code}><th scope="row">{name(one.area)}</th><td>{number(one.opened)}</td><td>{number(one.closed)}</td><td>{number(one.open)}</td><td data-tone={one.overdue ? 'bad' : undefined}>{number(one.overdue)}</td></tr>)}</tbody>
    </table>
  );
}

export function ByUnit({ overview, most }: { overview: Overview; most: number }) {
  const t = useWords('overview');
  const name = useName();
  const number = useNumber();
  if (!overview.by_unit.length) return <p className={styles.none}>{t('none_yet')}</p>;
  return (
    <table className={styles.table}>
      <caption className="visually-hidden">{t('by_unit')}</caption>
      <thead><tr><th scope="col">{t('unit')}</th><th scope="col">{t('total.open')}</th><th scope="col">{t('total.overdue')}</th><th scope="col">{t('closed')}</th><th scope="col">{t('rate.on_time')}</th></tr></thead>
      <tbody>{overview.by_unit.slice(0, most).map((one) => (
        <tr key={one.unit.code}><th scope="row">{name(one.unit)}</th><td>{number(one.open)}</td><td data-tone={one.overdue ? 'bad' : undefined}>{number(one.overdue)}</td><td>{number(one.closed)}</td>
          <td title={`${one.on_time.numerator} / ${one.on_time.denominator}`}>{one.on_time.value === null ? '–' : `${(one.on_time.value * 100).toFixed(1)}%`}</td></tr>
      ))}</tbody>
    </table>
  );
}

/** The map's colours in words. */
export function Legend() {
  const t = useWords('overview');
  return <ul className={styles.legend} aria-label={t('legend')}><li data-tone="bad">{t('legend.bad')}</li><li data-tone="warn">{t('legend.warn')}</li><li data-tone="ink">{t('legend.ink')}</li></ul>;
}

export const useAsOf = () => { const language = useLanguage(); return (at: string) => new Intl.DateTimeFormat(language === 'en' ? 'en-GB' : 'zh-CN', { timeZone: 'Asia/Shanghai', hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' }).format(new Date(at)); };
