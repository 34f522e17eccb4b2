import { Button } from 'antd';
import { Link } from 'react-router-dom';
import { Confidence } from '@/shared/components/Confidence';
import { Panel } from '@/shared/components/Panel';
import type { Schemas } from '@/shared/http/types';
import { useLanguage, useName, useWords } from '@/shared/i18n';
import styles from './seat.module.css';

/** What the knowledge base answers to what was said; one press answers the caller with it. */
export function Articles({ articles, onAnswer }: { articles: readonly Schemas['AdviceArticle'][]; onAnswer: (answer: string, article: string) => void }) {
  const t = useWords('seat');
  const name = useName();
  const language = useLanguage();
  if (!articles.length) return null;
  return (
    <Panel title={t('articles')} tight>
      {articles.map((one, i) => (
        <details key={one.id} className={styles.article} open={i === 0}>
          <summary><span className={styles.articleTitle}>{language === 'en' && one.title_en ? one.title_en : one.title}</span><Confidence value={one.probability} /></summary>
          <p className={styles.articleAnswer}>{one.answer}</p>
          <p className={styles.articleLow}>{one.unit && <span>{name(one.unit)}</span>}<Link to={`/knowledge/${one.id}`}>{t('article_open')}</Link><Button size="small" onClick={() => onAnswer(one.answer, `${one.id}@${one.version}`)}>{t('article_answer')}</Button></p>
        </details>
      ))}
    </Panel>
  );
}
