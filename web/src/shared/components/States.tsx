import type { ReactNode } from 'react';
import { useWords } from '@/shared/i18n';
import { isProblem, type ProblemError } from '@/shared/http/problem';
import { useProblemText } from './problemText';
import styles from './states.module.css';

/** Nothing to show, said kindly; `action` may lead on; `page` when this is all the page has, so that it carries the page's heading. */
export function Empty({ title, hint, action, page }: { title: ReactNode; hint?: ReactNode; action?: ReactNode; page?: boolean }) {
  const Title = page ? 'h1' : 'p';
  return (
    <div className={styles.state}>
      <svg width="56" height="40" viewBox="0 0 56 40" fill="none" aria-hidden="true" className={styles.picture}>
        <rect x="7" y="5" width="42" height="30" rx="4" stroke="currentColor" strokeWidth="1.5" />
        <path d="M14 14h18M14 20h26M14 26h12" stroke="currentColor" strokeWidth="1.5" strokeLinecap="round" opacity=".6" />
      </svg>
      <Title className={styles.title}>{title}</Title>
      {hint && <p className={styles.hint}>{hint}</p>}
      {action}
    </div>
  );
}

const WIDTHS = ['92%', '78%', '86%', '64%', '81%', '70%', '88%', '56%'];

export function Loading({ rows = 5 }: { rows?: number }) {
  const t = useWords('shared');
  return (
    <div className={styles.loading} role="status" aria-label={t('loading')}>
      {Array.from({ length: rows }, (_, i) => <span key={i} className={styles.bone} style={{ width: WIDTHS[i % WIDTHS.length] }} />)}
    </div>
  );
}

/** A refusal or a broken line, in the reader's words, with the request id to give to those who keep the system. */
export function Failed({ error, retry, page }: { error: unknown; retry?: () => void; page?: boolean }) {
  const Title = page ? 'h1' : 'p';
  const t = useWords('shared');
  const say = useProblemText();
  const problem: ProblemError | null = isProblem(error) ? error : null;
  return (
    <div className={styles.state} role="alert">
      <Title className={styles.title}>{say(error)}</Title>
      {problem?.requestId && <p className={styles.hint}>{t('request_id')} <code>{problem.requestId}</code></p>}
      {retry && <button type="button" className={styles.retry} onClick={retry}>{t('retry')}</button>}
    </div>
  );
}

interface Asked<T> { data: T | undefined; error: unknown; isPending: boolean; refetch: () => unknown }

/** Shows the right one of loading, failed and loaded for a query. */
export function Loaded<T>({ query, rows, page, children }: { query: Asked<T>; rows?: number; page?: boolean; children: (data: T) => ReactNode }) {
  if (query.data !== undefined) return <>{children(query.data)}</>;
  if (query.error) return <Failed error={query.error} retry={() => void query.refetch()} page={page} />;
  return <Loading rows={rows} />;
}
