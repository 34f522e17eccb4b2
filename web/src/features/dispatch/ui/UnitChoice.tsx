import { Confidence } from '@/shared/components/Confidence';
import type { Schemas } from '@/shared/http/types';
import { useName, useWords } from '@/shared/i18n';
import type { Otherwise } from '../api/dispatch';
import styles from './dispatch.module.css';

interface Props {
  guess: Schemas['UnitGuess'] | null; chosen: string | undefined; chosenName: string | undefined; busy: boolean; otherwise: Otherwise | null;
  units: { value: string; label: string }[]; onPick: (unit: string | undefined) => void;
}

/** The unit the duty list names, why, and what would have been taken otherwise. */
export function UnitChoice({ guess, chosen, chosenName, busy, otherwise, units, onPick }: Props) {
  const t = useWords('dispatch');
  const name = useName();
  const other = otherwise && otherwise.unit !== guess?.unit.code ? units.find((one) => one.value === otherwise.unit) : undefined;
  const reason = guess?.reason;
  return (
    <div className={styles.unit} aria-busy={busy}>
      {chosen && chosen !== guess?.unit.code && <p className={styles.unitName}>{chosenName} <span className={styles.byPerson}>{t('by_you')}</span></p>}
      {guess ? (
        <div className={chosen && chosen !== guess.unit.code ? styles.faded : undefined}>
          <p className={styles.unitName}>{name(guess.unit)} <Confidence value={guess.confidence} /></p>
          {reason && <p className={styles.reason}>{t(`basis.${reason.basis}`, { row: reason.duty_row ?? '–' })}{reason.condition ? ` · ${t('condition', { condition: reason.condition })}` : ''}{reason.legal_basis ? ` · ${reason.legal_basis}` : ''}</p>}
          {guess.assist.length > 0 && <p className={styles.reason}>{t('assist')}: {guess.assist.map(name).join(', ')}</p>}
        </div>
      ) : !chosen && <p className={styles.quiet}>{busy ? t('unit_asking') : t('unit_none')}</p>}
      {chosen && guess && chosen !== guess.unit.code && <button type="button" className={styles.textButton} onClick={() => onPick(undefined)}>{t('follow')}</button>}
      {other && chosen !== other.value && (
        <p className={styles.reason}>{t('otherwise')} <button type="button" className={styles.textButton} onClick={() => onPick(other.value)}>{other.label}</button>{otherwise?.row ? ` · ${t('row', { row: otherwise.row })}` : ''}</p>
      )}
    </div>
  );
}
