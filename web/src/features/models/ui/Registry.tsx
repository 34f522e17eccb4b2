import { Alert, App, Button, Input, Modal, Progress } from 'antd';
import { useEffect, useState } from 'react';
import { useQueryClient } from '@tanstack/react-query';
import { Panel } from '@/shared/components/Panel';
import { useProblemText } from '@/shared/components/problemText';
import { Empty, Loaded } from '@/shared/components/States';
import { isProblem } from '@/shared/http/problem';
import { useLanguage, useWords } from '@/shared/i18n';
import { dayTime } from '@/shared/time/format';
import { percent } from '../api/figures';
import { useJob, useModel, useModels, usePromote, useRollBack, useShadow, useStopTraining, useTrain, type Model, type ModelDetail } from '../api/models';
import { Figures } from './Figures';
import styles from './models.module.css';

const State = ({ of }: { of: Model['state'] }) => { const t = useWords('models'); return <span className={styles.state} data-state={of}>{t(`state.${of}`)}</span>; };

/** All models, the one in use first to be seen; training, shadow, promotion and the way back. */
export function Registry({ admin }: { admin: boolean }) {
  const t = useWords('models');
  const query = useModels();
  const [chosen, setChosen] = useState<number>();
  return (
    <Loaded query={query}>
      {(list) => (
        <>
          <p className={styles.policy}>{t(`policy.${list.promote}`)}</p>
          {admin && <Training />}
          {!list.items.length ? <Empty title={t('none')} hint={t('none_hint')} /> : (
            <div className={styles.desk}>
              <ol className={styles.models} aria-label={t('tab.registry')}>
                {list.items.map((one) => <li key={one.id}><Row of={one} chosen={(chosen ?? list.in_use ?? list.items[0]?.id) === one.id} onChoose={() => setChosen(one.id)} /></li>)}
              </ol>
              <ModelPane id={chosen ?? list.in_use ?? list.items[0]?.id} admin={admin} />
            </div>
          )}
        </>
      )}
    </Loaded>
  );
}

function Row({ of, chosen, onChoose }: { of: Model; chosen: boolean; onChoose: () => void }) {
  const t = useWords('models');
  const language = useLanguage();
  return (
    <button type="button" className={styles.row} aria-pressed={chosen} onClick={onChoose}>
      <span className={styles.rowTop}><b>{t('model', { id: of.id })}</b><State of={of.state} /></span>
      <span className={styles.low}>{dayTime(of.made_at, language)}<span>{of.by?.name ?? t('system')}</span><span>{of.metrics ? `${t('figure.accuracy')} ${percent(of.metrics.accuracy)}` : t('not_judged')}</span>{of.against?.worse && <span className={styles.worse}>{t('worse')}</span>}</span>
    </button>
  );
}

function Training() {
  const t = useWords('models');
  const say = useProblemText();
  const client = useQueryClient();
  const [job, setJob] = useState<number | null>(null);
  const [note, setNote] = useState('');
  const train = useTrain();
  const stop = useStopTraining();
  const { data } = useJob(job);
  const running = job !== null && (!data || data.state === 'running');
  useEffect(() => { if (data && data.state !== 'running') void client.invalidateQueries({ queryKey: ['models'], predicate: (one) => one.queryKey[1] !== 'job' }); }, [client, data]);
  return (
    <Panel className={styles.training}>
      <div className={styles.train}>
        <label htmlFor="train-note">{t('train_note')}</label>
        <Input id="train-note" value={note} maxLength={500} placeholder={t('train_note_hint')} disabled={running} onChange={(event) => setNote(event.target.value)} />
        <Button type="primary" loading={train.isPending} disabled={running} onClick={() => train.mutate(note.trim(), { onSuccess: (begun) => { setJob(begun.job); setNote(''); } })}>{t('train')}</Button>
      </div>
      {!!train.error && <Alert type="error" role="alert" showIcon message={say(train.error)} />}
      {data && (
        <div className={styles.job} role="status">
          <span>{data.state === 'running' ? t(`doing.${data.doing ?? 'waiting'}`) : t(`ended.${data.state}`, { id: data.model ?? '–' })}{data.fault && ` ${data.fault}`}</span>
          <Progress percent={Math.round(100 * (data.state === 'done' ? 1 : data.progress))} size="small" status={data.state === 'failed' ? 'exception' : undefined} aria-label={t('train')} />
          {running && <Button size="small" loading={stop.isPending} onClick={() => stop.mutate(data.id)}>{t('stop')}</Button>}
        </div>
      )}
    </Panel>
  );
}

