import { ClockCircleOutlined, ReloadOutlined, SaveOutlined, StepBackwardOutlined } from '@ant-design/icons';
import { Alert, App, Button, Input, Modal, Select } from 'antd';
import { useEffect, useMemo, useState } from 'react';
import { Failed, Loading } from '@/shared/components/States';
import type { TestCase } from '@/shared/documents/types';
import { useProblemText } from '@/shared/components/problemText';
import { isProblem, ProblemError } from '@/shared/http/problem';
import { useCodeWord, useLanguage, useWords } from '@/shared/i18n';
import { ProcessDiagram, type Badge, type Tone } from '@/shared/process/ProcessDiagram';
import { fullTime } from '@/shared/time/format';
import { CASE_VARIABLES, looksAt, namesOf } from '../api/elements';
import type { Draft } from '../api/studio';
import { testOf, trailOf, useWalk, type OpenTask, type Possible, type Step, type Walk, type WalkSoFar } from '../api/walk';
import { FaultText } from './FaultText';
import { When } from './Parts';
import { MomentField } from '@/shared/time/MomentField';
import { Story } from './Story';
import { VariablesField } from './VariablesField';
import styles from './walk.module.css';

interface Props { of: Draft; readOnly: boolean; start: WalkSoFar | null; onSave: (test: TestCase) => void }

const nineToday = () => { const now = new Date(); now.setUTCHours(1, 0, 0, 0); return now.toISOString().replace('.000', ''); };

/** Walks a process on the real engine: tokens on the drawing, what can be done now, and the story so far. Nothing is kept but what is saved as a test. */
export default function WalkPane({ of, readOnly, start, onSave }: Props) {
  const t = useWords('studio');
  const { message } = App.useApp();
  const [begun, setBegun] = useState<Pick<WalkSoFar, 'variables' | 'start_at'>>(() => ({ variables: start?.variables ?? Object.fromEntries(looksAt(of.text).map((name) => [name, CASE_VARIABLES[name]])), start_at: start?.start_at ?? nineToday() }));
  const [so, setSo] = useState<WalkSoFar | null>(start);
  const [focus, setFocus] = useState<{ element?: string; at: number } | null>(null);
  const [naming, setNaming] = useState(false);
  useEffect(() => { if (start) { setBegun({ variables: start.variables, start_at: start.start_at }); setSo(start); } }, [start]);
  const language = useLanguage();
  const names = useMemo(() => namesOf(of.text, language === 'en'), [of.text, language]);
  const nameOf = (id: string) => names.get(id) ?? id;   // in the reader's language; the engine's own names are those of the file
  const walk = useWalk(of.text, so);
  const data = so ? walk.data : undefined;
  const act = (step: Step) => setSo((now) => (now ? { ...now, steps: [...now.steps, step] } : now));
  const back = () => setSo((now) => (now?.steps.length ? { ...now, steps: now.steps.slice(0, -1) } : now));

  const tones = useMemo(() => {
    const out: Record<string, Tone[]> = {};
    for (const id of trailOf(data?.trace ?? [])) out[id] = ['been'];
    for (const token of data?.state?.tokens ?? []) out[token.element] = ['here'];
    for (const fault of data?.faults ?? []) if (fault.element) out[fault.element] = [fault.severity === 'error' ? 'bad' : 'warn'];
    for (const one of data?.state?.incidents ?? []) out[one.element] = ['bad'];
    return out;
  }, [data]);
  const badges = useMemo<Badge[]>(() => (data?.state?.tokens ?? []).map((token) => ({ element: token.element, text: token.count > 1 ? `● ${token.count}` : '●', tone: 'here', title: t('token', { count: token.count }) })), [data, t]);
  const pick = (element: string) => setFocus({ element, at: Date.now() });

  return (
    <div className={styles.walk}>
      <section className={styles.picture} aria-label={t('walk_picture')}><ProcessDiagram text={of.text} label={t('walk_picture')} tones={tones} badges={badges} focus={focus} follow={data?.state?.tokens[data.state.tokens.length - 1]?.element} /></section>
      <section className={styles.side} aria-label={t('mode.walk')}>
        {!so ? (
          <div className={styles.begin}>
            <p className={styles.low}>{t('walk_hint')}</p>
            <div><span>{t('variables')}</span><VariablesField value={begun.variables} onChange={(variables) => setBegun({ ...begun, variables })} /></div>
            <label>{t('walk_start')}<MomentField value={begun.start_at} onChange={(at) => setBegun({ ...begun, start_at: at })} /></label>
            <Button type="primary" onClick={() => setSo({ ...begun, steps: [] })}>{t('walk_begin')}</Button>
          </div>
        ) : (
          <>
            <div className={styles.bar}>
              <span className={styles.clock}><ClockCircleOutlined /> {data ? <Clock at={data.now} /> : '…'}</span>
              <Button size="small" icon={<StepBackwardOutlined />} disabled={!so.steps.length} onClick={back}>{t('walk_back')}</Button>
              <Button size="small" icon={<ReloadOutlined />} onClick={() => setSo(null)}>{t('walk_again')}</Button>
              {!readOnly && <Button size="small" icon={<SaveOutlined />} disabled={!data?.state} onClick={() => setNaming(true)}>{t('walk_save')}</Button>}
            </div>
            {walk.error && !walk.isFetching ? <Failed error={walk.error} retry={() => void walk.refetch()} /> : !data ? <Loading rows={6} /> : (
              <div className={styles.scroll} aria-busy={walk.isFetching} tabIndex={0} role="region" aria-label={t('walk_now')}>
                <Now walk={data} nameOf={nameOf} onAct={act} onPick={pick} key={so.steps.length} />
                <h2>{t('walk_story')}</h2>
                <Story trace={data.trace} steps={so.steps} nameOf={nameOf} onPick={pick} />
              </div>
            )}
          </>
        )}
      </section>
      {naming && so && data && <NameDialog taken={of.tests.map((one) => one.name)} onClose={() => setNaming(false)} onName={(name) => { onSave(testOf(name, so, data)); setNaming(false); void message.success(t('walk_saved', { name })); }} />}
    </div>
  );
}

