import '../words';
import { useSearchParams } from 'react-router-dom';
import { PageHead } from '@/shared/components/Panel';
import { Empty, Failed, Loading } from '@/shared/components/States';
import { TabRow } from '@/shared/components/TabRow';
import { useNarrow } from '@/shared/hooks/useNarrow';
import { useLanguage, useName, useWords } from '@/shared/i18n';
import { dayTime } from '@/shared/time/format';
import { heatShare } from '../api/course';
import { useGroups, type GroupItem, type ListState } from '../api/groups';
import { GroupPane } from './GroupPane';
import { Reason } from './Reason';
import styles from './groups.module.css';

const STATES = ['open', 'taken', 'dismissed'] as const;

/** Many people about one thing: the hottest first, one beside the list with its course, its places and what may be decided. */
export default function Groups() {
  const t = useWords('groups');
  const narrow = useNarrow();
  const [params, setParams] = useSearchParams();
  const state: ListState = STATES.find((one) => one === params.get('state')) ?? 'open';
  const query = useGroups(state);
  const items = query.data?.pages.flatMap((page) => page.items) ?? [];
  const first = query.data?.pages[0];
  const hottest = Math.max(...items.map((one) => one.hotness), 1);
  const asked = Number(params.get('id')) || undefined;
  const shown = asked ?? (narrow ? undefined : items[0]?.id);
  const choose = (id: number | undefined) => setParams((now) => { if (id) now.set('id', String(id)); else now.delete('id'); return now; });
  const show = (next: ListState) => setParams(next === 'open' ? {} : { state: next }, { replace: true });
  const list = (
    <section className={styles.list} aria-label={t('list')}>
      <TabRow label={t('states')} active={state} onChange={show} className={styles.tabs} items={STATES.map((one) => ({ key: one, label: t(`state.${one}`), count: one === state ? first?.total : undefined }))} />
      {first && !first.up_to_date && <p className={styles.reading} role="status">{t('reading')}</p>}
      {query.isPending ? <Loading rows={6} /> : query.error && !query.data ? <Failed error={query.error} retry={() => void query.refetch()} />
        : !items.length ? <Empty title={t(`none.${state}`)} hint={state === 'open' ? t('none_hint') : undefined} />
          : <ol className={styles.items}>{items.map((item) => <li key={item.id}><Row item={item} hottest={hottest} chosen={item.id === shown} onChoose={() => choose(item.id)} /></li>)}</ol>}
      {query.hasNextPage && <button type="button" className={styles.more} onClick={() => void query.fetchNextPage()}>{t('more')}</button>}
    </section>
  );
  return (
    <div className={styles.page}>
      <PageHead title={t('title')} hint={t('hint')} />
      <div className={styles.desk}>
        {!(narrow && asked) && list}
        {shown !== undefined && <section className={styles.pane} aria-label={t('group')}>{narrow && <button type="button" className={styles.back} onClick={() => choose(undefined)}>{t('back')}</button>}<GroupPane key={shown} id={shown} /></section>}
      </div>
    </div>
  );
}

function Row({ item, hottest, chosen, onChoose }: { item: GroupItem; hottest: number; chosen: boolean; onChoose: () => void }) {
  const t = useWords('groups');
  const name = useName();
  const language = useLanguage();
  return (
    <button type="button" className={styles.row} aria-pressed={chosen} onClick={onChoose}>
      <span className={styles.rowTop}><b>{item.name}</b><span className={styles.heat} title={t('hotness_hint')}><span className="visually-hidden">{t('hotness')} </span>{item.hotness.toFixed(1)}</span></span>
      <span className={styles.bar} aria-hidden="true"><i style={{ width: `${heatShare(item.hotness, hottest)}%` }} /></span>
      <span className={styles.sentence}>{item.sentence}</span>
      <span className={styles.low}><span>{t('people', { count: item.people })}</span><span>{t('reports', { count: item.reports })}</span>{item.area && <span>{name(item.area)}</span>}<span>{t('latest', { at: dayTime(item.to, language) })}</span></span>
      <span className={styles.why}><Reason of={item.reason} short /></span>
    </button>
  );
}