function ModelPane({ id, admin }: { id: number | undefined; admin: boolean }) {
  const query = useModel(id);
  return <section className={styles.pane}><Loaded query={query}>{(of) => <Shown of={of} admin={admin} />}</Loaded></section>;
}

function Shown({ of, admin }: { of: ModelDetail; admin: boolean }) {
  const t = useWords('models');
  const say = useProblemText();
  const language = useLanguage();
  const { message } = App.useApp();
  const shadow = useShadow();
  const [dialog, setDialog] = useState<'promote' | 'rollback' | null>(null);
  const used = of.turns.some((turn) => turn.model === of.id);
  return (
    <>
      <Panel title={t('model', { id: of.id })} extra={<State of={of.state} />}>
        <p className={styles.low}><span className="mono">{of.version}</span><span>{t('made', { at: dayTime(of.made_at, language), who: of.by?.name ?? t('system') })}</span>{of.dataset && <span>{t('from_dataset', { id: of.dataset })}</span>}{of.parent && <span>{t('parent', { id: of.parent })}</span>}</p>
        {of.why && <p className={styles.why}>{['night', 'first'].includes(of.why) ? t(`why.${of.why}`) : of.why}</p>}
        {of.metrics ? <><p className={styles.judged}>{t('judged', { count: of.metrics.count, id: of.judged_on ?? '–' })}{of.against && ` ${t('beside', { id: of.against.model })}`}</p><Figures of={of.metrics} beside={of.against?.metrics} /></> : <p className={styles.judged}>{t('not_judged_hint')}</p>}
        {of.against && <p className={styles.low}>{t('both_right', { count: of.against.both_right })}<span>{t('only_this', { count: of.against.only_this })}</span><span>{t('only_other', { count: of.against.only_other })}</span><span>{t('neither', { count: of.against.neither })}</span></p>}
        {of.against?.worse && <Alert type="warning" showIcon message={t('worse_hint')} className={styles.alert} />}
        {of.shadow && <p className={styles.shadow}>{t('shadow_said', { count: of.shadow.count, agreed: of.shadow.count ? percent(of.shadow.agreed / of.shadow.count, 0) : '–', decided: of.shadow.decided, right: of.shadow.right, right_in_use: of.shadow.right_in_use })}</p>}
        {!!shadow.error && <Alert type="error" role="alert" showIcon message={say(shadow.error)} className={styles.alert} />}
        {admin && of.state !== 'in_use' && (
          <p className={styles.actions}>
            <Button type="primary" onClick={() => setDialog('promote')}>{t('promote')}</Button>
            {of.state === 'shadow' ? <Button loading={shadow.isPending} onClick={() => shadow.mutate({ id: of.id, on: false })}>{t('shadow_off')}</Button> : of.state === 'candidate' && <Button loading={shadow.isPending} onClick={() => shadow.mutate({ id: of.id, on: true }, { onSuccess: () => void message.success(t('shadow_begun')) })}>{t('shadow_on')}</Button>}
            {used && <Button onClick={() => setDialog('rollback')}>{t('rollback')}</Button>}
          </p>
        )}
      </Panel>
      {!!of.metrics?.per_class?.length && <PerClass of={of} />}
      {!!of.metrics?.confused?.length && <Confused of={of} />}
      {!!of.turns.length && (
        <Panel title={t('turns')} tight>
          <ul className={styles.turns}>{of.turns.map((turn, at) => <li key={at}><b>{t(`turn.${turn.what}`, { id: turn.model })}</b><span>{dayTime(turn.at, language)} · {turn.by?.name ?? t('system')}</span><span>{['night', 'first'].includes(turn.reason) ? t(`why.${turn.reason}`) : turn.reason}{turn.override_reason && ` · ${t('overridden', { reason: turn.override_reason })}`}</span></li>)}</ul>
        </Panel>
      )}
      {dialog && <TurnDialog of={of} what={dialog} onClose={() => setDialog(null)} />}
    </>
  );
}