function Clock({ at }: { at: string }) {
  const language = useLanguage();
  return <>{fullTime(at, language)}</>;
}

function Now({ walk, nameOf, onAct, onPick }: { walk: Walk; nameOf: (id: string) => string; onAct: (step: Step) => void; onPick: (element: string) => void }) {
  const t = useWords('studio');
  const say = useProblemText();
  const state = walk.state;
  const errors = walk.faults.filter((one) => one.severity === 'error');
  if (!state) return <Alert type="error" showIcon message={t('walk_faults')} description={<ul className={styles.faults}>{(errors.length ? errors : walk.faults).map((fault, i) => <li key={i}><button type="button" onClick={() => fault.element && onPick(fault.element)}><FaultText fault={fault} /></button></li>)}</ul>} />;
  const refusal = walk.refused && new ProblemError({ status: 409, reason: walk.refused.reason, facts: walk.refused.facts });
  const timers = walk.possible.filter((one) => one.command === 'pass_time');
  const others = walk.possible.filter((one) => !['complete', 'pass_time'].includes(one.command));
  return (
    <>
      {refusal && isProblem(refusal) && <Alert type="warning" showIcon message={t('walk_refused')} description={say(refusal)} />}
      {state.ended && <Alert type="success" showIcon message={t('walk_ended')} />}
      {state.suspended && <Alert type="info" showIcon message={t('walk_suspended')} />}
      {state.incidents.map((one) => <Alert key={one.number} type="error" showIcon message={t('walk_incident', { name: one.name || nameOf(one.element) })} description={one.detail || one.cause} />)}
      {state.tasks.map((task) => <TaskCard key={task.number} task={task} nameOf={nameOf} possible={walk.possible.filter((one) => one.task === task.number)} onAct={onAct} onPick={onPick} />)}
      {(state.timers.length > 0 || timers.length > 0) && <Timers timers={state.timers} next={timers[0]} now={walk.now} nameOf={nameOf} onAct={onAct} onPick={onPick} />}
      {!state.ended && !state.timers.length && !timers.length && <PassTime now={walk.now} onAct={onAct} />}
      {state.waiting.map((one) => (
        <div key={one.element + one.name} className={styles.card}>
          <header><button type="button" onClick={() => onPick(one.element)}><b>{nameOf(one.element)}</b></button><small>{t(`waiting.${one.kind}`, { name: one.name })}</small></header>
          {one.kind !== 'condition' && <Button size="small" onClick={() => onAct(one.kind === 'message' ? { command: 'deliver', message: one.name, ...(one.correlation ? { correlation: one.correlation } : {}) } : { command: 'signal', name: one.name })}>{t(one.kind === 'message' ? 'act.deliver' : 'act.signal')}</Button>}
        </div>
      ))}
      {others.some((one) => !one.task && ['resume', 'suspend', 'retry', 'skip', 'withdraw', 'return_to'].includes(one.command)) && (
        <div className={styles.others}>{others.filter((one) => !one.task && ['resume', 'suspend', 'retry', 'skip', 'withdraw', 'return_to'].includes(one.command)).map((one, i) => <Button key={i} size="small" onClick={() => onAct(toStep(one, t('walk_reason')))}>{t(`act.${one.command}`, { defaultValue: one.command })}{one.element ? ` ${one.name ?? nameOf(one.element)}` : ''}</Button>)}</div>
      )}
      {Object.keys(state.variables).length > 0 && <details className={styles.vars}><summary>{t('variables')}</summary><dl>{Object.entries(state.variables).map(([key, value]) => <div key={key}><dt>{key}</dt><dd>{JSON.stringify(value)}</dd></div>)}</dl></details>}
    </>
  );
}

