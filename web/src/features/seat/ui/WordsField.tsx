import { useRef, type RefObject } from 'react';
import { Marked, type Span } from '@/shared/components/Mark';
import type { Advice } from '@/shared/http/types';
import { useWords } from '@/shared/i18n';
import styles from './seat.module.css';

const MOST = 20000;

interface Props { value: string; advice: Advice | undefined; onChange: (text: string) => void; field: RefObject<HTMLTextAreaElement>; busy: boolean; /** The agent's own words stand instead of those a call made: offers those again. */ onFollow?: () => void }

/** The one text the agent types. Under it lies the same text with the words the advice rests on underlined. */
export function WordsField({ value, advice, onChange, field, busy, onFollow }: Props) {
  const t = useWords('seat');
  const mirror = useRef<HTMLDivElement>(null);
  const spans: Span[] = [
    ...(advice?.urgency_evidence ?? []).map((one) => ({ ...one, tone: 'urgency' as const })),
    ...(advice?.places[0]?.evidence ?? []).map((one) => ({ ...one, tone: 'place' as const })),
    ...(advice?.matters[0]?.evidence ?? []).map((one) => ({ ...one, tone: 'matter' as const })),
  ];
  return (
    <div className={styles.wordsBox}>
      <div className={styles.fieldHead}>
        <label htmlFor="words">{t('words')}</label>
        {onFollow && <><span className={styles.yours}>{t('yours')}</span><button type="button" className={styles.follow} onClick={onFollow}>{t('words_follow')}</button></>}
        <span className={styles.legend} aria-hidden="true"><mark className="evidence">{t('legend_matter')}</mark><mark className="evidence" data-tone="place">{t('legend_place')}</mark><mark className="evidence" data-tone="urgency">{t('legend_urgency')}</mark></span>
        <span className={`${styles.thinking} ${busy ? styles.on : ''}`} role="status">{busy ? t('thinking') : ''}</span>
      </div>
      <div className={styles.stack}>
        <div ref={mirror} className={styles.mirror} aria-hidden="true"><Marked text={value} spans={spans} />{'\n'}</div>
        <textarea id="words" ref={field} className={styles.words} value={value} maxLength={MOST} placeholder={t('words_placeholder')} spellCheck={false}
          onChange={(event) => onChange(event.target.value)} onScroll={(event) => { if (mirror.current) mirror.current.scrollTop = event.currentTarget.scrollTop; }} />
      </div>
    </div>
  );
}