function TurnDialog({ of, what, onClose }: { of: ModelDetail; what: 'promote' | 'rollback'; onClose: () => void }) {
  const t = useWords('models');
  const say = useProblemText();
  const { message } = App.useApp();
  const promote = usePromote();
  const back = useRollBack();
  const [reason, setReason] = useState('');
  const [override, setOverride] = useState('');
  const refused = promote.error;
  const worse = !!of.against?.worse || (isProblem(refused) && refused.reason === 'model_worse');
  const done = () => { onClose(); void message.success(t(`${what}_done`, { id: of.id })); };
  const send = () => (what === 'promote' ? promote.mutate({ id: of.id, reason: reason.trim(), override: override.trim() || undefined }, { onSuccess: done }) : back.mutate({ id: of.id, reason: reason.trim() }, { onSuccess: done }));
  return (
    <Modal open focusTriggerAfterClose={false} onCancel={onClose} title={t(what)} okText={t(`${what}_yes`)} cancelText={t('cancel')} confirmLoading={promote.isPending || back.isPending} okButtonProps={{ disabled: !reason.trim() || (what === 'promote' && worse && !override.trim()) }} onOk={send}>
      <p className={styles.hintText}>{t(`${what}_hint`)}</p>
      {!!(promote.error ?? back.error) && <Alert type="error" role="alert" showIcon message={say(promote.error ?? back.error)} className={styles.alert} />}
      <label htmlFor="turn-reason" className={styles.label}>{t('reason')}</label>
      <Input.TextArea id="turn-reason" rows={2} maxLength={500} value={reason} onChange={(event) => setReason(event.target.value)} />
      {what === 'promote' && worse && <><label htmlFor="turn-override" className={styles.label}>{t('override')}</label><Input.TextArea id="turn-override" rows={2} maxLength={500} value={override} onChange={(event) => setOverride(event.target.value)} /></>}
    </Modal>
  );
}

function PerClass({ of }: { of: ModelDetail }) {
  const t = useWords('models');
  const language = useLanguage();
  return (
    <Panel title={t('per_class')} tight>
      <div className={styles.scroll} tabIndex={0} role="region" aria-label={t('per_class')}>
        <table className={styles.table}>
          <thead><tr><th scope="col">{t('class')}</th><th scope="col">{t('support')}</th><th scope="col">{t('precision')}</th><th scope="col">{t('recall')}</th><th scope="col">F1</th></tr></thead>
          <tbody>{of.metrics?.per_class?.map((one) => <tr key={one.class}><th scope="row">{(language === 'en' && one.name_en) || one.name}</th><td>{one.support}</td><td>{percent(one.precision)}</td><td>{percent(one.recall)}</td><td><b>{percent(one.f1)}</b></td></tr>)}</tbody>
        </table>
      </div>
    </Panel>
  );
}

function Confused({ of }: { of: ModelDetail }) {
  const t = useWords('models');
  const language = useLanguage();
  const name = (one: { name: string; name_en?: string | null } | null) => (one ? (language === 'en' && one.name_en) || one.name : t('no_answer'));
  return (
    <Panel title={t('confused')} tight>
      <ul className={styles.turns}>{of.metrics?.confused?.slice(0, 10).map((one, at) => <li key={at}><span>{t('confused_line', { truth: name(one.truth), answer: name(one.answer) })}</span><b>{one.count}</b></li>)}</ul>
    </Panel>
  );
}
