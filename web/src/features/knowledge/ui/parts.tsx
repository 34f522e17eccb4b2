import { useWords } from '@/shared/i18n';
import type { Item, State } from '../api/knowledge';
import styles from './knowledge.module.css';

const TONE: Record<State, string | undefined> = { draft: styles.calm, in_review: styles.warn, in_force: styles.good, review_due: styles.bad, retired: styles.calm };

export function StateMark({ state }: { state: State }) {
  const t = useWords('knowledge');
  return <span className={`${styles.mark} ${TONE[state]}`}>{t(`state.${state}`)}</span>;
}

/** A draft beside the version in force. */
export function DraftMark({ item }: { item: Item }) {
  const t = useWords('knowledge');
  if (!item.draft_state || item.state === item.draft_state) return null;
  return <span className={`${styles.mark} ${styles.warn}`}>{t(item.draft_state === 'draft' ? 'has_draft' : 'has_review')}</span>;
}
