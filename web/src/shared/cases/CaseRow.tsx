import type { ReactNode } from 'react';
import { Link } from 'react-router-dom';
import type { CaseItem } from '@/shared/http/types';
import { useLanguage, useName } from '@/shared/i18n';
import { shortTime } from '@/shared/time/format';
import { ClockMark, RehearsalMark, StageMark, UrgencyMark } from './Marks';
import styles from './caseRow.module.css';

/** A case in two dense lines, for side lists; `end` holds actions. Tables make their own columns. */
export function CaseRow({ item, end, to }: { item: CaseItem; end?: ReactNode; to?: string }) {
  const name = useName();
  const language = useLanguage();
  return (
    <div className={styles.row}>
      <div className={styles.main}>
        <div className={styles.top}>
          <StageMark stage={item.stage} /><UrgencyMark urgency={item.urgency} />
          <Link to={to ?? `/cases/${item.id}`} className={styles.title} title={item.title}>{item.title}</Link>
        </div>
        <div className={styles.low}>
          <span className={styles.number}>{item.number}</span>
          {item.matter && <span>{name(item.matter)}</span>}
          {item.unit && <span>{name(item.unit)}</span>}
          <span>{shortTime(item.opened_at, language)}</span>
          {item.clock && <ClockMark clock={item.clock} suspended={item.suspended} />}
          {item.rehearsal && <RehearsalMark />}
        </div>
      </div>
      {end && <div className={styles.end}>{end}</div>}
    </div>
  );
}
