import { Button } from 'antd';
import { useCallback, useMemo, useState } from 'react';
import { OPERATION_RULES } from '@/generated/contract';
import { useCases, useQueues, type CaseFilters } from '@/shared/cases/api';
import { CaseCards } from '@/shared/cases/CaseCards';
import { CaseTable, type Column } from '@/shared/cases/CaseTable';
import { Filters, type Chosen } from '@/shared/cases/Filters';
import { ListTools, useColumns } from '@/shared/cases/ListTools';
import { More } from '@/shared/cases/More';
import { CaseDrawer, type Opened } from '@/shared/commands/CaseDrawer';
import type { Operation } from '@/shared/commands/table';
import { PageHead } from '@/shared/components/Panel';
import { useShortcuts } from '@/shared/components/shortcuts';
import { TabRow } from '@/shared/components/TabRow';
import { Empty, Failed, Loading } from '@/shared/components/States';
import { useNarrow } from '@/shared/hooks/useNarrow';
import { useSettled } from '@/shared/hooks/useSettled';
import type { CaseItem } from '@/shared/http/types';
import { useCodeWord, useWords } from '@/shared/i18n';
import { hasRole, useSession } from '@/shared/session/session';
import styles from './supervise.module.css';

const QUEUES = ['overdue', 'near', 'supervised', 'review', 'extensions', 'disputes', 'all'] as const;
type Queue = (typeof QUEUES)[number];
const USUAL: readonly Column[] = ['number', 'title', 'stage', 'matter', 'unit', 'clock', 'opened', 'marks'];
/** What each list is there for. */
const MEANT: Record<Queue, readonly Operation[]> = { overdue: ['remind', 'supervise'], near: ['remind', 'supervise'], supervised: ['remind', 'supervise'], review: ['review'], extensions: ['decide_extension'], disputes: ['arbitrate'], all: ['remind', 'supervise'] };

/** What runs late or waits for a decision, and what a supervisor does about it. */
export default function SuperviseList() {
  const t = useWords('supervise');
  const word = useCodeWord();
  const narrow = useNarrow();
  const { data: session } = useSession();
  const { data: queues } = useQueues();
  const [queue, setQueue] = useState<Queue>('overdue');
  const [chosen, setChosen] = useState<Chosen>({});
  const [sort, setSort] = useState<NonNullable<CaseFilters['sort']>>('due_at');
  const [columns, setColumns] = useColumns('supervise', USUAL);
  const [opened, setOpened] = useState<Opened | null>(null);
  const [at, setAt] = useState(0);
  const q = useSettled(chosen.q, 300);
  const filters: CaseFilters = { queue, sort, ...chosen, q };
  const pages = useCases(filters);
  const items = useMemo(() => pages.data?.pages.flatMap((page) => page.items) ?? [], [pages.data]);
  const current = items[Math.min(at, items.length - 1)];

  const open = useCallback((item: CaseItem) => setOpened({ id: item.id }), []);
  const actions = useCallback((item: CaseItem) => MEANT[queue].filter((one) => OPERATION_RULES[one].stages.includes(item.stage) && hasRole(session, OPERATION_RULES[one].roles)).map((one) => (
    <Button key={one} size={narrow ? 'middle' : 'small'} onClick={() => setOpened({ id: item.id, operation: one })} aria-label={`${word('Operation', one)} ${item.number}`}>{word('Operation', one)}</Button>
  )), [queue, session, narrow, word]);
  const move = (by: number) => {
    const next = Math.max(0, Math.min(items.length - 1, at + by));
    setAt(next);
    document.querySelector(`tr[data-row-key="${items[next]?.id}"]`)?.scrollIntoView({ block: 'nearest' });
  };
  const first = MEANT[queue][0];
  useShortcuts(opened ? [] : [
    { keys: 'J', what: t('key.next'), run: () => move(1) },
    { keys: 'K', what: t('key.previous'), run: () => move(-1) },
    { keys: 'Enter', what: t('key.open'), run: () => { if (current) open(current); } },
    ...(first ? [{ keys: 'R', what: word('Operation', first), run: () => { if (current) setOpened({ id: current.id, operation: first }); } }] : []),
    ...(MEANT[queue].includes('supervise') ? [{ keys: 'S', what: word('Operation', 'supervise'), run: () => { if (current) setOpened({ id: current.id, operation: 'supervise' }); } }] : []),
  ]);

  return (
    <div className={styles.desk}>
      <PageHead title={t('title')} hint={t('hint')}><ListTools filters={filters} onSort={setSort} columns={columns} onColumns={setColumns} /></PageHead>
      <TabRow label={t('queues')} panel="cases" active={queue} onChange={(next) => { setQueue(next); setAt(0); }} className={styles.tabs}
        items={QUEUES.map((one) => ({ key: one, label: t(`queue.${one}`), count: queues?.counts[one], tone: one === 'overdue' ? 'bad' as const : one === 'near' ? 'warn' as const : undefined }))} />
      <Filters value={chosen} onChange={(next) => { setChosen(next); setAt(0); }} stages={queue === 'all'} />
      <div id="cases" role="tabpanel" aria-label={t(`queue.${queue}`)} className={styles.box} data-plain={narrow || undefined}>
        {pages.isPending ? <Loading rows={8} /> : pages.error && !pages.data ? <Failed error={pages.error} retry={() => void pages.refetch()} />
          : !items.length ? <Empty title={t(`empty.${queue}`)} hint={Object.values(chosen).some(Boolean) ? t('filtered') : undefined} />
            : narrow ? <CaseCards items={items} onOpen={open} actions={actions} />
              : <CaseTable items={items} label={t(`queue.${queue}`)} columns={columns} current={current?.id} onOpen={open} actions={actions} actionsWidth={MEANT[queue].length > 1 ? 150 : 110} />}
      </div>
      <More pages={pages} />
      <CaseDrawer opened={opened} onClose={() => setOpened(null)} />
    </div>
  );
}
