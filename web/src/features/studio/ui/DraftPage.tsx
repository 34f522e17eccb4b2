import { ArrowLeftOutlined, CloudOutlined, DeleteOutlined, DownloadOutlined, LoadingOutlined, WarningOutlined } from '@ant-design/icons';
import { Alert, App, Button, Tooltip } from 'antd';
import { lazy, Suspense, useCallback, useMemo, useState } from 'react';
import { Link, useNavigate, useParams, useSearchParams } from 'react-router-dom';
import { Empty, Failed, Loading } from '@/shared/components/States';
import { TabRow } from '@/shared/components/TabRow';
import { useProblemText } from '@/shared/components/problemText';
import { useShortcuts } from '@/shared/components/shortcuts';
import type { Focus, Marks } from '@/shared/documents/types';
import { useSettled } from '@/shared/hooks/useSettled';
import { get } from '@/shared/http/client';
import { isProblem } from '@/shared/http/problem';
import { useWords } from '@/shared/i18n';
import { useSession } from '@/shared/session/session';
import { download, ENDINGS, nameIn } from '../api/blank';
import { useKeptDraft } from '../api/draft';
import { useDraft, useDropDraft, useLiveChecks, type Draft } from '../api/studio';
import type { WalkSoFar } from '../api/walk';
import { ASIDES, EDITORS } from '../editors';
import { ChangesPane } from './ChangesPane';
import { ChecksPanel } from './ChecksPanel';
import { ImpactPane } from './ImpactPane';
import { KindTag, StateTag } from './Parts';
import { ReleasePane } from './ReleasePane';
import { TestsPanel } from './TestsPanel';
import styles from './draft.module.css';

const WalkPane = lazy(() => import('./WalkPane'));
const MODES = ['edit', 'walk', 'changes', 'impact', 'release'] as const;
type Mode = (typeof MODES)[number];
type Side = 'properties' | 'checks' | 'tests';
const CLOSED = ['in_review', 'approved', 'published'];

export function DraftPage() {
  const t = useWords('studio');
  const id = Number(useParams().id);
  const draft = useDraft(id);
  if (draft.data) return <Workspace key={id} of={draft.data} />;
  if (draft.error) return isProblem(draft.error) && draft.error.status === 404 ? <Empty page title={t('draft_gone')} hint={<Link to="/studio">{t('back_to_list')}</Link>} /> : <Failed page error={draft.error} retry={() => void draft.refetch()} />;
  return <Loading rows={12} />;
}

