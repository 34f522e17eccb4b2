import { Link } from 'react-router-dom';
import type { Schemas } from '@/shared/http/types';
import { StageMark } from '@/shared/cases/Marks';
import { useName, useWords } from '@/shared/i18n';
import styles from './seat.module.css';

/** What this seat took in last: the newest is said aloud and stands out. */
export function Taken({ taken }: { taken: Schemas['IntakeOutcome'][] }) {
  const t = useWords('seat');
  const name = useName();
  const [newest, ...older] = taken;
  return (
    <div role="status" className={newest ? styles.taken : undefined}>
      {newest && (
        <p className={styles.newest}>
          <b>{t(`outcome.${newest.outcome}`)}</b> <Link to={`/cases/${newest.case.id}`}>{newest.case.number}</Link> <StageMark stage={newest.case.stage} />
          <span>{newest.outcome === 'answered' || newest.outcome === 'refused' ? '' : newest.case.unit ? t('went_to', { unit: name(newest.case.unit) }) : newest.case.queue ? t('went_to_dispatcher') : ''}</span>
        </p>
      )}
      {older.length > 0 && <p className={styles.older}>{t('before')} {older.map((one) => <Link key={one.report.id} to={`/cases/${one.case.id}`}>{one.case.number}</Link>)}</p>}
    </div>
  );
}
