import { Segmented } from 'antd';
import { useMemo, useState } from 'react';
import type { Change } from '@/shared/documents/types';
import { useWords } from '@/shared/i18n';
import styles from './difference.module.css';

type What = Change['what'];
const STEP = 200;

/** Two versions side by side, change by change: new rows green, dropped ones red, changed cells amber with what stood there before. */
export default function TableDifference({ changes, onGo }: { changes: readonly Change[]; onGo?: (change: Change) => void }) {
  const t = useWords('tables');
  const [only, setOnly] = useState<What | 'all'>('all');
  const [most, setMost] = useState(STEP);
  const counts = useMemo(() => { const out = { added: 0, removed: 0, changed: 0, moved: 0 }; for (const one of changes) out[one.what] += 1; return out; }, [changes]);
  const shown = useMemo(() => changes.filter((one) => only === 'all' || one.what === only), [changes, only]);
  if (!changes.length) return <p className={styles.none}>{t('difference.none')}</p>;
  const kinds = (['added', 'removed', 'changed', 'moved'] as const).filter((one) => counts[one]);
  return (
    <section className={styles.difference} aria-label={t('difference.title')}>
      <header>
        <p>{t('difference.summary', { added: counts.added, removed: counts.removed, changed: counts.changed + counts.moved })}</p>
        {kinds.length > 1 && <Segmented size="small" value={only} onChange={(value) => { setOnly(value); setMost(STEP); }} aria-label={t('difference.filter')} options={[{ value: 'all' as const, label: t('difference.all') }, ...kinds.map((one) => ({ value: one, label: `${t(`difference.${one}`)} ${counts[one]}` }))]} />}
      </header>
      <ul>
        {shown.slice(0, most).map((one, i) => (
          <li key={`${one.what}-${one.row ?? ''}-${one.element ?? ''}-${i}`} data-what={one.what}>
            <div className={styles.head}>
              <b>{t(`difference.${one.what}`)}</b>
              {one.row ? onGo ? <button type="button" onClick={() => onGo(one)}>{t('row', { row: one.row })}</button> : <span>{t('row', { row: one.row })}</span> : null}
              {(one.name || one.element) && <span className={styles.name}>{one.name || one.element}</span>}
              {one.name && one.element && <small className="mono">{one.element}</small>}
            </div>
            {!!one.details?.length && (
              <dl>
                {one.details.map((detail) => (
                  <div key={detail.field}>
                    <dt>{t(`column.${detail.field}`, { defaultValue: detail.field })}</dt>
                    <dd>
                      {one.what !== 'added' && <del><span className="visually-hidden">{t('difference.before')} </span><Value of={detail.before} /></del>}
                      {one.what === 'changed' && <span aria-hidden="true">→</span>}
                      {one.what !== 'removed' && <ins><span className="visually-hidden">{t('difference.after')} </span><Value of={detail.after} /></ins>}
                    </dd>
                  </div>
                ))}
              </dl>
            )}
          </li>
        ))}
      </ul>
      {shown.length > most && <button type="button" className={styles.more} onClick={() => setMost((now) => now + STEP * 5)}>{t('and_more', { count: shown.length - most })}</button>}
    </section>
  );
}

function Value({ of }: { of: unknown }) {
  const t = useWords('tables');
  if (of === undefined || of === null || of === '') return <i>{t('difference.empty')}</i>;
  return <>{typeof of === 'string' ? of : JSON.stringify(of)}</>;
}
