import { Button, Dropdown, Input } from 'antd';
import { useState } from 'react';
import { Link, useNavigate, useSearchParams } from 'react-router-dom';
import { Marked } from '@/shared/components/Mark';
import { PageHead } from '@/shared/components/Panel';
import { Empty, Failed, Loading } from '@/shared/components/States';
import { TabRow } from '@/shared/components/TabRow';
import { useSettled } from '@/shared/hooks/useSettled';
import { useLanguage, useName, useWords } from '@/shared/i18n';
import { hasRole, useSession } from '@/shared/session/session';
import { exportUrl, useFigures, useSearch, type Item, type State } from '../api/knowledge';
import { ImportDialog } from './ImportDialog';
import { DraftMark, StateMark } from './parts';
import styles from './knowledge.module.css';

const TABS = ['all', 'review_due', 'in_review', 'draft', 'retired'] as const;
type Tab = (typeof TABS)[number];
const isTab = (text: string | null): text is Tab => TABS.some((one) => one === text);
const SEARCH_AFTER = 200;

/** Search as one types; what is due for review, waits for a second person or is a draft stands one tab away. */
export default function KnowledgeList() {
  const t = useWords('knowledge');
  const go = useNavigate();
  const { data: session } = useSession();
  const [params, setParams] = useSearchParams();
  const [words, setWords] = useState(params.get('q') ?? '');
  const [importing, setImporting] = useState(false);
  const tab: Tab = isTab(params.get('state')) ? (params.get('state') as Tab) : 'all';
  const q = useSettled(words.trim(), SEARCH_AFTER);
  const query = useSearch({ q: q || undefined, state: tab === 'all' ? undefined : (tab as State) });
  const figures = useFigures().data;
  const items = query.data?.pages.flatMap((page) => page.items) ?? [];
  const total = query.data?.pages[0]?.total ?? 0;
  const keeper = hasRole(session, ['admin', 'dispatcher', 'supervisor']);
  const writer = keeper || hasRole(session, ['agent', 'handler']);
  const counts: Partial<Record<Tab, number>> = figures ? { all: figures.articles + figures.templates, review_due: figures.review_due, in_review: figures.in_review, draft: figures.draft, retired: figures.retired } : {};
  const show = (next: Tab) => setParams((now) => { if (next === 'all') now.delete('state'); else now.set('state', next); return now; }, { replace: true });
  return (
    <div className={styles.page}>
      <PageHead title={t('title')} hint={t('hint')}>
        {keeper && <Dropdown menu={{ items: (['csv', 'markdown'] as const).map((format) => ({ key: format, label: <a href={exportUrl(format)} download>{t(`format.${format}`)}</a> })) }} trigger={['click']}><Button>{t('export')}</Button></Dropdown>}
        {keeper && <Button onClick={() => setImporting(true)}>{t('import')}</Button>}
        {writer && <Button type="primary" onClick={() => go('/knowledge/new')}>{t('new')}</Button>}
      </PageHead>
      <Input.Search size="large" value={words} allowClear autoFocus placeholder={t('search_hint')} aria-label={t('search')} loading={query.isFetching} maxLength={200} onChange={(event) => setWords(event.target.value)} />
      <TabRow label={t('states')} active={tab} onChange={show} className={styles.tabs} items={TABS.map((one) => ({ key: one, label: t(`tab.${one}`), count: counts[one], ...(one === 'review_due' ? { tone: 'warn' as const } : {}) }))} />
      <p className={styles.found} role="status">{query.isSuccess ? t('found', { count: total }) : ''}</p>
      {query.isPending ? <Loading rows={6} /> : query.error && !query.data ? <Failed error={query.error} retry={() => void query.refetch()} />
        : !items.length ? <Empty title={q ? t('none_for', { words: q }) : t(`none.${tab}`)} hint={q ? t('none_hint') : undefined} />
          : <ul className={styles.list}>{items.map((item) => <Found key={item.id} item={item} />)}</ul>}
      {query.hasNextPage && <Button block onClick={() => void query.fetchNextPage()} loading={query.isFetchingNextPage}>{t('more')}</Button>}
      <ImportDialog open={importing} onClose={() => setImporting(false)} />
    </div>
  );
}

function Found({ item }: { item: Item }) {
  const t = useWords('knowledge');
  const name = useName();
  const language = useLanguage();
  const english = language === 'en' && !!item.title_en;
  return (
    <li className={styles.item}>
      <Link to={`/knowledge/${item.id}`} className={styles.itemTitle}>{english ? item.title_en : <Marked text={item.title} spans={(item.match?.title_marks ?? []).map((mark) => ({ ...mark, text: '' }))} />}</Link>
      <StateMark state={item.state} /><DraftMark item={item} />{item.kind === 'template' && <span className={styles.mark}>{t('kind.template')}</span>}
      {item.match?.excerpt && <p className={styles.excerpt}><Marked text={item.match.excerpt} spans={item.match.excerpt_marks.map((mark) => ({ ...mark, text: '' }))} /></p>}
      <p className={styles.low}>
        {item.unit && <span>{name(item.unit)}</span>}
        {item.matters.slice(0, 3).map((one) => <span key={one.code}>{name(one)}</span>)}
        {item.review_on && <span className={item.review_due ? styles.due : undefined}>{t('review_on', { day: item.review_on })}</span>}
        {!item.public && <span>{t('inside')}</span>}
        {item.match?.by.filter((one) => one !== 'words').map((one) => <span key={one}>{t(`by.${one}`)}</span>)}
        <span className={styles.counts}>{t('used', { count: item.counts.used })}{item.counts.helped + item.counts.not_helped > 0 && ` · ${t('helped_share', { helped: item.counts.helped, all: item.counts.helped + item.counts.not_helped })}`}</span>
      </p>
    </li>
  );
}
