import { useWords } from '@/shared/i18n';
import { better, change, RATES, type Overview, type RateName } from '../api/overview';
import { useNumber } from './Bars';
import styles from './overview.module.css';

/** Rates with what they are made of; nothing is shown where nothing was counted. */
export function Rates({ rates, names = RATES, pairs }: { rates: Overview['rates']; names?: readonly RateName[]; /** Two beside each other, where room is short. */ pairs?: boolean }) {
  const t = useWords('overview');
  const number = useNumber();
  return (
    <ul className={`${styles.rates} ${pairs ? styles.pairs : ''}`} aria-label={t('rates')}>
      {names.map((name) => {
        const share = rates[name];
        const by = change(share);
        return (
          <li key={name} title={t(`rate_how.${name}`)}>
            <span className={styles.rateName}>{t(`rate.${name}`)}</span>
            <b>{share.value === null ? '–' : `${(share.value * 100).toFixed(1)}%`}</b>
            <span className={styles.rateLow}>
              <span>{share.denominator ? `${number(share.numerator)} / ${number(share.denominator)}` : t('nothing_counted')}</span>
              {by !== null && by !== 0 && <span data-good={better(name, by)} title={t('against_before')}>{by > 0 ? '▲' : '▼'} {Math.abs(by).toFixed(1)}</span>}
            </span>
            <i className={styles.rateBar} aria-hidden="true"><i style={{ width: `${(share.value ?? 0) * 100}%` }} /></i>
          </li>
        );
      })}
    </ul>
  );
}
