import { useMemo } from 'react';
import { Panel } from '@/shared/components/Panel';
import { Empty, Loaded } from '@/shared/components/States';
import { useCodeWord, useName, useWords } from '@/shared/i18n';
import { callsBy } from '../api/figures';
import { useCalls, type Call } from '../api/models';
import styles from './models.module.css';

/** Who asked which model how often in the last thirty days. */
export function CallsPane() {
  const t = useWords('models');
  const query = useCalls();
  return <Loaded query={query}>{(of) => (of.items.length ? <Counts calls={of.items} total={of.total} /> : <Empty title={t('no_calls')} hint={t('no_calls_hint')} />)}</Loaded>;
}

function Counts({ calls, total }: { calls: Call[]; total: number }) {
  const t = useWords('models');
  const name = useName();
  const word = useCodeWord();
  const sides = useMemo(() => [
    { title: t('by_model'), rows: callsBy(calls, (one) => (one.model ? t('model', { id: one.model }) : one.version)) },
    { title: t('by_unit'), rows: callsBy(calls, (one) => (one.unit ? name(one.unit) : t('nobody'))) },
    { title: t('by_channel'), rows: callsBy(calls, (one) => (one.channel === 'advice' ? t('advice') : word('Channel', one.channel))) },
    { title: t('by_day'), rows: callsBy(calls, (one) => one.day).sort((a, b) => b.key.localeCompare(a.key)).slice(0, 14) },
  ], [calls, name, t, word]);
  return (
    <>
      <p className={styles.policy}>{t('calls_total', { count: total })}</p>
      <div className={styles.counts}>
        {sides.map((side) => {
          const most = Math.max(...side.rows.map((row) => row.count), 1);
          return (
            <Panel key={side.title} title={side.title} tight>
              <ul className={styles.bars}>{side.rows.slice(0, 14).map((row) => <li key={row.key}><span>{row.key}</span><b>{row.count}</b><i aria-hidden="true" style={{ width: `${Math.max(2, (100 * row.count) / most)}%` }} /></li>)}</ul>
            </Panel>
          );
        })}
      </div>
    </>
  );
}
