import { Button } from 'antd';
import { useRelated } from '@/shared/cases/api';
import { Likeness } from '@/shared/cases/Likeness';
import { CaseRow } from '@/shared/cases/CaseRow';
import { Panel } from '@/shared/components/Panel';
import type { Case, Schemas } from '@/shared/http/types';
import { useCodeWord, useWords } from '@/shared/i18n';
import styles from './case.module.css';

const OPEN: readonly Schemas['Stage'][] = ['received', 'dispatched', 'accepted', 'handling'];

/** Cases that may be the same thing, how likely and why. */
export function Related({ of, onMerge }: { of: Case; onMerge?: (into: number) => void }) {
  const t = useWords('cases');
  const word = useCodeWord();
  const { data } = useRelated(of.id);
  const related = data ?? of.duplicates;
  return (
    <Panel title={t('related')} tight className={styles.noPrint}>
      {!related.length && <p className={styles.none}>{t('related_none')}</p>}
      {related.slice(0, 6).map((one) => (
        <div key={one.case.id} className={styles.related}>
          <CaseRow item={one.case} end={onMerge && OPEN.includes(one.case.stage) && <Button size="small" onClick={() => onMerge(one.case.id)} aria-label={t('merge_into', { number: one.case.number })}>{t('merge')}</Button>} />
          <p className={styles.why}><b>{word('DuplicateKind', one.kind)} {Math.round(one.probability * 100)}%</b><Likeness evidence={one.evidence} /></p>
        </div>
      ))}
    </Panel>
  );
}
