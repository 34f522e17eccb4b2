import { ArrowLeftOutlined, DownloadOutlined, EditOutlined } from '@ant-design/icons';
import { Alert, App, Button, Input, Modal, Tooltip } from 'antd';
import { Suspense, useState } from 'react';
import { Link, useNavigate, useParams, useSearchParams } from 'react-router-dom';
import { Empty, Failed, Loaded, Loading } from '@/shared/components/States';
import { TabRow } from '@/shared/components/TabRow';
import { useProblemText } from '@/shared/components/problemText';
import { DOCUMENT_KINDS, NO_MARKS, type DocumentKind } from '@/shared/documents/types';
import { isProblem } from '@/shared/http/problem';
import { useName, useWords } from '@/shared/i18n';
import { useSession } from '@/shared/session/session';
import { download, ENDINGS } from '../api/blank';
import { useDocument, useDrafts, useMakeDraft, useRollBack, useVersionDifference, type Document, type Version } from '../api/studio';
import { EDITORS } from '../editors';
import { Changes } from './ChangesPane';
import { KindTag, Scheduled, StateTag, VersionChoice, VersionMark, When } from './Parts';
import { MomentField } from '@/shared/time/MomentField';
import styles from './draft.module.css';
import own from './document.module.css';

const PARTS = ['current', 'history', 'compare'] as const;
type Part = (typeof PARTS)[number];

/** One document as it is in use, and what it was before. */
export function DocumentPage() {
  const t = useWords('studio');
  const { kind = '', code = '' } = useParams();
  const found = DOCUMENT_KINDS.find((one) => one === kind);
  const document = useDocument(kind, found ? code : '');
  if (!found) return <Empty page title={t('document_gone')} hint={<Link to="/studio">{t('back_to_list')}</Link>} />;
  if (document.data) return <Whole key={kind + code} of={document.data} />;
  if (document.error) return isProblem(document.error) && document.error.status === 404 ? <Empty page title={t('document_gone')} hint={<Link to="/studio">{t('back_to_list')}</Link>} /> : <Failed page error={document.error} retry={() => void document.refetch()} />;
  return <Loading rows={12} />;
}

function Whole({ of }: { of: Document }) {
  const t = useWords('studio');
  const name = useName();
  const go = useNavigate();
  const say = useProblemText();
  const { message } = App.useApp();
  const [params, setParams] = useSearchParams();
  const part: Part = PARTS.find((one) => one === params.get('part')) ?? 'current';
  const drafts = useDrafts({ kind: of.kind, code: of.code });
  const make = useMakeDraft();
  const open = drafts.data?.find((draft) => draft.state !== 'published');
  const edit = () => make.mutate({ kind: of.kind, code: of.code, base_version: of.version }, { onSuccess: (draft) => go(`/studio/drafts/${draft.id}`), onError: (error) => void message.error(say(error)) });
  const scheduled = of.versions.find((one) => one.state === 'scheduled');
  return (
    <div className={styles.frame}>
      <header className={styles.head}>
        <Tooltip title={t('back_to_list')}><Button type="text" icon={<ArrowLeftOutlined />} aria-label={t('back_to_list')} onClick={() => go('/studio')} /></Tooltip>
        <div className={styles.title}><h1>{name(of)}</h1><p><KindTag kind={of.kind} /> <span className="mono">{of.code}</span> <VersionMark version={of.version} /></p></div>
        {scheduled?.effective_at && <Scheduled at={scheduled.effective_at} />}
        <TabRow<Part> label={t('parts')} panel="studio-part" active={part} onChange={(next) => setParams(next === 'current' ? {} : { part: next })} className={styles.modes} items={PARTS.map((one) => ({ key: one, label: t(`part.${one}`) }))} />
        <div className={styles.acts}>
          <Tooltip title={t('export')}><Button icon={<DownloadOutlined />} aria-label={t('export')} onClick={() => download(`${of.code}${ENDINGS[of.kind]}`, of.text)} /></Tooltip>
          {open ? <Button type="primary" icon={<EditOutlined />} onClick={() => go(`/studio/drafts/${open.id}`)}>{t('go_on')} <StateTag state={open.state} /></Button> : <Button type="primary" icon={<EditOutlined />} loading={make.isPending} onClick={edit}>{t('edit')}</Button>}
        </div>
      </header>
      <div id="studio-part" role="tabpanel" aria-label={t(`part.${part}`)} className={styles.mode}>
        {part === 'current' && <Current kind={of.kind} code={of.code} text={of.text} />}
        {part === 'history' && <History of={of} onCompare={(version) => setParams({ part: 'compare', from: version })} />}
        {part === 'compare' && <Compare of={of} asked={params.get('from')} />}
      </div>
    </div>
  );
}

