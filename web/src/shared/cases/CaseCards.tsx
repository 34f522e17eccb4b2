import type { ReactNode } from 'react';
import type { CaseItem } from '@/shared/http/types';
import { useLanguage, useName } from '@/shared/i18n';
import { shortTime } from '@/shared/time/format';
import { ClockMark, RehearsalMark, StageMark, UrgencyMark } from './Marks';
import styles from './caseTable.module.css';

/** The same list for a phone held in one hand. */
export function CaseCards({ items, onOpen, actions }: { items: readonly CaseItem[]; onOpen: (item: CaseItem) => void; actions?: (item: CaseItem) => ReactNode }) {
  const name = useName();
  const language = useLanguage();
  return (
    <ul className={styles.cards}>
      {items.map((item) => (
        <li key={item.id}>
          <button type="button" className={styles.card} onClick={() => onOpen(item)}>
            <span className={styles.cardTop}><StageMark stage={item.stage} /><UrgencyMark urgency={item.urgency} />{item.rehearsal && <RehearsalMark />}<ClockMark clock={item.clock} suspended={item.suspended} /></span>
            <span className={styles.cardTitle}>{item.title}</span>
            <span className={styles.cardLow}>{item.place.text ?? '–'}</span>
            <span className={styles.cardLow}>{item.matter ? name(item.matter) : '–'} · {shortTime(item.opened_at, language)} · <span className={styles.number}>{item.number}</span></span>
          </button>
          {actions && <div className={styles.cardActions}>{actions(item)}</div>}
        </li>
      ))}
    </ul>
  );
}
