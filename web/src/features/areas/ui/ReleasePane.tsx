import { CheckOutlined } from '@ant-design/icons';
import { Alert, App, Button, Input, Modal, Progress, Radio } from 'antd';
import { useState, type ReactNode } from 'react';
import { useProblemText } from '@/shared/components/problemText';
import { useLanguage, useWords } from '@/shared/i18n';
import { hasRole, useSession } from '@/shared/session/session';
import { dayTime } from '@/shared/time/format';
import { MomentField } from '@/shared/time/MomentField';
import { useCheckPlan, useDecidePlan, useLayers, usePublishPlan, useRollBackPlan, useSubmitPlan, type Plan, type Rule } from '../api/areas';
import type { usePlanWork } from '../api/usePlanWork';
import styles from './areas.module.css';

const ORDER = ['draft', 'checked', 'tested', 'in_review', 'approved', 'published'] as const;
const RULES: readonly Rule[] = ['stay', 'follow', 'follow_all'];

/** The way of a plan into use: what open cases do, checks, a second person, a day. */
export function ReleasePane({ plan, work, kept }: { plan: Plan; work: ReturnType<typeof usePlanWork>; kept: boolean }) {
  const t = useWords('areas');
  const { data: session } = useSession();
  const at = ORDER.indexOf(plan.state);
  const admin = hasRole(session, ['admin']);
  const own = plan.author.login === session?.person.login || plan.submitted_by?.login === session?.person.login;
  const state = (from: number, done: number) => (at >= done ? 'done' : at >= from ? 'now' : 'later');
  return (
    <ol className={styles.way}>
      <Stage title={t('release.rule')} state={at >= 3 ? 'done' : 'now'} number={1}><RuleChoice plan={plan} work={work} open={at < 3} /></Stage>
      <Stage title={t('release.check')} state={at >= 2 ? 'done' : 'now'} number={2}>{at < 3 && <Check plan={plan} kept={kept} />}</Stage>
      <Stage title={t('release.submit')} state={state(0, 3)} number={3}>{at < 3 ? <Submit plan={plan} kept={kept} /> : <p className={styles.said}>{plan.note} <small>{plan.submitted_by?.name ?? plan.author.name}</small></p>}</Stage>
      <Stage title={t('release.review')} state={state(3, 4)} number={4}>
        {at === 3 && (own ? <Alert type="info" showIcon message={t('review_not_own')} /> : !admin ? <Alert type="info" showIcon message={t('review_admin')} /> : <Review plan={plan} />)}
        {at >= 4 && <p className={styles.said}>{plan.decision_reason || t('review_passed')} <small>{plan.reviewer?.name}</small></p>}
      </Stage>
      <Stage title={t('release.publish')} state={state(4, 5)} number={5}>
        {at === 4 && (admin ? <Publish plan={plan} /> : <Alert type="info" showIcon message={t('publish_admin')} />)}
        {at === 5 && <Published plan={plan} admin={admin} />}
      </Stage>
    </ol>
  );
}

function Stage({ number, title, state, children }: { number: number; title: string; state: 'done' | 'now' | 'later'; children?: ReactNode }) {
  return <li data-state={state} aria-current={state === 'now' ? 'step' : undefined}><span className={styles.number} aria-hidden="true">{state === 'done' ? <CheckOutlined /> : number}</span><div><h2>{title}</h2>{state !== 'later' && children}</div></li>;
}

function RuleChoice({ plan, work, open }: { plan: Plan; work: ReturnType<typeof usePlanWork>; open: boolean }) {
  const t = useWords('areas');
  const { data } = useLayers();
  const chosen = open ? work.now.open_cases : plan.open_cases;
  const city = data?.open_cases_rule ?? 'stay';
  if (!open) return <p className={styles.said}>{t(`rule.${chosen ?? city}`)}</p>;
  return (
    <Radio.Group className={styles.rules} value={chosen ?? 'city'} aria-label={t('release.rule')} onChange={(event) => work.change({ ...work.now, open_cases: event.target.value === 'city' ? null : (event.target.value as Rule) })}>
      <Radio value="city">{t('rule.city', { rule: t(`rule.${city}`) })}</Radio>
      {RULES.map((one) => <Radio key={one} value={one}>{t(`rule.${one}`)}</Radio>)}
    </Radio.Group>
  );
}

function Check({ plan, kept }: { plan: Plan; kept: boolean }) {
  const t = useWords('areas');
  const say = useProblemText();
  const check = useCheckPlan();
  const { checks } = plan;
  return (
    <div className={styles.act}>
      <Button loading={check.isPending} disabled={!kept || !plan.changes.length} onClick={() => check.mutate(plan.id)}>{t('check_run')}</Button>
      {check.error && <Alert type="error" showIcon message={say(check.error)} />}
      {checks && <Alert type={checks.fatal ? 'error' : checks.faults.length ? 'warning' : 'success'} showIcon message={t(checks.fatal ? 'check_fatal' : checks.faults.length ? 'check_warnings' : 'check_clean', { count: checks.faults.length })}
        description={checks.faults.length > 0 && <ul className={styles.checkFaults}>{checks.faults.slice(0, 20).map((one, i) => <li key={i}>{t(`fault.${one.rule}`, { defaultValue: one.rule })} {one.element && <code>{one.element}</code>}</li>)}</ul>} />}
    </div>
  );
}

