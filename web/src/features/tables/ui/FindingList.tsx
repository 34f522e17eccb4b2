import { useState } from 'react';
import { useWords } from '@/shared/i18n';
import type { Finding } from '../api/marks';
import styles from './tables.module.css';

const MOST = 200;

/** What is wrong, in sentences; each row named leads there. Closed at first, as the rows carry their marks, unless a gap waits to be given a row. */
export function FindingList({ findings, say, numberOf, go, fill }: { findings: readonly Finding[]; say: (finding: Finding) => string; numberOf: (row: number) => number; go: (row: number) => void; fill?: (finding: Finding) => void }) {
  const t = useWords('tables');
  const [chosen, setChosen] = useState<boolean | null>(null);
  const open = chosen ?? (!!fill && findings.some((one) => one.kind === 'no_lead'));
  if (!findings.length) return null;
  const bad = findings.filter((one) => one.tone === 'bad').length;
  return (
    <section className={styles.findings} aria-label={t('findings')}>
      <button type="button" className={styles.findingsHead} aria-expanded={open} onClick={() => setChosen(!open)}><b>{t('findings')}</b>{bad > 0 && <span data-tone="bad">{t('findings_bad', { count: bad })}</span>}{findings.length > bad && <span data-tone="warn">{t('findings_warn', { count: findings.length - bad })}</span>}</button>
      {open && (
        <ul tabIndex={0} aria-label={t('findings')}>
          {findings.slice(0, MOST).map((one) => (
            <li key={one.key} data-tone={one.tone}><span>{say(one)}</span>{one.rows.map((row) => <button key={row} type="button" onClick={() => go(row)}>{t('row', { row: numberOf(row) })}</button>)}{fill && one.kind === 'no_lead' && <button type="button" onClick={() => fill(one)}>{t('fill_gap')}</button>}</li>
          ))}
          {findings.length > MOST && <li>{t('and_more', { count: findings.length - MOST })}</li>}
        </ul>
      )}
    </section>
  );
}
