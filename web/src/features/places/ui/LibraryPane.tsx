import { Button, Input, Select } from 'antd';
import { useState } from 'react';
import { Empty, Failed, Loading } from '@/shared/components/States';
import { useSettled } from '@/shared/hooks/useSettled';
import { useWords } from '@/shared/i18n';
import { KINDS, useLibrary, type Entry, type Filters, type Kind, type Source } from '../api/places';
import { EntryDrawer } from './EntryDrawer';
import { EntryForm } from './EntryForm';
import styles from './places.module.css';

const SEARCH_AFTER = 250;

/** All places there are; a row opens with its map, names and history. */
export function LibraryPane() {
  const t = useWords('places');
  const [words, setWords] = useState('');
  const [kind, setKind] = useState<Kind | undefined>();
  const [from, setFrom] = useState<Source | 'removed' | undefined>();
  const [open, setOpen] = useState<Pick<Entry, 'kind' | 'code'> | null>(null);
  const [adding, setAdding] = useState(false);
  const q = useSettled(words.trim(), SEARCH_AFTER);
  const filters: Filters = { q: q || undefined, kind, ...(from === 'removed' ? { state: 'removed' as const } : { source: from }) };
  const query = useLibrary(filters);
  const items = query.data?.pages.flatMap((page) => page.items) ?? [];
  const total = query.data?.pages[0]?.total ?? 0;
  return (
    <>
      <div className={styles.tools}>
        <Input.Search className={styles.search} size="large" value={words} allowClear placeholder={t('search_hint')} aria-label={t('search')} loading={query.isFetching} maxLength={100} onChange={(event) => setWords(event.target.value)} />
        <Select size="large" className={styles.filter} aria-label={t('kind')} allowClear placeholder={t('any_kind')} value={kind} onChange={setKind} options={KINDS.map((value) => ({ value, label: t(`kind.${value}`) }))} />
        <Select size="large" className={styles.filter} aria-label={t('source')} allowClear placeholder={t('any_source')} value={from} onChange={setFrom}
          options={(['city', 'import', 'person', 'undo', 'removed'] as const).map((value) => ({ value, label: t(`source.${value}`) }))} />
        <Button size="large" onClick={() => setAdding(true)}>{t('add')}</Button>
      </div>
      <p className={styles.found} role="status">{query.isSuccess ? t('found', { count: total }) : ''}</p>
      {query.isPending ? <Loading rows={8} /> : query.error && !query.data ? <Failed error={query.error} retry={() => void query.refetch()} />
        : !items.length ? <Empty title={t(q ? 'none_for' : 'none', { words: q })} hint={t('none_hint')} />
          : <EntryTable items={items} onOpen={setOpen} />}
      {query.hasNextPage && <Button block className={styles.more} onClick={() => void query.fetchNextPage()} loading={query.isFetchingNextPage}>{t('more')}</Button>}
      {open && <EntryDrawer key={`${open.kind}/${open.code}`} kind={open.kind} code={open.code} onClose={() => setOpen(null)} />}
      {adding && <EntryForm entry={null} onClose={() => setAdding(false)} onSaved={(entry) => { setAdding(false); setOpen(entry); }} />}
    </>
  );
}

function EntryTable({ items, onOpen }: { items: Entry[]; onOpen: (entry: Entry) => void }) {
  const t = useWords('places');
  return (
    <div className={styles.tableBox} role="region" aria-label={t('title')} tabIndex={0}>
      <table className={styles.table}>
        <caption className="visually-hidden">{t('title')}</caption>
        <thead><tr>{(['name', 'kind', 'area', 'names', 'source'] as const).map((column) => <th key={column} scope="col" className={column === 'names' ? styles.wideOnly : undefined}>{t(`column.${column}`)}</th>)}</tr></thead>
        <tbody>{items.map((entry) => (
          <tr key={`${entry.kind}/${entry.code}`}>
            <th scope="row"><button type="button" className={styles.open} onClick={() => onOpen(entry)}>{entry.label}</button><small className="number">{entry.code}</small></th>
            <td>{t(`kind.${entry.kind}`)}</td>
            <td>{entry.area_name}</td>
            <td className={styles.wideOnly}>{entry.aliases.filter((alias) => alias.state === 'in_use').map((alias) => alias.words).join('、')}</td>
            <td><span className={entry.state === 'removed' ? styles.bad : entry.source === 'city' ? styles.calm : styles.good}>{t(`source.${entry.state === 'removed' ? 'removed' : entry.source}`)}</span></td>
          </tr>
        ))}</tbody>
      </table>
    </div>
  );
}