/** A draft and all that is done with it until it is published. */
function Workspace({ of }: { of: Draft }) {
  const t = useWords('studio');
  const go = useNavigate();
  const [params, setParams] = useSearchParams();
  const { data: session } = useSession();
  const { now, draft, change, keep, takeTheirs, keepMine } = useKeptDraft(of);
  const walks = of.kind === 'process';
  const modes = MODES.filter((one) => (one !== 'walk' || walks) && (one !== 'impact' || of.kind !== 'form'));
  const mode: Mode = modes.find((one) => one === params.get('mode')) ?? 'edit';
  const open = (next: Mode) => setParams(next === 'edit' ? {} : { mode: next });   // not in the path: a new path shows a page anew, and the drawing would forget what can be undone

  const hasAside = ASIDES.includes(of.kind);
  const [side, setSide] = useState<Side>(hasAside ? 'properties' : 'checks');
  const [aside, setAside] = useState<HTMLDivElement | null>(null);
  const [focus, setFocus] = useState<Focus | null>(null);
  const [walked, setWalked] = useState<WalkSoFar | null>(null);
  const [again, setAgain] = useState(false);
  const readOnly = CLOSED.includes(draft.state) && !again;

  const text = useSettled(draft.text, 700);
  const tests = useSettled(draft.tests, 700);
  const live = useLiveChecks(useMemo(() => ({ kind: of.kind, code: of.code, text, tests }), [of.kind, of.code, text, tests]));
  const checks = live.data ?? draft.checks;
  const marks = useMemo<Marks>(() => ({ faults: checks?.faults ?? [], proofs: checks?.proofs ?? [], changes: [] }), [checks]);
  const look = useCallback((where: { element?: string; row?: number }) => { setFocus({ ...where, at: Date.now() }); }, []);
  const show = (where: { element?: string; row?: number }) => { if (mode !== 'edit') open('edit'); look(where); };

  useShortcuts([
    ...modes.map((one, i) => ({ keys: `Alt+${i + 1}`, what: t(`mode.${one}`), run: () => open(one), whileTyping: true })),
    { keys: 'Ctrl+S', what: t('key.save'), run: () => void keep(), whileTyping: true },
  ]);

  const Editor = EDITORS[of.kind];
  const wrong = (checks?.faults.length ?? 0) + Math.max(checks?.gaps ?? 0, checks?.proofs.length ?? 0);
  const sides: { key: Side; label: string; count?: number; tone?: 'bad' | 'warn' }[] = [
    ...(hasAside ? [{ key: 'properties' as const, label: t('side.properties') }] : []),
    { key: 'checks', label: t('side.checks'), count: wrong, tone: checks?.fatal ? 'bad' : 'warn' },
    { key: 'tests', label: t('side.tests'), count: draft.tests.length, tone: checks?.tests.failed ? 'bad' : undefined },
  ];
  return (
    <div className={styles.frame}>
      <header className={styles.head}>
        <Tooltip title={t('back_to_list')}><Button type="text" icon={<ArrowLeftOutlined />} aria-label={t('back_to_list')} onClick={() => go('/studio')} /></Tooltip>
        <div className={styles.title}>
          <h1>{draft.name}</h1>
          <p><KindTag kind={of.kind} /> <Link to={`/studio/${of.kind}/${of.code}`} className="mono">{of.code}</Link></p>
        </div>
        <StateTag state={draft.state} />
        <Kept state={now.state} retry={() => void keep()} />
        <TabRow<Mode> label={t('modes')} panel="studio-mode" active={mode} onChange={open} className={styles.modes} items={modes.map((one) => ({ key: one, label: t(`mode.${one}`) }))} />
        <div className={styles.acts}>
          <Tooltip title={t('export')}><Button icon={<DownloadOutlined />} aria-label={t('export')} onClick={() => download(`${of.code}${ENDINGS[of.kind]}`, draft.text)} /></Tooltip>
          {draft.state !== 'published' && (of.author.login === session?.person.login || session?.roles.includes('admin')) && <Drop id={of.id} />}
        </div>
      </header>
      <Notices of={draft} readOnly={readOnly} now={now} onAgain={() => setAgain(true)} takeTheirs={takeTheirs} keepMine={keepMine} />
      <div id="studio-mode" role="tabpanel" aria-label={t(`mode.${mode}`)} className={styles.mode}>
        <div className={styles.edit} hidden={mode !== 'edit'}>
          <section className={styles.main} aria-label={t(`kind.${of.kind}`)}>
            <Suspense fallback={<Loading rows={10} />}>
              <Editor kind={of.kind} code={of.code} text={draft.text} onChange={(next) => { const name = nameIn(of.kind, next); change({ text: next, ...(name && name !== draft.name ? { name } : {}) }); }} readOnly={readOnly} marks={marks} focus={focus} onSelect={(element) => { if (element && side === 'tests') setSide(hasAside ? 'properties' : 'checks'); }} aside={aside} />
            </Suspense>
          </section>
          <aside className={styles.side} aria-label={t('side')}>
            <TabRow<Side> label={t('side')} panel="studio-side" active={side} onChange={setSide} items={sides} className={styles.sideTabs} />
            <div id="studio-side" role="tabpanel" aria-label={t(`side.${side}`)} className={styles.sideBody} tabIndex={0}>
              <div ref={setAside} hidden={side !== 'properties'} />
              {side === 'checks' && <ChecksPanel checks={checks} busy={live.isFetching} error={live.error} onShow={(where) => { look(where); }} />}
              {side === 'tests' && <TestsPanel of={draft} readOnly={readOnly} checks={checks} busy={live.isFetching} onChange={(next) => change({ tests: next })} onWalk={walks ? (so) => { setWalked(so); open('walk'); } : undefined} />}
            </div>
          </aside>
        </div>
        {mode === 'walk' && <Suspense fallback={<Loading rows={10} />}><WalkPane of={draft} readOnly={readOnly} start={walked} onSave={(test) => { change({ tests: [...draft.tests, test] }); setSide('tests'); }} /></Suspense>}
        {mode === 'changes' && <ChangesPane of={draft} kept={now.state === 'saved'} />}
        {mode === 'impact' && <ImpactPane of={draft} keep={keep} />}
        {mode === 'release' && <ReleasePane of={draft} checks={checks} keep={keep} onShow={show} onOpen={open} />}
      </div>
    </div>
  );
}