function Submit({ plan, kept }: { plan: Plan; kept: boolean }) {
  const t = useWords('areas');
  const say = useProblemText();
  const { message } = App.useApp();
  const submit = useSubmitPlan();
  const [note, setNote] = useState(plan.note ?? '');
  return (
    <div className={styles.act}>
      <label className={styles.field}>{t('note')}<Input.TextArea value={note} maxLength={2000} autoSize={{ minRows: 2, maxRows: 6 }} placeholder={t('note_hint')} onChange={(event) => setNote(event.target.value)} /></label>
      {submit.error && <Alert type="error" showIcon message={say(submit.error)} />}
      <Button type="primary" disabled={!kept || !plan.changes.length || !note.trim()} loading={submit.isPending} onClick={() => submit.mutate({ id: plan.id, note: note.trim() }, { onSuccess: () => void message.success(t('submitted')) })}>{t('submit_run')}</Button>
    </div>
  );
}

function Review({ plan }: { plan: Plan }) {
  const t = useWords('areas');
  const say = useProblemText();
  const { message } = App.useApp();
  const decide = useDecidePlan();
  const [reason, setReason] = useState('');
  const send = (approve: boolean) => decide.mutate({ id: plan.id, approve, ...(reason.trim() ? { reason: reason.trim() } : {}) }, { onSuccess: () => void message.success(t(approve ? 'approved' : 'sent_back')) });
  return (
    <div className={styles.act}>
      <label className={styles.field}>{t('review_reason')}<Input.TextArea value={reason} maxLength={2000} autoSize={{ minRows: 2, maxRows: 6 }} onChange={(event) => setReason(event.target.value)} /></label>
      {decide.error && <Alert type="error" showIcon message={say(decide.error)} />}
      <div className={styles.buttons}><Button type="primary" loading={decide.isPending} onClick={() => send(true)}>{t('approve')}</Button><Button danger disabled={!reason.trim()} loading={decide.isPending} onClick={() => send(false)}>{t('send_back')}</Button></div>
    </div>
  );
}

function Publish({ plan }: { plan: Plan }) {
  const t = useWords('areas');
  const say = useProblemText();
  const { message } = App.useApp();
  const publish = usePublishPlan();
  const [when, setWhen] = useState<'now' | 'later'>('now');
  const [at, setAt] = useState('');
  return (
    <div className={styles.act}>
      <Radio.Group value={when} onChange={(event) => setWhen(event.target.value as 'now' | 'later')} aria-label={t('effective')} options={[{ value: 'now', label: t('effective_now') }, { value: 'later', label: t('effective_later') }]} />
      {when === 'later' && <MomentField value={at} onChange={setAt} label={t('effective')} />}
      {publish.error && <Alert type="error" showIcon message={say(publish.error)} />}
      <Button type="primary" loading={publish.isPending} disabled={when === 'later' && !at} onClick={() => publish.mutate({ id: plan.id, effective_at: when === 'later' ? at : null }, { onSuccess: () => void message.success(t('published')) })}>{t('publish_run')}</Button>
    </div>
  );
}

function Published({ plan, admin }: { plan: Plan; admin: boolean }) {
  const t = useWords('areas');
  const say = useProblemText();
  const language = useLanguage();
  const back = useRollBackPlan();
  const [reason, setReason] = useState<string | null>(null);
  const [newest] = plan.published;
  return (
    <div className={styles.act}>
      {plan.published.map((one, i) => (
        <div key={i} className={styles.released} data-state={one.state}>
          <b>{t(one.rolled_back ? 'rolled_back_at' : `released.${one.state}`, { at: dayTime(one.effective_at, language) })}</b> <small>{one.by?.name}</small>
          {one.rolled_back && one.note && <p>{one.note}</p>}
          {one.fault && <Alert type="error" showIcon message={one.fault} />}
          {one.follow && <>
            {one.follow.state !== 'done' && <Progress percent={100} status="active" showInfo={false} size="small" aria-label={t('following')} />}
            <p role="status">{t(one.follow.state === 'done' ? 'followed' : 'following')}: {t('follow_counts', { ...one.follow })}</p>
          </>}
        </div>
      ))}
      {admin && newest && !newest.rolled_back && newest.state !== 'failed' && <Button danger onClick={() => setReason('')}>{t(newest.state === 'scheduled' ? 'call_off' : 'roll_back')}</Button>}
      <Modal open={reason !== null} title={t('roll_back_title')} okText={t('roll_back')} cancelText={t('shared:cancel')} onCancel={() => setReason(null)} okButtonProps={{ danger: true, disabled: !reason?.trim(), loading: back.isPending }} onOk={() => back.mutate({ id: plan.id, reason: reason?.trim() ?? '' }, { onSuccess: () => setReason(null) })} destroyOnHidden>
        <p>{t('roll_back_hint')}</p>
        <label className={styles.field}>{t('reason')}<Input.TextArea value={reason ?? ''} maxLength={500} autoSize={{ minRows: 2, maxRows: 5 }} onChange={(event) => setReason(event.target.value)} /></label>
        {back.error && <Alert type="error" showIcon message={say(back.error)} />}
      </Modal>
    </div>
  );
}