const NEEDS_REASON = ['suspend', 'skip', 'withdraw', 'return_to', 'jump'];
const toStep = (one: Possible, reason: string): Step => ({
  command: one.command as Step['command'], ...(one.task ? { task: one.task } : {}), ...(one.element ? { element: one.element } : {}), ...(one.incident ? { incident: one.incident } : {}), ...(one.message ? { message: one.message } : {}), ...(NEEDS_REASON.includes(one.command) ? { reason } : {}),
});

const PEOPLE = ['add_signer', 'remove_signer', 'delegate', 'transfer', 'jump', 'return_to', 'remind', 'throw_error', 'escalate'];

function TaskCard({ task, nameOf, possible, onAct, onPick }: { task: OpenTask; nameOf: (id: string) => string; possible: readonly Possible[]; onAct: (step: Step) => void; onPick: (element: string) => void }) {
  const t = useWords('studio');
  const word = useCodeWord();
  const [outcome, setOutcome] = useState('');
  const [variables, setVariables] = useState<Record<string, unknown>>({});
  const [move, setMove] = useState<string | null>(null);
  const moves = possible.filter((one) => PEOPLE.includes(one.command));
  const open = task.signers.filter((one) => !one.done);
  const complete = (by?: string) => onAct({ command: 'complete', task: task.number, element: task.element, ...(outcome.trim() ? { outcome: outcome.trim() } : {}), ...(Object.keys(variables).length ? { variables } : {}), ...(by ? { by } : {}) });
  return (
    <div className={styles.card}>
      <header>
        <button type="button" onClick={() => onPick(task.element)}><b>{nameOf(task.element) === task.element ? task.name || task.element : nameOf(task.element)}{task.index ? ` #${task.index}` : ''}</b></button>
        <small>{[task.stage && word('Stage', task.stage), task.assigned].filter(Boolean).join(' · ')}</small>
        {task.due_at && <small>{t('due')} <When at={task.due_at} /></small>}
      </header>
      {task.operations.length > 0 && <p className={styles.low}>{task.operations.map((one) => word('Operation', one)).join(' · ')}</p>}
      <div className={styles.row}>
        <Input size="small" value={outcome} onChange={(event) => setOutcome(event.target.value)} placeholder={t('outcome')} aria-label={t('outcome_of', { name: task.name || task.element })} />
        <Button size="small" type="primary" onClick={() => complete()}>{t('act.complete')}</Button>
      </div>
      {open.length > 1 && <div className={styles.others}>{open.map((one) => <Button key={one.who} size="small" onClick={() => complete(one.who)}>{t('act.sign', { who: one.who })}</Button>)}</div>}
      <details><summary>{t('task_more')}</summary>
        <VariablesField value={variables} onChange={setVariables} />
        {moves.length > 0 && (
          <div className={styles.row}>
            <Select size="small" placeholder={t('people_moves')} aria-label={t('people_moves')} value={move} onChange={setMove} options={moves.map((one, i) => ({ value: String(i), label: `${t(`act.${one.command}`, { defaultValue: one.command })}${one.element && one.element !== task.element ? ` → ${one.name ?? nameOf(one.element)}` : ''}` }))} />
            <MoveButton possible={move === null ? undefined : moves[Number(move)]} onAct={(step) => { setMove(null); onAct(step); }} />
          </div>
        )}
      </details>
    </div>
  );
}

