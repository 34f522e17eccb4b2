import { CheckOutlined } from '@ant-design/icons';
import { Alert, App, Button, Input, Modal, Radio } from 'antd';
import { useState, type ReactNode } from 'react';
import { useNavigate } from 'react-router-dom';
import { Panel } from '@/shared/components/Panel';
import { useProblemText } from '@/shared/components/problemText';
import { isProblem } from '@/shared/http/problem';
import { useWords } from '@/shared/i18n';
import { useSession } from '@/shared/session/session';
import { useCheckDraft, useDecide, usePublish, useSubmit, type Checks, type Draft } from '../api/studio';
import { ChecksPanel } from './ChecksPanel';
import { MomentField } from '@/shared/time/MomentField';
import styles from './release.module.css';

interface Props { of: Draft; checks: Checks | null | undefined; keep: () => Promise<boolean>; onShow: (where: { element?: string; row?: number }) => void; onOpen: (mode: 'edit' | 'changes' | 'impact') => void }
const ORDER = ['draft', 'checked', 'tested', 'in_review', 'approved', 'published'] as const;

/** The way from a draft to use: checks and tests, a second person, a day on which it begins. */
export function ReleasePane({ of, checks, keep, onShow, onOpen }: Props) {
  const t = useWords('studio');
  const { data: session } = useSession();
  const at = ORDER.indexOf(of.state);
  const admin = !!session?.roles.includes('admin');
  const own = of.author.login === session?.person.login || of.submitted_by?.login === session?.person.login;
  return (
    <div className={styles.release}>
      <ol className={styles.way}>
        <Stage number={1} title={t('release.check')} hint={t('release.check_hint')} state={at >= 1 ? 'done' : 'now'}><CheckStep of={of} keep={keep} /></Stage>
        <Stage number={2} title={t('release.submit')} hint={t('release.submit_hint')} state={at >= 3 ? 'done' : at >= 1 ? 'now' : 'later'}>
          {at < 3 ? <SubmitStep of={of} checks={checks} keep={keep} /> : <p className={styles.said}>{of.note}<small>{of.submitted_by?.name ?? of.author.name}</small></p>}
        </Stage>
        <Stage number={3} title={t('release.review')} hint={t('release.review_hint')} state={at >= 4 ? 'done' : at === 3 ? 'now' : 'later'}>
          {at === 3 && (own ? <Alert type="info" showIcon message={t('review_not_own')} /> : !admin ? <Alert type="info" showIcon message={t('review_admin')} /> : <ReviewStep of={of} onOpen={onOpen} />)}
          {at >= 4 && <p className={styles.said}>{of.decision_reason || t('review_passed')}<small>{of.reviewer?.name}</small></p>}
        </Stage>
        <Stage number={4} title={t('release.publish')} hint={t('release.publish_hint')} state={at >= 5 ? 'done' : at === 4 ? 'now' : 'later'}>
          {at === 4 && (admin ? <PublishStep of={of} checks={checks} /> : <Alert type="info" showIcon message={t('publish_admin')} />)}
        </Stage>
      </ol>
      <Panel title={t('side.checks')} tight className={styles.checks} extra={<Button size="small" type="link" onClick={() => onOpen('changes')}>{t('see_changes')}</Button>}><ChecksPanel checks={checks} onShow={onShow} /></Panel>
    </div>
  );
}

function Stage({ number, title, hint, state, children }: { number: number; title: string; hint: string; state: 'done' | 'now' | 'later'; children?: ReactNode }) {
  return (
    <li data-state={state} aria-current={state === 'now' ? 'step' : undefined}>
      <span className={styles.number} aria-hidden="true">{state === 'done' ? <CheckOutlined /> : number}</span>
      <div><h2>{title}</h2><p className={styles.low}>{hint}</p>{state !== 'later' && children}</div>
    </li>
  );
}

function CheckStep({ of, keep }: { of: Draft; keep: () => Promise<boolean> }) {
  const t = useWords('studio');
  const say = useProblemText();
  const check = useCheckDraft();
  if (['in_review', 'approved', 'published'].includes(of.state)) return null;
  return <div className={styles.act}><Button type={of.state === 'draft' ? 'primary' : 'default'} loading={check.isPending} onClick={() => void keep().then((done) => { if (done) check.mutate(of.id); })}>{t('release.check_run')}</Button>{check.error && <Alert type="error" showIcon message={say(check.error)} />}</div>;
}

