import { useState } from 'react';
import { useMutation } from '@tanstack/react-query';
import { post } from '@/shared/http/client';
import type { Schemas } from '@/shared/http/types';
import { useLanguage, useWords } from '@/shared/i18n';
import styles from './form.module.css';

interface Props { articles: readonly Schemas['AdviceArticle'][]; onDone: () => void }

/** What the city already knows about it. Whoever finds the answer here need not report; whoever does not goes on. */
export function Answers({ articles, onDone }: Props) {
  const t = useWords('citizen');
  const language = useLanguage();
  const [voted, setVoted] = useState<Record<number, boolean>>({});
  const vote = useMutation({ mutationFn: ({ id, helped }: { id: number; helped: boolean }) => post<void>(`/public/knowledge/${id}/helpful`, { helped, no_report: helped }) });
  const say = (id: number, helped: boolean) => { setVoted((now) => ({ ...now, [id]: helped })); vote.mutate({ id, helped }); };
  if (!articles.length) return null;
  return (
    <section className={`${styles.card} ${styles.answers}`} aria-live="polite">
      <h2>{t('answers')}</h2>
      {articles.map((one, i) => (
        <details key={one.id} open={i === 0}>
          <summary>{language === 'en' && one.title_en ? one.title_en : one.title}</summary>
          <p className={styles.answerText} lang="zh-CN" tabIndex={0}>{one.answer}</p>
          {voted[one.id] === undefined ? (
            <p className={styles.helped}><span>{t('answers.helped')}</span><button type="button" className={styles.tool} onClick={() => say(one.id, true)}>{t('answers.yes')}</button><button type="button" className={styles.tool} onClick={() => say(one.id, false)}>{t('answers.no')}</button></p>
          ) : <p className={styles.helped} role="status"><span>{t(voted[one.id] ? 'answers.thanks' : 'answers.noted')}</span>{voted[one.id] && <button type="button" className={styles.tool} onClick={onDone}>{t('answers.again')}</button>}</p>}
        </details>
      ))}
    </section>
  );
}