function Current({ kind, code, text }: { kind: DocumentKind; code: string; text: string }) {
  const t = useWords('studio');
  const [aside, setAside] = useState<HTMLDivElement | null>(null);
  const Editor = EDITORS[kind];
  return (
    <div className={styles.edit}>
      <section className={styles.main} aria-label={t(`kind.${kind}`)}><Suspense fallback={<Loading rows={10} />}><Editor kind={kind} code={code} text={text} onChange={() => undefined} readOnly marks={NO_MARKS} aside={aside} /></Suspense></section>
      {kind === 'process' && <aside className={styles.side} aria-label={t('side.properties')}><div className={styles.sideBody} tabIndex={0} ref={setAside} /></aside>}
    </div>
  );
}

function History({ of, onCompare }: { of: Document; onCompare: (version: string) => void }) {
  const t = useWords('studio');
  const { data: session } = useSession();
  const [back, setBack] = useState<Version | null>(null);
  return (
    <div className={own.scroll} tabIndex={0}>
      <ol className={own.history}>
        {of.versions.map((version, i) => (
          <li key={`${version.version}${version.published_at ?? ''}${i}`} data-state={version.state}>
            <header>
              <VersionMark version={version.version} /><b>{t(`version_state.${version.state}`)}</b>
              {version.rolled_back && <em>{t('rolled_back')}</em>}
              <small>{version.effective_at ? <>{t('since')} <When at={version.effective_at} /></> : t('with_city')}</small>
            </header>
            {version.note && <p>{version.note}</p>}
            {version.override_reason && <p className={own.override}>{t('override_was')} {version.override_reason}</p>}
            {version.fault && <p className={own.fault}>{version.fault}</p>}
            {version.published_at && <p className={own.who}>{t('history_who', { author: version.author?.name ?? '–', reviewer: version.reviewer?.name ?? '–', by: version.by?.name ?? '–' })} · <When at={version.published_at} /></p>}
            <footer>
              {version.version !== of.version && <Button size="small" onClick={() => onCompare(version.version)}>{t('compare_with_now')}</Button>}
              {version.version !== of.version && version.state === 'past' && session?.roles.includes('admin') && <Button size="small" onClick={() => setBack(version)}>{t('roll_back')}</Button>}
            </footer>
          </li>
        ))}
      </ol>
      {back && <RollBack of={of} version={back} onClose={() => setBack(null)} />}
    </div>
  );
}

function RollBack({ of, version, onClose }: { of: Document; version: Version; onClose: () => void }) {
  const t = useWords('studio');
  const say = useProblemText();
  const { message } = App.useApp();
  const roll = useRollBack();
  const [reason, setReason] = useState('');
  const [at, setAt] = useState('');
  return (
    <Modal open title={t('roll_back_title')} okText={t('roll_back')} cancelText={t('shared:cancel')} onCancel={onClose} okButtonProps={{ danger: true, disabled: !reason.trim(), loading: roll.isPending }} destroyOnHidden
      onOk={() => roll.mutate({ kind: of.kind, code: of.code, version: version.version, reason: reason.trim(), ...(at ? { effective_at: at } : {}) }, { onSuccess: () => { void message.success(t('rolled_back_done')); onClose(); } })}>
      <div className={own.form}>
        <p>{t('roll_back_hint')} <VersionMark version={version.version} /></p>
        <label>{t('reason')}<Input.TextArea value={reason} maxLength={500} autoSize={{ minRows: 2, maxRows: 5 }} onChange={(event) => setReason(event.target.value)} /></label>
        <label>{t('effective_at_or_now')}<MomentField value={at} onChange={setAt} /></label>
        {roll.error && <Alert type="error" showIcon message={say(roll.error)} />}
      </div>
    </Modal>
  );
}

function Compare({ of, asked }: { of: Document; asked: string | null }) {
  const t = useWords('studio');
  const [from, setFrom] = useState<string | null>(asked ?? of.versions.find((one) => one.version !== of.version)?.version ?? null);
  const [to, setTo] = useState<string>(of.version);
  const difference = useVersionDifference(of.kind, of.code, from && from !== to ? from : null, to);
  const before = useDocument(of.kind, from ? of.code : '', from);
  const after = useDocument(of.kind, of.code, to);
  if (!of.versions.some((one) => one.version !== of.version)) return <Empty title={t('compare_one')} hint={t('compare_one_hint')} />;
  return (
    <div className={own.compare}>
      <div className={own.bar}><VersionChoice versions={of.versions} value={from} onChange={setFrom} label={t('compare_from')} /><span aria-hidden="true">→</span><VersionChoice versions={of.versions} value={to} onChange={setTo} label={t('compare_to')} /></div>
      {from === to ? <Empty title={t('changes_none')} /> : <Loaded query={difference}>{(data) => (before.data && after.data ? <Changes kind={of.kind} code={of.code} difference={data} before={before.data.text} after={after.data.text} /> : <Loading />)}</Loaded>}
    </div>
  );
}
