import { Alert, App, Button, Input, Select } from 'antd';
import { useCallback, useEffect, useMemo, useState } from 'react';
import { useCases, useQueues, type CaseFilters } from '@/shared/cases/api';
import { CaseCards } from '@/shared/cases/CaseCards';
import { CaseTable, type Column } from '@/shared/cases/CaseTable';
import { More } from '@/shared/cases/More';
import { CaseDrawer, type Opened } from '@/shared/commands/CaseDrawer';
import { PageHead } from '@/shared/components/Panel';
import { useProblemText } from '@/shared/components/problemText';
import { TabRow } from '@/shared/components/TabRow';
import { useShortcuts } from '@/shared/components/shortcuts';
import { Empty, Failed, Loading } from '@/shared/components/States';
import { useNarrow } from '@/shared/hooks/useNarrow';
import { useSettled } from '@/shared/hooks/useSettled';
import type { CaseItem } from '@/shared/http/types';
import { useCodeWord, useName, useWords } from '@/shared/i18n';
import { useSession } from '@/shared/session/session';
import { QUEUES, rowOperations, useAccept, type UnitQueue } from '../api/unit';
import styles from './unit.module.css';

const WITH_STAGE: readonly Column[] = ['title', 'stage', 'matter', 'place', 'clock', 'opened', 'marks', 'number'];
const WITHOUT_STAGE: readonly Column[] = ['title', 'matter', 'place', 'clock', 'opened', 'marks', 'number'];

/** A unit's work: accept, contact, resolve, against the clock. A table at a desk, cards on a phone. */
export default function UnitDesk() {
  const t = useWords('unit');
  const word = useCodeWord();
  const name = useName();
  const say = useProblemText();
  const narrow = useNarrow();
  const { message } = App.useApp();
  const { data: session } = useSession();
  const { data: queues } = useQueues();
  const [queue, setQueue] = useState<UnitQueue>('mine_to_accept');
  const [words, setWords] = useState('');
  const [sort, setSort] = useState<NonNullable<CaseFilters['sort']>>('due_at');
  const q = useSettled(words.trim(), 300);
  const pages = useCases({ queue, sort, ...(q ? { q } : {}) });
  const items = useMemo(() => pages.data?.pages.flatMap((page) => page.items) ?? [], [pages.data]);
  const [opened, setOpened] = useState<Opened | null>(null);
  const [selected, setSelected] = useState<number[]>([]);
  const [at, setAt] = useState(0);
  const accept = useAccept();
  const roles = useMemo(() => session?.roles ?? [], [session]);
  useEffect(() => { setSelected([]); setAt(0); }, [queue, q]);

  const current = items[Math.min(at, items.length - 1)];
  const move = (by: number) => {
    const next = Math.max(0, Math.min(items.length - 1, at + by));
    setAt(next);
    document.querySelector(`tr[data-row-key="${items[next]?.id}"]`)?.scrollIntoView({ block: 'nearest' });
  };
  const acceptThese = useCallback((these: readonly CaseItem[]) => accept.mutate(these, {
    onSuccess: ({ accepted, failed }) => {
      setSelected([]);
      if (accepted) void message.success(t('accepted', { count: accepted }));
      for (const one of failed.slice(0, 3)) void message.warning(`${one.number}: ${say(one.error)}`);
    },
    onError: (error) => void message.error(say(error)),
  }), [accept, message, say, t]);
  const act = useCallback((item: CaseItem, operation?: Opened['operation']) => {
    if (operation === 'accept') acceptThese([item]); else setOpened({ id: item.id, operation });
  }, [acceptThese]);

  useShortcuts(opened ? [] : [
    { keys: 'J', what: t('key.next'), run: () => move(1) },
    { keys: 'K', what: t('key.previous'), run: () => move(-1) },
    { keys: 'Enter', what: t('key.open'), run: () => { if (current) act(current); } },
    ...(['accept', 'contact', 'resolve', 'return'] as const).map((operation) => ({
      keys: operation === 'resolve' ? 'D' : operation === 'return' ? 'B' : operation.charAt(0).toUpperCase(), what: word('Operation', operation),
      run: () => { if (current && rowOperations(current, queue, roles).includes(operation)) act(current, operation); },
    })),
  ]);

  const actions = useCallback((item: CaseItem) => rowOperations(item, queue, roles).map((operation, i) => (
    <Button key={operation} size={narrow ? 'middle' : 'small'} type={i ? 'default' : 'primary'} ghost={!i && !narrow} onClick={() => act(item, operation)} aria-label={`${word('Operation', operation)} ${item.number}`}>{word('Operation', operation)}</Button>
  )), [queue, roles, narrow, act, word]);
  const open = useCallback((item: CaseItem) => act(item), [act]);
  const chosen = items.filter((item) => selected.includes(item.id));

  return (
    <div className={styles.desk}>
      <PageHead title={name(session?.unit) || t('title')} hint={t('hint')}>
        <Input.Search allowClear value={words} onChange={(event) => setWords(event.target.value)} placeholder={t('search')} aria-label={t('search')} className={styles.search} />
        {!narrow && <Select value={sort} onChange={setSort} aria-label={t('sort')} className={styles.sort} options={(['due_at', '-urgency', '-opened_at', '-updated_at'] as const).map((value) => ({ value, label: t(`sort.${value}`) }))} />}
      </PageHead>
      <TabRow label={t('queues')} panel="cases" active={queue} onChange={setQueue} className={styles.tabs}
        items={QUEUES.map((one) => ({ key: one, label: t(`queue.${one}`), count: queues?.counts[one], tone: one === 'overdue' ? 'bad' as const : one === 'near' ? 'warn' as const : undefined }))} />
      {queue === 'mine_to_accept' && items.length > 1 && (
        <div className={styles.bulk}>
          <Button size="small" onClick={() => setSelected(selected.length === items.length ? [] : items.map((item) => item.id))}>{selected.length === items.length ? t('clear') : t('all')}</Button>
          <Button type="primary" size="small" disabled={!chosen.length} loading={accept.isPending} onClick={() => acceptThese(chosen)}>{t('accept_chosen')}</Button>
          <span role="status">{chosen.length ? t('chosen', { count: chosen.length }) : ''}</span>
        </div>
      )}
      {queues?.counts.overdue ? queue !== 'overdue' && <Alert type="error" showIcon className={styles.alert} message={t('overdue', { count: queues.counts.overdue })} action={<Button size="small" onClick={() => setQueue('overdue')}>{t('look')}</Button>} /> : null}
      <div id="cases" role="tabpanel" aria-label={t(`queue.${queue}`)}>
      {pages.isPending ? <Loading rows={8} /> : pages.error && !pages.data ? <Failed error={pages.error} retry={() => void pages.refetch()} />
        : !items.length ? <div className={styles.box}><Empty title={q ? t('none_found') : t(`empty.${queue}`)} hint={q ? undefined : t('empty_hint')} /></div>
          : narrow ? <CaseCards items={items} onOpen={open} actions={actions} />
            : <div className={styles.box}><CaseTable items={items} label={t(`queue.${queue}`)} columns={queue === 'near' || queue === 'overdue' || queue === 'mine_working' ? WITH_STAGE : WITHOUT_STAGE} current={current?.id} onOpen={open} actions={actions} actionsWidth={156}
              selected={selected} onSelect={queue === 'mine_to_accept' ? setSelected : undefined} /></div>}
      <More pages={pages} />
      </div>
      <CaseDrawer opened={opened} onClose={() => setOpened(null)} />
    </div>
  );
}
