import { ImportOutlined, PlusOutlined, SearchOutlined } from '@ant-design/icons';
import { Button, Input, Table, Tooltip } from 'antd';
import { useMemo, useState } from 'react';
import { Link, useNavigate, useSearchParams } from 'react-router-dom';
import { PageHead, Panel } from '@/shared/components/Panel';
import { Empty, Loaded } from '@/shared/components/States';
import { TabRow } from '@/shared/components/TabRow';
import { DOCUMENT_KINDS, type DocumentKind } from '@/shared/documents/types';
import { useNarrow } from '@/shared/hooks/useNarrow';
import { useName, useWords } from '@/shared/i18n';
import { useSession } from '@/shared/session/session';
import { useDocuments, useDrafts, type DocumentItem, type DraftItem } from '../api/studio';
import { NewDialog } from './NewDialog';
import { KindTag, Scheduled, StateTag, VersionMark, When } from './Parts';
import styles from './studio.module.css';

type Tab = 'all' | DocumentKind;

/** Everything the city draws itself: what is in use, what will be, what is being worked on. */
export function DocumentList() {
  const t = useWords('studio');
  const name = useName();
  const go = useNavigate();
  const narrow = useNarrow();
  const documents = useDocuments();
  const drafts = useDrafts();
  const [params, setParams] = useSearchParams();
  const tab = (DOCUMENT_KINDS.find((kind) => kind === params.get('kind')) ?? 'all') as Tab;
  const [words, setWords] = useState('');
  const [making, setMaking] = useState<'new' | 'import' | null>(null);
  const shown = useMemo(() => {
    const wanted = words.trim().toLowerCase();
    return (documents.data ?? []).filter((one) => (tab === 'all' || one.kind === tab) && (!wanted || `${one.name} ${one.name_en ?? ''} ${one.code}`.toLowerCase().includes(wanted)));
  }, [documents.data, tab, words]);
  const count = (kind: Tab) => (documents.data ?? []).filter((one) => kind === 'all' || one.kind === kind).length;
  return (
    <div className={styles.page}>
      <PageHead title={t('title')} hint={t('title_hint')}>
        <Button icon={<ImportOutlined />} onClick={() => setMaking('import')}>{t('import')}</Button>
        <Button type="primary" icon={<PlusOutlined />} onClick={() => setMaking('new')}>{t('new')}</Button>
      </PageHead>
      <InWork drafts={drafts} />
      <div className={styles.listHead}>
        <TabRow<Tab> label={t('kinds')} panel="studio-documents" active={tab} onChange={(next) => setParams(next === 'all' ? {} : { kind: next }, { replace: true })} items={(['all', ...DOCUMENT_KINDS] as Tab[]).map((kind) => ({ key: kind, label: t(`kinds.${kind}`), count: documents.data ? count(kind) : undefined }))} />
        <Input allowClear className={styles.search} prefix={<SearchOutlined aria-hidden="true" />} value={words} onChange={(event) => setWords(event.target.value)} placeholder={t('find')} aria-label={t('find')} />
      </div>
      <div id="studio-documents" role="tabpanel" aria-label={t(`kinds.${tab}`)} className={styles.box}>
        <Loaded query={documents} rows={8}>
          {() => (!shown.length ? <Empty title={words ? t('none_found') : t('none_yet')} hint={words ? undefined : t('none_yet_hint')} /> : narrow ? (
            <ul className={styles.cards}>{shown.map((one) => <li key={one.kind + one.code}><Link to={`/studio/${one.kind}/${one.code}`}><b>{name(one)}</b><span><KindTag kind={one.kind} /> <VersionMark version={one.version} /></span><Marks of={one} drafts={drafts.data} plain /></Link></li>)}</ul>
          ) : (
            <Table<DocumentItem> size="small" rowKey={(one) => one.kind + one.code} pagination={shown.length > 50 ? { pageSize: 50, showSizeChanger: false } : false} dataSource={shown} aria-label={t('title')} scroll={{ x: 900 }}
              onRow={(one) => ({ onClick: (event) => { if (!(event.target as HTMLElement).closest('a, button')) go(`/studio/${one.kind}/${one.code}`); }, className: styles.rowLink })}
              columns={[
                { title: t('column.name'), key: 'name', render: (_, one) => <><Link to={`/studio/${one.kind}/${one.code}`} className={styles.name}>{name(one)}</Link> <small className="mono">{one.code}</small></> },
                { title: t('column.kind'), key: 'kind', width: 100, render: (_, one) => <KindTag kind={one.kind} /> },
                { title: t('column.version'), key: 'version', width: 100, render: (_, one) => <VersionMark version={one.version} /> },
                { title: t('column.since'), key: 'since', width: 140, render: (_, one) => <When at={one.effective_at} none={t('with_city')} /> },
                { title: t('column.by'), key: 'by', width: 110, render: (_, one) => one.published_by?.name ?? '–' },
                { title: t('column.work'), key: 'work', width: 280, render: (_, one) => <Marks of={one} drafts={drafts.data} /> },
              ]} />
          ))}
        </Loaded>
      </div>
      {making && <NewDialog documents={documents.data ?? []} way={making} kind={tab === 'all' ? undefined : tab} onClose={() => setMaking(null)} />}
    </div>
  );
}

function Marks({ of, drafts, plain }: { of: DocumentItem; drafts: readonly DraftItem[] | undefined; plain?: boolean }) {
  const own = drafts?.find((draft) => draft.id === of.draft_id);
  return (
    <span className={styles.marks}>
      {of.scheduled && <Scheduled at={of.scheduled.effective_at} />}
      {own && (plain ? <StateTag state={own.state} /> : <Link to={`/studio/drafts/${own.id}`}><StateTag state={own.state} />{own.author.name}</Link>)}
    </span>
  );
}

/** Drafts that wait for somebody, first those that wait for the reader. */
function InWork({ drafts }: { drafts: ReturnType<typeof useDrafts> }) {
  const t = useWords('studio');
  const { data: session } = useSession();
  const me = session?.person.login;
  const list = drafts.data ?? [];
  if (!list.length) return null;
  const mine = (draft: DraftItem) => (draft.state === 'in_review' && draft.author.login !== me && draft.submitted_by?.login !== me ? 0 : draft.author.login === me ? 1 : 2);
  const sorted = [...list].sort((a, b) => mine(a) - mine(b));
  return (
    <Panel title={t('in_work')} tight className={styles.inWork}>
      <ul className={styles.drafts}>
        {sorted.slice(0, 8).map((draft) => (
          <li key={draft.id}>
            <Link to={`/studio/drafts/${draft.id}`}>
              <StateTag state={draft.state} />
              <b>{draft.name}</b><KindTag kind={draft.kind} />
              {mine(draft) === 0 && <em>{t('for_you')}</em>}
              {draft.base_version !== draft.present_version && draft.base_version && <Tooltip title={t('base_moved_hint')}><em data-tone="warn">{t('base_moved')}</em></Tooltip>}
              <small>{draft.author.name} · <When at={draft.updated_at} /></small>
            </Link>
          </li>
        ))}
      </ul>
    </Panel>
  );
}
