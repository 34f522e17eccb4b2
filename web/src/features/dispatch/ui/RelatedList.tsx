import { Button } from 'antd';
import { CaseRow } from '@/shared/cases/CaseRow';
import { Panel } from '@/shared/components/Panel';
import type { Schemas } from '@/shared/http/types';
import { useCodeWord, useWords } from '@/shared/i18n';
import styles from './dispatch.module.css';

interface Props { related: Schemas['Related'][]; busy: boolean; mayMerge: boolean; onMerge: (into: number, number: string) => void }

const OPEN: readonly Schemas['Stage'][] = ['received', 'dispatched', 'accepted', 'handling'];

/** Cases that may be the same thing. */
export function RelatedList({ related, busy, mayMerge, onMerge }: Props) {
  const t = useWords('dispatch');
  const word = useCodeWord();
  return (
    <Panel title={t('related')} tight>
      {related.length === 0 && <p className={styles.none}>{t('related_none')}</p>}
      {related.slice(0, 5).map((one) => (
        <div key={one.case.id} className={styles.related}>
          <CaseRow item={one.case} end={mayMerge && OPEN.includes(one.case.stage) && <Button size="small" disabled={busy} onClick={() => onMerge(one.case.id, one.case.number)} aria-label={t('merge_into', { number: one.case.number })}>{t('merge')}</Button>} />
          <p className={styles.relatedWhy}><b>{word('DuplicateKind', one.kind)} {Math.round(one.probability * 100)}%</b></p>
        </div>
      ))}
    </Panel>
  );
}
