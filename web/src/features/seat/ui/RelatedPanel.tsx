import { Button } from 'antd';
import { CaseRow } from '@/shared/cases/CaseRow';
import { Likeness } from '@/shared/cases/Likeness';
import { Panel } from '@/shared/components/Panel';
import type { Schemas } from '@/shared/http/types';
import { useCodeWord, useWords } from '@/shared/i18n';
import styles from './seat.module.css';

/** Open cases that may be the same thing; one key joins the caller to one of them. */
export function RelatedPanel({ related, onJoin, busy }: { related: Schemas['Related'][]; onJoin: (index: number) => void; busy: boolean }) {
  const t = useWords('seat');
  const word = useCodeWord();
  if (!related.length) return null;
  return (
    <Panel title={t('related', { count: related.length })} tight>
      {related.slice(0, 5).map((one, i) => (
        <div key={one.case.id} className={styles.related}>
          <CaseRow item={one.case} end={<Button size="small" disabled={busy} onClick={() => onJoin(i)} aria-label={t('join_this', { number: one.case.number })}>{t('join')}{i < 3 && <kbd>Alt {i + 1}</kbd>}</Button>} />
          <p className={styles.why}><b>{word('DuplicateKind', one.kind)} {Math.round(one.probability * 100)}%</b><Likeness evidence={one.evidence} /></p>
        </div>
      ))}
    </Panel>
  );
}
