import { useCodeWord, useLanguage, useName, useWords } from '@/shared/i18n';
import { UrgencyMark } from '@/shared/cases/Marks';
import type { Schemas } from '@/shared/http/types';
import type { Where } from './PlacePicker';
import styles from './form.module.css';

interface Props { advice: Schemas['PublicAdvice'] | undefined; busy: boolean; written: boolean; where: Where }

/** What the city understood so far, in plain words; changes while the citizen types. */
export function Understood({ advice, busy, written, where }: Props) {
  const t = useWords('citizen');
  const name = useName();
  const word = useCodeWord();
  const language = useLanguage();
  const shown = written ? advice : undefined;
  const best = shown?.matters[0];
  const place = where.placeText || where.text || shown?.places[0]?.place.text;
  return (
    <section className={`${styles.card} ${styles.understood}`} aria-live="polite" aria-busy={busy}>
      <h2>{t('understood')}</h2>
      {!shown ? <p className={styles.quiet}>{t('understood.waiting')}</p> : (
        <dl className={styles.facts}>
          <div><dt>{t('understood.matter')}</dt><dd>{best && shown.matter_sure ? name(best.matter) : t('understood.matter_unsure')}
            {best && shown.matter_sure && language === 'zh' && <small>{best.matter.path.join(' / ')}</small>}
            {best && !shown.matter_sure && <small>{t('understood.maybe', { matters: shown.matters.slice(0, 2).map((one) => name(one.matter)).join(t('understood.or')) })}</small>}</dd></div>
          <div><dt>{t('understood.kind')}</dt><dd>{word('RequestKind', shown.kind)} {shown.urgency !== 'ordinary' && <UrgencyMark urgency={shown.urgency} />}</dd></div>
          <div><dt>{t('understood.place')}</dt><dd>{place ?? <span className={styles.quiet}>{t('understood.place_unknown')}</span>}</dd></div>
          {shown.unit && shown.matter_sure && <div><dt>{t('understood.unit')}</dt><dd>{name(shown.unit)}</dd></div>}
        </dl>
      )}
    </section>
  );
}

/** Loud on purpose: a city page must not stand between somebody and help. */
export function EmergencyNote() {
  const t = useWords('citizen');
  return (
    <div className={styles.alarm} role="alert">
      <p>{t('alarm')}</p>
      <a href="tel:110">110</a><a href="tel:119">119</a><a href="tel:120">120</a>
    </div>
  );
}
