import { useWords } from '@/shared/i18n';
import { PERIODS, type Period } from '../api/overview';
import styles from './overview.module.css';

export function PeriodSwitch({ value, onChange }: { value: Period; onChange: (period: Period) => void }) {
  const t = useWords('overview');
  return (
    <div className={styles.periods} role="group" aria-label={t('period')}>
      {PERIODS.map((period) => <button key={period} type="button" aria-pressed={period === value} onClick={() => onChange(period)}>{t(`period.${period}`)}</button>)}
    </div>
  );
}
