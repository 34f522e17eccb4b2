import { App } from 'antd';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { useCase, useCases, useQueues } from '@/shared/cases/api';
import { useUnitOptions } from '@/shared/commands/Pickers';
import { CaseDrawer, type Opened } from '@/shared/commands/CaseDrawer';
import { Palette } from '@/shared/components/Palette';
import { TabRow } from '@/shared/components/TabRow';
import { useShortcuts } from '@/shared/components/shortcuts';
import { Empty, Failed, Loading } from '@/shared/components/States';
import type { CaseItem } from '@/shared/http/types';
import { useWords } from '@/shared/i18n';
import { useRedispatch } from '../api/dispatch';
import { AskedPane } from './AskedPane';
import { JudgePane } from './JudgePane';
import { LastDone, type Done } from './LastDone';
import { QueueList } from './QueueList';
import styles from './dispatch.module.css';

const QUEUES = ['dispatch', 'disputes', 'extensions'] as const;
type Queue = (typeof QUEUES)[number];

/** What the engine was not sure enough of: one case after the other, each decided with one key. */
export default function DispatchDesk() {
  const t = useWords('dispatch');
  const [queue, setQueue] = useState<Queue>('dispatch');
  const cases = useCases({ queue, sort: queue === 'dispatch' ? '-urgency' : 'due_at' }, 50);
  const { data: queues } = useQueues();
  const items = useMemo(() => cases.data?.pages.flatMap((page) => page.items) ?? [], [cases.data]);
  const [chosen, setChosen] = useState<{ id: number; at: number } | null>(null);
  const [done, setDone] = useState<Done[]>([]);
  const [drawer, setDrawer] = useState<Opened | null>(null);
  const [redispatch, setRedispatch] = useState<number | null>(null);
  const again = useRedispatch();
  const units = useUnitOptions();

  // What was decided leaves the list at once; the list itself follows when the server answers.
  const left = items.filter((item) => !done.some((one) => one.id === item.id && one.version >= item.version));
  const at = Math.max(0, left.findIndex((item) => item.id === chosen?.id));
  const current = left.some((item) => item.id === chosen?.id) ? left[at] : left[Math.min(chosen?.at ?? 0, left.length - 1)];
  const currentId = current?.id;
  useEffect(() => { if (currentId && currentId !== chosen?.id) setChosen({ id: currentId, at: left.findIndex((item) => item.id === currentId) }); });
  const query = useCase(currentId);
  const { message } = App.useApp();
  const watched = useRef<CaseItem | null>(null);
  useEffect(() => {
    const before = watched.current;
    watched.current = current ?? null;
    if (before && cases.isSuccess && !items.some((item) => item.id === before.id) && !done.some((one) => one.id === before.id)) void message.info(t('taken', { number: before.number }));
  }, [items, current, done, cases.isSuccess, message, t]);

  const move = (by: number) => {
    const next = Math.max(0, Math.min(left.length - 1, left.findIndex((item) => item.id === currentId) + by));
    const item = left[next];
    if (item) setChosen({ id: item.id, at: next });
    if (next > left.length - 4 && cases.hasNextPage && !cases.isFetchingNextPage) void cases.fetchNextPage();
  };
  const finish = useCallback((one: Done) => setDone((now) => [one, ...now]), []);
  const busy = !!drawer || redispatch !== null;
  useShortcuts(busy ? [] : [{ keys: 'J', what: t('key.next'), run: () => move(1) }, { keys: 'K', what: t('key.previous'), run: () => move(-1) }]);

  const total = queues?.counts[queue] ?? cases.data?.pages[0]?.total ?? left.length;
  return (
    <div className={styles.desk}>
      <h1 className="visually-hidden">{t('title')}</h1>
      <section className={styles.list} aria-label={t('queue')}>
        <TabRow label={t('queue')} active={queue} onChange={(key) => { setQueue(key); setChosen(null); watched.current = null; }} className={styles.tabs}
          items={QUEUES.map((one) => ({ key: one, label: t(`queue.${one}`), count: queues?.counts[one] }))} />
        {cases.isPending ? <Loading rows={8} /> : cases.error && !cases.data ? <Failed error={cases.error} retry={() => void cases.refetch()} />
          : left.length === 0 ? <Empty title={t(`empty.${queue}`)} hint={t('empty_hint')} />
            : <QueueList items={left} current={currentId} onChoose={(id, index) => setChosen({ id, at: index })} more={cases.hasNextPage ? () => void cases.fetchNextPage() : undefined} />}
        <footer className={styles.progress}><span>{t('progress_done', { count: done.length })}</span><span>{t('progress_left', { count: Math.max(0, total) })}</span></footer>
      </section>
      <section className={styles.work} aria-label={t('case')}>
        <LastDone done={done} onAgain={setRedispatch} busy={again.isPending} />
        {!current ? <div className={styles.rest}><Empty title={t('rest')} hint={t('rest_hint')} /></div>
          : query.data && query.data.id === currentId ? (queue === 'dispatch'
            ? <JudgePane key={query.data.id} of={query.data} active={!busy} onDone={finish} onMore={setDrawer} />
            : <AskedPane key={query.data.id} of={query.data} queue={queue} onDone={finish} />)
            : query.error ? <Failed error={query.error} retry={() => void query.refetch()} /> : <Loading rows={10} />}
      </section>
      <CaseDrawer opened={drawer} onClose={() => setDrawer(null)} onDone={(after, operation) => {
        setDrawer(null);
        if (after.stage !== 'received') finish({ id: after.id, version: after.version, number: after.number, unit: after.unit, what: operation });
      }} />
      <Palette open={redispatch !== null} title={t('redispatch_to')} onClose={() => setRedispatch(null)} choices={units}
        onChoose={(unit) => {
          const id = redispatch;
          setRedispatch(null);
          if (id) again.mutate({ id, unit }, { onSuccess: (after) => setDone((now) => now.map((one) => (one.id === id ? { ...one, unit: after.unit, version: after.version } : one))) });
        }} />
    </div>
  );
}
