import type { Clock, Schemas } from '@/shared/http/types';
import { useCodeWord, useLanguage, useWords } from '@/shared/i18n';
import { fullTime } from '@/shared/time/format';
import { useLength } from '@/shared/time/useLength';
import { useNow } from '@/shared/time/useNow';
import styles from './marks.module.css';

type Stage = Schemas['Stage'];
const tone: Record<Stage, string | undefined> = {
  received: styles.warn, dispatched: styles.ink, accepted: styles.ink, handling: styles.ink, resolved: styles.good, called_back: styles.good,
  closed: styles.calm, answered: styles.calm, refused: styles.calm, merged: styles.calm,
};

export function StageMark({ stage }: { stage: Stage }) {
  const word = useCodeWord();
  return <span className={`${styles.mark} ${tone[stage]}`}>{word('Stage', stage)}</span>;
}

/** Ordinary urgency is not shown: only what stands out. */
export function UrgencyMark({ urgency, always }: { urgency: Schemas['Urgency']; always?: boolean }) {
  const word = useCodeWord();
  if (urgency === 'ordinary' && !always) return null;
  const look = urgency === 'ordinary' ? styles.calm : urgency === 'pressing' ? styles.warn : urgency === 'urgent' ? styles.bad : styles.alarm;
  return <span className={`${styles.mark} ${look}`}>{word('Urgency', urgency)}</span>;
}

export function CardMark({ card }: { card: Schemas['Card'] }) {
  const word = useCodeWord();
  return <span className={`${styles.mark} ${card === 'red' ? styles.alarm : card === 'yellow' ? styles.warn : styles.calm}`}>{word('Card', card)}</span>;
}

export function RehearsalMark() {
  const t = useWords('shared');
  return <span className={`${styles.mark} ${styles.rehearsal}`} title={t('rehearsal_hint')}>{t('rehearsal')}</span>;
}

/** A running clock that counts by itself: what is left, or by how much it is over. */
export function ClockMark({ clock, suspended, kind }: { clock: Clock | null; suspended?: boolean; kind?: boolean }) {
  const t = useWords('shared');
  const word = useCodeWord();
  const language = useLanguage();
  const length = useLength();
  const now = useNow();
  if (!clock) return <span className={styles.none} aria-label={t('clock_none')}>–</span>;
  const label = kind ? `${word('ClockKind', clock.kind)} ` : '';
  if (suspended) return <span className={`${styles.clock} ${styles.textCalm}`}>{label}{t('clock_stopped')}</span>;
  if (clock.state === 'met' || clock.state === 'missed' || clock.state === 'cancelled') {
    return <span className={`${styles.clock} ${clock.state === 'missed' ? styles.textBad : styles.textCalm}`}>{label}{word('ClockState', clock.state)}</span>;
  }
  const left = (Date.parse(clock.due_at) - now) / 1000;
  const state = left < 0 ? 'overdue' : clock.state === 'near' || left < clock.total_s * 0.2 ? 'near' : 'running';
  const look = state === 'overdue' ? styles.textBad : state === 'near' ? styles.textWarn : styles.textCalm;
  return (
    <span className={`${styles.clock} ${look}`} title={`${word('ClockKind', clock.kind)} · ${fullTime(clock.due_at, language)}`}>
      <svg width="14" height="14" viewBox="0 0 14 14" aria-hidden="true" className={styles.ring}>
        <circle cx="7" cy="7" r="5.5" fill="none" stroke="currentColor" strokeOpacity=".22" strokeWidth="2" />
        <circle cx="7" cy="7" r="5.5" fill="none" stroke="currentColor" strokeWidth="2" strokeLinecap="round"
          strokeDasharray={`${Math.max(0, Math.min(1, clock.total_s ? left / clock.total_s : 0)) * 34.6} 34.6`} transform="rotate(-90 7 7)" />
      </svg>
      {label}{left < 0 ? t('clock_over', { length: length(left) }) : t('clock_left', { length: length(left) })}
    </span>
  );
}
