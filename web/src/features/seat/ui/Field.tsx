import type { ReactNode } from 'react';
import { Confidence } from '@/shared/components/Confidence';
import { useCodeWord, useName, useWords } from '@/shared/i18n';
import type { CallField, CallFields } from '../api/call';
import { useWhen } from './useWhen';
import { useCallForm } from './callForm';
import styles from './seat.module.css';

interface Props {
  id: string; label: string; children: ReactNode;
  /** How sure the advice is that filled it; absent when the agent chose or nothing did. */
  confidence?: number;
  /** The agent chose: offers to follow the advice again. */
  onFollow?: () => void;
  wide?: boolean;
  /** What of a running call fills it. */
  of?: CallField;
}

/** A labelled field that says whether a person or the engine filled it. During a call, pointing at it lights up where it was said. */
export function Field({ id, label, children, confidence, onFollow, wide, of }: Props) {
  const t = useWords('seat');
  const call = useCallForm();
  const heard = call && of ? call.fields[of] : null;
  const machine = useSpoken(heard, of);
  const point = call && of ? {
    onMouseEnter: () => call.point(of, 'mouse'), onMouseLeave: () => call.point(null, 'mouse'), onFocus: () => call.point(of, 'focus'), onBlur: () => call.point(null, 'focus'),
  } : {};
  return (
    <div className={`${styles.field} ${wide ? styles.wide : ''} ${call && of && call.changed.has(of) ? styles.flash : ''} ${heard?.said.length ? styles.heard : ''}`} data-field={of} {...point}>
      <div className={styles.fieldHead}>
        <label htmlFor={id}>{label}</label>
        {heard?.by ? <span className={styles.yours}>{t('yours')}</span> : heard ? <Confidence value={heard.confidence} /> : confidence !== undefined && <Confidence value={confidence} />}
        {heard?.by && of ? <button type="button" className={styles.follow} onClick={() => call?.undo(of)}>{machine ? t('undo_to', { value: machine }) : t('follow')}</button>
          : !heard && onFollow && <button type="button" className={styles.follow} onClick={onFollow}>{t('follow')}</button>}
      </div>
      {children}
    </div>
  );
}

const LONGEST = 24;

/** What the machine would put in, in short words. */
function useSpoken(field: CallFields[CallField], of: CallField | undefined): string {
  const t = useWords('seat');
  const name = useName();
  const word = useCodeWord();
  const when = useWhen();
  const value = field?.machine;
  if (value === null || value === undefined) return '';
  if (Array.isArray(value)) return name(value[0]);
  if (typeof value === 'boolean') return t(value ? 'yes' : 'no');
  const text = of === 'kind' ? word('RequestKind', value) : of === 'happened_at' ? when(value) : value;
  return Array.from(text).length > LONGEST ? `${Array.from(text).slice(0, LONGEST).join('')}…` : text;
}