function Kept({ state, retry }: { state: string; retry: () => void }) {
  const t = useWords('studio');
  const icon = state === 'saved' ? <CloudOutlined /> : state === 'failed' || state === 'conflict' ? <WarningOutlined /> : <LoadingOutlined />;
  return <span className={styles.kept} data-state={state} role="status">{icon} {t(`kept.${state}`)}{state === 'failed' && <Button size="small" type="link" onClick={retry}>{t('shared:retry')}</Button>}</span>;
}

function Drop({ id }: { id: number }) {
  const t = useWords('studio');
  const go = useNavigate();
  const say = useProblemText();
  const { modal, message } = App.useApp();
  const drop = useDropDraft();
  const ask = () => void modal.confirm({
    title: t('drop_title'), content: t('drop_hint'), okText: t('drop'), okButtonProps: { danger: true }, cancelText: t('shared:cancel'),
    onOk: () => drop.mutateAsync(id).then(() => go('/studio'), (error: unknown) => { void message.error(say(error)); }),
  });
  return <Tooltip title={t('drop')}><Button icon={<DeleteOutlined />} aria-label={t('drop')} onClick={ask} /></Tooltip>;
}

interface NoticesProps { of: Draft; readOnly: boolean; now: { state: string; error: unknown; kept: Draft }; onAgain: () => void; takeTheirs: (theirs: Draft) => void; keepMine: (theirs: Draft) => void }

/** What stands in the way: somebody else's change, a newer version, a draft that is out of the author's hands. */
function Notices({ of, readOnly, now, onAgain, takeTheirs, keepMine }: NoticesProps) {
  const t = useWords('studio');
  const say = useProblemText();
  const settle = async (how: (theirs: Draft) => void) => how(await get<Draft>(`/studio/drafts/${of.id}`));
  return (
    <>
      {now.state === 'conflict' && (
        <Alert type="warning" showIcon banner message={t('conflict')} action={<span className={styles.choices}><Button size="small" onClick={() => void settle(takeTheirs)}>{t('conflict_theirs')}</Button><Button size="small" onClick={() => void settle(keepMine)}>{t('conflict_mine')}</Button></span>} />
      )}
      {now.state === 'failed' && <Alert type="error" showIcon banner message={say(now.error)} />}
      {of.state !== 'published' && of.base_version && of.present_version && of.base_version !== of.present_version && <Alert type="warning" showIcon banner message={t('base_moved')} description={t('base_moved_hint')} />}
      {of.state === 'draft' && of.decision_reason && <Alert type="warning" showIcon banner message={t('given_back', { name: of.reviewer?.name ?? '' })} description={of.decision_reason} />}
      {readOnly && of.state !== 'published' && <Alert type="info" showIcon banner message={t(of.state === 'in_review' ? 'closed_in_review' : 'closed_approved')} action={<Button size="small" onClick={onAgain}>{t('edit_again')}</Button>} />}
    </>
  );
}
