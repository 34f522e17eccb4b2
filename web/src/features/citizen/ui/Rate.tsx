import { useState } from 'react';
import { useProblemText } from '@/shared/components/problemText';
import type { Schemas } from '@/shared/http/types';
import { useCodeWord, useWords } from '@/shared/i18n';
import { useRate, type Rating } from '../api/citizen';
import form from './form.module.css';
import styles from './track.module.css';

const FACES: Record<Rating['satisfaction'], string> = { satisfied: 'M14 25c3 5 17 5 20 0', basically: 'M15 28h18', unsatisfied: 'M14 31c3-5 17-5 20 0' };

export function Rate({ number, code }: { number: string; code: string }) {
  const t = useWords('citizen');
  const word = useCodeWord();
  const say = useProblemText();
  const rate = useRate(number, code);
  const [satisfaction, setSatisfaction] = useState<Rating['satisfaction'] | null>(null);
  const [solved, setSolved] = useState<boolean | null>(null);
  const [words, setWords] = useState('');
  const [asked, setAsked] = useState(false);
  const missing = satisfaction === null || solved === null;
  const send = () => {
    setAsked(true);
    if (satisfaction !== null && solved !== null) rate.mutate({ satisfaction, solved, ...(words.trim() ? { words: words.trim() } : {}) });
  };
  return (
    <form className={`${form.card} ${styles.ask}`} onSubmit={(event) => { event.preventDefault(); send(); }}>
      <h2 className={styles.next}>{t('rate.title')}</h2>
      <fieldset className={styles.group}>
        <legend>{t('rate.solved')}</legend>
        <div className={styles.choices}>
          {[true, false].map((yes) => <label key={String(yes)} className={styles.choice}><input type="radio" name="solved" checked={solved === yes} onChange={() => setSolved(yes)} />{yes ? t('rate.yes') : t('rate.no')}</label>)}
        </div>
      </fieldset>
      <fieldset className={styles.group}>
        <legend>{t('rate.satisfied')}</legend>
        <div className={styles.choices}>
          {(Object.keys(FACES) as Rating['satisfaction'][]).map((one) => (
            <label key={one} className={`${styles.choice} ${styles.face}`}>
              <input type="radio" name="satisfaction" checked={satisfaction === one} onChange={() => setSatisfaction(one)} />
              <svg viewBox="0 0 48 48" aria-hidden="true"><circle cx="24" cy="24" r="20" /><path d="M17 18v2M31 18v2" /><path d={FACES[one]} /></svg>{word('Satisfaction', one)}
            </label>
          ))}
        </div>
      </fieldset>
      <label htmlFor="rate-words" className={form.optional}>{t('rate.words')}</label>
      <textarea id="rate-words" className={form.text} style={{ minHeight: 72 }} value={words} maxLength={500} onChange={(event) => setWords(event.target.value)} />
      {asked && missing && <p className={form.error} role="alert">{t('rate.missing')}</p>}
      {rate.error && <p className={form.error} role="alert">{say(rate.error)}</p>}
      <div className={styles.actions}><button type="submit" className={form.primary} aria-disabled={rate.isPending}>{t('rate.send')}</button></div>
    </form>
  );
}

export function Rated({ rating }: { rating: Schemas['Rating'] }) {
  const t = useWords('citizen');
  const word = useCodeWord();
  return (
    <section className={form.card} role="status">
      <h2 className={styles.next}>{t('rated.title')}</h2>
      <p className={styles.replyText}>{word('Satisfaction', rating.satisfaction)} · {rating.solved ? t('rate.yes') : t('rate.no')}</p>
      {rating.words && <p className={form.quiet}>{rating.words}</p>}
    </section>
  );
}
