import { useState } from 'react';
import { Panel } from '@/shared/components/Panel';
import { Failed, Loading } from '@/shared/components/States';
import { useLanguage, useWords } from '@/shared/i18n';
import { dayTime } from '@/shared/time/format';
import { useDifference, useVersions, type Article } from '../api/knowledge';
import styles from './knowledge.module.css';

const FIELDS = new Set(['title', 'title_en', 'questions', 'keywords', 'answer', 'notes', 'unit', 'matters', 'areas', 'public', 'valid_from', 'valid_to', 'review_on']);

/** All versions of an article, each with what it changed. */
export function Versions({ of }: { of: Article }) {
  const t = useWords('knowledge');
  const language = useLanguage();
  const query = useVersions(of.item.id);
  const [shown, setShown] = useState<number | null>(null);
  const versions = query.data ?? [];
  return (
    <Panel title={t('versions')} tight>
      {query.isPending && <Loading rows={2} />}
      <ol className={styles.versions}>
        {versions.map((one, i) => (
          <li key={one.version}>
            <p><b>{t('version_nth', { n: one.version })}</b> <span className={styles.mark}>{t(`version.${one.state}`)}</span> <span>{one.author?.name ?? t('from_city')} · {dayTime(one.made_at, language)}</span>
              {i < versions.length - 1 && <button type="button" aria-expanded={shown === one.version} onClick={() => setShown(shown === one.version ? null : one.version)}>{t('what_changed')}</button>}</p>
            {one.note && <p className={styles.low}>{one.note}</p>}
            {shown === one.version && <Changed id={of.item.id} from={versions[i + 1]?.version ?? one.version} to={one.version} />}
          </li>
        ))}
      </ol>
    </Panel>
  );
}

function Changed({ id, from, to }: { id: number; from: number; to: number }) {
  const t = useWords('knowledge');
  const query = useDifference(id, from, to);
  if (query.error) return <Failed error={query.error} retry={() => void query.refetch()} />;
  if (!query.data) return <Loading rows={2} />;
  if (!query.data.fields.length) return <p className={styles.low}>{t('nothing_changed')}</p>;
  return (
    <dl className={styles.difference}>
      {query.data.fields.map((one) => (
        <div key={one.field}>
          <dt>{FIELDS.has(one.field) ? t(`field.${one.field}`) : one.field}</dt>
          <dd>{one.pieces.map((piece, i) => (piece.change === 'new' ? <ins key={i}>{piece.text}</ins> : piece.change === 'gone' ? <del key={i}>{piece.text}</del> : <span key={i}>{piece.text}</span>))}</dd>
        </div>
      ))}
    </dl>
  );
}