function SubmitStep({ of, checks, keep }: { of: Draft; checks: Checks | null | undefined; keep: () => Promise<boolean> }) {
  const t = useWords('studio');
  const say = useProblemText();
  const { message } = App.useApp();
  const submit = useSubmit();
  const [note, setNote] = useState(of.note ?? '');
  const stopped = checks?.fatal || !!checks?.tests.failed;
  return (
    <div className={styles.act}>
      <label>{t('note')}<Input.TextArea value={note} maxLength={2000} autoSize={{ minRows: 2, maxRows: 6 }} placeholder={t('note_hint')} onChange={(event) => setNote(event.target.value)} /></label>
      {stopped && <Alert type="warning" showIcon message={t(checks?.fatal ? 'verdict.fatal' : 'verdict.tests')} />}
      {submit.error && <Alert type="error" showIcon message={say(submit.error)} />}
      <Button type="primary" disabled={!note.trim() || stopped} loading={submit.isPending} onClick={() => void keep().then((done) => { if (done) submit.mutate({ id: of.id, note: note.trim() }, { onSuccess: () => void message.success(t('submitted')) }); })}>{t('release.submit_run')}</Button>
    </div>
  );
}

function ReviewStep({ of, onOpen }: { of: Draft; onOpen: Props['onOpen'] }) {
  const t = useWords('studio');
  const say = useProblemText();
  const { message } = App.useApp();
  const decide = useDecide();
  const [reason, setReason] = useState('');
  const send = (approve: boolean) => decide.mutate({ id: of.id, approve, ...(reason.trim() ? { reason: reason.trim() } : {}) }, { onSuccess: () => void message.success(t(approve ? 'approved' : 'sent_back')) });
  return (
    <div className={styles.act}>
      <p className={styles.low}>{t('review_look')} <Button size="small" type="link" onClick={() => onOpen('changes')}>{t('see_changes')}</Button><Button size="small" type="link" onClick={() => onOpen('impact')}>{t('mode.impact')}</Button></p>
      <label>{t('review_reason')}<Input.TextArea value={reason} maxLength={2000} autoSize={{ minRows: 2, maxRows: 6 }} onChange={(event) => setReason(event.target.value)} /></label>
      {decide.error && <Alert type="error" showIcon message={say(decide.error)} />}
      <div className={styles.buttons}><Button type="primary" loading={decide.isPending} onClick={() => send(true)}>{t('approve')}</Button><Button danger disabled={!reason.trim()} loading={decide.isPending} onClick={() => send(false)}>{t('send_back')}</Button></div>
    </div>
  );
}

function PublishStep({ of, checks }: { of: Draft; checks: Checks | null | undefined }) {
  const t = useWords('studio');
  const say = useProblemText();
  const go = useNavigate();
  const { message } = App.useApp();
  const publish = usePublish();
  const [when, setWhen] = useState<'now' | 'later'>('now');
  const [at, setAt] = useState('');
  const [override, setOverride] = useState<string | null>(null);
  const send = (reason?: string) => publish.mutate({ id: of.id, ...(when === 'later' && at ? { effective_at: at } : {}), ...(reason ? { override_reason: reason } : {}) }, {
    onSuccess: (version) => { setOverride(null); void message.success(t(version.state === 'scheduled' ? 'published_later' : 'published_now')); go(`/studio/${of.kind}/${of.code}?part=history`); },
    onError: (error) => { if (isProblem(error) && error.reason === 'needs_override') setOverride((now) => now ?? ''); },
  });
  const asked = isProblem(publish.error) && publish.error.reason === 'needs_override';
  return (
    <div className={styles.act}>
      <Radio.Group value={when} onChange={(event) => setWhen(event.target.value as 'now' | 'later')} aria-label={t('effective')} options={[{ value: 'now', label: t('effective_now') }, { value: 'later', label: t('effective_later') }]} />
      {when === 'later' && <MomentField value={at} onChange={setAt} label={t('effective_at')} />}
      <p className={styles.low}>{t('publish_open_cases')}</p>
      {publish.error && !asked && <Alert type="error" showIcon message={say(publish.error)} />}
      <Button type="primary" loading={publish.isPending} disabled={when === 'later' && !at} onClick={() => (checks?.gaps ? setOverride('') : send())}>{t('release.publish_run')}</Button>
      <Modal open={override !== null} title={t('override_title')} okText={t('override_ok')} cancelText={t('shared:cancel')} onCancel={() => setOverride(null)} okButtonProps={{ danger: true, disabled: !override?.trim(), loading: publish.isPending }} onOk={() => send(override?.trim())} destroyOnHidden>
        <div className={styles.act}>
          <p>{t('override_hint', { count: checks?.gaps ?? 0 })}</p>
          {checks && <div className={styles.gaps}><ChecksPanel checks={{ ...checks, faults: [] }} onShow={() => undefined} /></div>}
          <label>{t('override_reason')}<Input.TextArea value={override ?? ''} maxLength={500} autoSize={{ minRows: 2, maxRows: 5 }} onChange={(event) => setOverride(event.target.value)} /></label>
        </div>
      </Modal>
    </div>
  );
}
