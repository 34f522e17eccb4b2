import { useState } from 'react';
import { useWords } from '@/shared/i18n';
import type { Proven } from '../api/proven';
import styles from './rules.module.css';

/** Gaps with a concrete example, rows that fight, rows nothing reaches. A gap can be given a rule of its own at once. */
export function ProofList({ found, go, fill }: { found: readonly Proven[]; go: (row: number) => void; fill?: (example: Record<string, unknown>) => void }) {
  const t = useWords('rules');
  const [open, setOpen] = useState(true);
  if (!found.length) return null;
  return (
    <section className={styles.proofs} aria-label={t('proofs')}>
      <button type="button" className={styles.proofsHead} aria-expanded={open} onClick={() => setOpen((was) => !was)}><b>{t('proofs')}</b><span>{t('proofs_count', { count: found.length })}</span></button>
      {open && (
        <ul tabIndex={0} aria-label={t('proofs')}>
          {found.slice(0, 200).map((one) => (
            <li key={one.key} data-tone={one.tone}>
              <span>{t(`proof.${one.kind}`, { rows: one.rows.map((row) => row + 1).join(t('comma')), defaultValue: one.text })}</span>
              {Object.keys(one.example ?? {}).length > 0 && <code>{Object.entries(one.example ?? {}).map(([key, value]) => `${key} = ${typeof value === 'string' ? value : JSON.stringify(value)}`).join(t('comma'))}</code>}
              {one.rows.map((row) => <button type="button" key={row} onClick={() => go(row)}>{t('row', { row: row + 1 })}</button>)}
              {one.kind === 'gap' && fill && <button type="button" onClick={() => fill(one.example ?? {})}>{t('fill_gap')}</button>}
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
