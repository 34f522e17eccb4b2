import { useMemo, useState } from 'react';
import { Link } from 'react-router-dom';
import { useCase, useCases, useQueues, useReveal } from '@/shared/cases/api';
import { Alert, Button } from 'antd';
import { CaseBrief } from '@/shared/commands/CaseBrief';
import { CommandForm } from '@/shared/commands/CommandForm';
import { PageHead, Panel } from '@/shared/components/Panel';
import { useProblemText } from '@/shared/components/problemText';
import { useShortcuts } from '@/shared/components/shortcuts';
import { Empty, Failed, Loading } from '@/shared/components/States';
import type { Case } from '@/shared/http/types';
import { useLanguage, useName, useWords } from '@/shared/i18n';
import { shortTime } from '@/shared/time/format';
import styles from './callback.module.css';

/** Calls citizens back, one after the other: what was promised and done stands beside the form. */
export default function CallBackDesk() {
  const t = useWords('callback');
  const name = useName();
  const language = useLanguage();
  const { data: queues } = useQueues();
  const pages = useCases({ queue: 'call_back', sort: 'opened_at' });
  const [done, setDone] = useState<readonly number[]>([]);
  const items = useMemo(() => (pages.data?.pages.flatMap((page) => page.items) ?? []).filter((item) => !done.includes(item.id)), [pages.data, done]);
  const [chosen, setChosen] = useState<number | null>(null);
  const at = Math.max(0, items.findIndex((item) => item.id === chosen));
  const current = items[at];
  const query = useCase(current?.id);
  const move = (by: number) => { const next = items[Math.max(0, Math.min(items.length - 1, at + by))]; if (next) setChosen(next.id); };
  useShortcuts([{ keys: 'J', what: t('key.next'), run: () => move(1) }, { keys: 'K', what: t('key.previous'), run: () => move(-1) }]);
  if (pages.isPending) return <Loading rows={8} />;
  if (pages.error && !pages.data) return <Failed error={pages.error} retry={() => void pages.refetch()} />;
  return (
    <div className={styles.desk}>
      <PageHead title={t('title')} hint={t('hint')}><span className={styles.count}>{t('count', { done: done.length, left: queues?.counts.call_back ?? items.length })}</span></PageHead>
      {!current ? <Panel><Empty title={t('empty')} hint={t('empty_hint')} /></Panel> : (
        <div className={styles.columns}>
          <nav className={styles.list} aria-label={t('list')}>
            {items.map((item) => (
              <button key={item.id} type="button" aria-current={item.id === current.id ? 'true' : undefined} onClick={() => setChosen(item.id)}>
                <b>{item.title}</b><small>{name(item.unit)} · {shortTime(item.updated_at, language)}</small>
              </button>
            ))}
          </nav>
          {query.data?.id === current.id ? <Call key={current.id} of={query.data} onDone={() => setDone((now) => [...now, current.id])} /> : <Panel><Loading /></Panel>}
        </div>
      )}
    </div>
  );
}

function Call({ of, onDone }: { of: Case; onDone: () => void }) {
  const t = useWords('callback');
  const say = useProblemText();
  const reveal = useReveal(of.id);
  const shown = reveal.data?.items.find((one) => one.phone);
  return (
    <>
      <Panel title={of.title} extra={<Link to={`/cases/${of.id}`} className="mono">{of.number}</Link>}><CaseBrief of={of} /></Panel>
      <Panel title={t('call')}>
        <div className={styles.phone}>
          {shown ? <a href={`tel:${shown.phone}`}>{shown.phone}</a> : <span>{of.reporter?.phone ?? t('no_phone')}</span>}
          {!shown && of.reporter?.phone && <Button size="small" loading={reveal.isPending} onClick={() => reveal.mutate(t('reveal_reason'))}>{t('show_phone')}</Button>}
        </div>
        {!!reveal.error && <Alert type="error" showIcon role="alert" message={say(reveal.error)} />}
        <CommandForm of={of} operation="call_back" onDone={onDone} />
      </Panel>
    </>
  );
}
