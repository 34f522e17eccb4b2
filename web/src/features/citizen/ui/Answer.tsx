import { useState } from 'react';
import { useProblemText } from '@/shared/components/problemText';
import { useWords } from '@/shared/i18n';
import { useReply } from '../api/citizen';
import form from './form.module.css';
import styles from './track.module.css';

/** The handling unit asked something; the answer goes straight to it. */
export function Answer({ number, code, question }: { number: string; code: string; question: string }) {
  const t = useWords('citizen');
  const say = useProblemText();
  const reply = useReply(number, code);
  const [text, setText] = useState('');
  return (
    <form className={`${form.card} ${styles.ask}`} onSubmit={(event) => { event.preventDefault(); if (text.trim()) reply.mutate(text.trim()); }}>
      <h2 className={styles.next}>{t('answer.title')}</h2>
      <p className={styles.replyText}>{question}</p>
      <label htmlFor="answer" className={form.optional}>{t('answer.yours')}</label>
      <textarea id="answer" className={form.text} value={text} maxLength={2000} onChange={(event) => setText(event.target.value)} />
      {reply.error && <p className={form.error} role="alert">{say(reply.error)}</p>}
      <div className={styles.actions}><button type="submit" className={form.primary} aria-disabled={reply.isPending || !text.trim()}>{t('answer.send')}</button></div>
    </form>
  );
}