/** A person's move beside the drawn way; some want a person's name. */
function MoveButton({ possible, onAct }: { possible: Possible | undefined; onAct: (step: Step) => void }) {
  const t = useWords('studio');
  const [who, setWho] = useState('');
  if (!possible) return null;
  const field = ['add_signer', 'remove_signer'].includes(possible.command) ? 'who' : ['delegate', 'transfer'].includes(possible.command) ? 'to' : ['throw_error', 'escalate'].includes(possible.command) ? 'code' : null;
  return (
    <>
      {field && <Input size="small" value={who} onChange={(event) => setWho(event.target.value)} placeholder={t(`move_${field}`)} aria-label={t(`move_${field}`)} />}
      <Button size="small" disabled={!!field && !who.trim()} onClick={() => onAct({ ...toStep(possible, t('walk_reason')), reason: t('walk_reason'), ...(field ? { [field]: who.trim() } : {}) })}>{t('act.do')}</Button>
    </>
  );
}

function Timers({ timers, next, now, nameOf, onAct, onPick }: { timers: { element: string; due_at: string }[]; next: Possible | undefined; now: string; nameOf: (id: string) => string; onAct: (step: Step) => void; onPick: (element: string) => void }) {
  const t = useWords('studio');
  const first = [...timers].sort((a, b) => a.due_at.localeCompare(b.due_at))[0];
  return (
    <div className={styles.card}>
      <header><b>{t('timers')}</b></header>
      <ul className={styles.timers}>{timers.map((one) => <li key={one.element + one.due_at}><button type="button" onClick={() => onPick(one.element)}>{nameOf(one.element)}</button><span><When at={one.due_at} /></span></li>)}</ul>
      <div className={styles.row}>
        {(next?.until ?? first?.due_at) && <Button size="small" onClick={() => onAct({ command: 'pass_time', until: next?.until ?? first?.due_at })}>{t('act.pass_to_timer')}</Button>}
      </div>
      <PassTime now={now} onAct={onAct} bare />
    </div>
  );
}

function PassTime({ now, onAct, bare }: { now: string; onAct: (step: Step) => void; bare?: boolean }) {
  const t = useWords('studio');
  const [until, setUntil] = useState(now);
  const plus = (hours: number) => onAct({ command: 'pass_time', until: new Date(new Date(now).getTime() + hours * 3600e3).toISOString().replace('.000', '') });
  const body = (
    <>
      <div className={styles.row}>{[1, 4, 24, 72].map((hours) => <Button key={hours} size="small" onClick={() => plus(hours)}>{t(hours < 24 ? 'plus_hours' : 'plus_days', { count: hours < 24 ? hours : hours / 24 })}</Button>)}</div>
      <div className={styles.row}><MomentField value={until} onChange={setUntil} label={t('pass_until')} /><Button size="small" disabled={until <= now} onClick={() => onAct({ command: 'pass_time', until })}>{t('act.pass')}</Button></div>
    </>
  );
  return bare ? body : <details className={styles.card}><summary>{t('pass_time')}</summary>{body}</details>;
}

function NameDialog({ taken, onName, onClose }: { taken: readonly string[]; onName: (name: string) => void; onClose: () => void }) {
  const t = useWords('studio');
  const [name, setName] = useState('');
  const ready = !!name.trim() && !taken.includes(name.trim());
  return (
    <Modal open title={t('walk_save_title')} okText={t('walk_save')} cancelText={t('shared:cancel')} okButtonProps={{ disabled: !ready }} onOk={() => onName(name.trim())} onCancel={onClose} destroyOnHidden>
      <p className={styles.low}>{t('walk_save_hint')}</p>
      <Input autoFocus value={name} maxLength={200} aria-label={t('test_name')} placeholder={t('test_name')} onChange={(event) => setName(event.target.value)} onPressEnter={() => { if (ready) onName(name.trim()); }} />
    </Modal>
  );
}
