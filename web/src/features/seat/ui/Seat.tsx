import { Alert, App, Button } from 'antd';
import { useEffect, useRef, useState } from 'react';
import type { InputRef } from 'antd';
import { Panel } from '@/shared/components/Panel';
import { useProblemText } from '@/shared/components/problemText';
import { useShortcuts } from '@/shared/components/shortcuts';
import { useSettled } from '@/shared/hooks/useSettled';
import { isProblem } from '@/shared/http/problem';
import type { Schemas } from '@/shared/http/types';
import { newKey } from '@/shared/hooks/newKey';
import { useCodeWord, useWords } from '@/shared/i18n';
import { useSession } from '@/shared/session/session';
import { freshForm, keepForm, keptForm, reportOf, shownFields, type Outcome, type SeatForm } from '../api/form';
import { useCloseCall, useOpenCall, useOpenCalls, type CallField, type NewLine } from '../api/call';
import { composed, laidOver, reportOfCall, shownOfCall } from '../api/fromCall';
import { useAdvice, useTakeIn } from '../api/seat';
import { AdvicePanel } from './AdvicePanel';
import { AnswerDialog } from './AnswerDialog';
import { Articles } from './Articles';
import { CallBar } from './CallBar';
import { CallExtras } from './CallExtras';
import { CallFormProvider, useRunningCall } from './callForm';
import { Caller } from './Caller';
import { Earlier } from './Earlier';
import { Fields } from './Fields';
import { RefuseDialog } from './RefuseDialog';
import { RelatedPanel } from './RelatedPanel';
import { ReplayDialog } from './ReplayDialog';
import { Taken } from './Taken';
import { Transcript } from './Transcript';
import { useReplay } from './useReplay';
import { useWhen } from './useWhen';
import { WordsField } from './WordsField';
import styles from './seat.module.css';

const ADVICE_AFTER = 350;
const TAKEN_SHOWN = 5;

/** The hotline seat: the agent listens and types one text; the rest fills itself and is confirmed with one key. */
export default function Seat() {
  const t = useWords('seat');
  const word = useCodeWord();
  const say = useProblemText();
  const { message } = App.useApp();
  const when = useWhen();
  const login = useSession().data?.person.login ?? '';
  const [own, setForm] = useState<SeatForm>(() => keptForm(login));
  const [article, setArticle] = useState<string>();
  const [dialog, setDialog] = useState<'answer' | 'refuse' | 'replay' | null>(null);
  const [start, setStart] = useState('');
  const [taken, setTaken] = useState<Schemas['IntakeOutcome'][]>([]);
  const phone = useRef<InputRef>(null);
  const words = useRef<HTMLTextAreaElement>(null);

  // While a call runs, what it heard lies over what the agent typed; the agent's own values lie on top of that again.
  const calls = useOpenCalls(!!login);
  const left = useRef(new Set<number>());
  const waiting = calls.data?.find((one) => one.agent.login === login && !left.current.has(one.id) && one.id !== own.call);
  const openCall = useOpenCall();
  const closeCall = useCloseCall();
  const running = useRunningCall(own.call);
  const call = running.form;
  const player = useReplay();
  const made = call && !own.text ? composed(call.fields, call.call.lines, (field, value) => t('fact', { field: word('CallField', field), value }), t('comma'), when) : own.text;
  const form: SeatForm = call ? { ...laidOver({ ...own, phone: own.phone || call.call.caller || '' }, call.fields), text: made } : own;

  const asked = useSettled(JSON.stringify({ text: form.text, ...(form.point ? { point: form.point } : {}), ...(form.address ? { address: form.address } : {}), ...(form.phone.length >= 7 ? { phone: form.phone } : {}), ...(form.matter ? { matter: form.matter } : {}) }), ADVICE_AFTER);
  const query = useAdvice(JSON.parse(asked));
  const advice = form.text.trim().length >= 4 ? query.data : undefined;
  const shown = call ? shownOfCall(form, call.fields, advice) : shownFields(form, advice);
  const takeIn = useTakeIn();

  useEffect(() => keepForm(login, own), [login, own]);
  const fresh = !own.call && !own.text && !own.phone && !own.name;
  useEffect(() => { if (fresh && waiting && !openCall.isPending) setForm({ ...freshForm(), call: waiting.id, startedAt: Date.parse(waiting.started_at) }); }, [fresh, waiting, openCall.isPending]);

  /** What the agent changes goes to the call where the call has that field, else it stays here. */
  const change = (part: Partial<SeatForm>) => {
    const rest = { ...part };
    if (call) {
      const give = (key: keyof SeatForm, field: CallField, value: string | boolean | null | undefined) => {
        if (!(key in part)) return;
        if (value === undefined) call.undo(field); else call.set(field, value);
        if (key !== 'urgency') delete rest[key];
      };
      give('phone', 'phone', part.phone);
      give('name', 'name', part.name);
      give('confidential', 'confidential', part.confidential);
      give('kind', 'kind', part.kind);
      give('matter', 'matter', part.matter);
      give('urgency', 'urgent', part.urgency === undefined ? undefined : part.urgency === 'urgent' || part.urgency === 'emergency');
      if (!part.point) give('address', 'place', part.address);
    }
    if (Object.keys(rest).length) setForm((now) => ({ ...now, ...rest }));
  };
  const next = () => {
    if (own.call) left.current.add(own.call);
    player.stop();
    setForm(freshForm());
    takeIn.reset();
    setDialog(null);
    phone.current?.focus();
  };
  const end = (became?: number) => {
    if (call?.call.state === 'open') closeCall.mutate({ id: call.call.id, became });
    next();
  };
  const send = async (outcome: Outcome) => {
    if (takeIn.isPending) return;
    if (form.text.trim().length < 2) { void message.warning(t('words_missing')); words.current?.focus(); return; }
    await call?.flush().catch(() => undefined);   // a value the call refused is shown there; the report goes on with what stands on the screen
    takeIn.mutate(call ? reportOfCall(form, call.fields, advice, outcome) : reportOf(form, outcome), {
      onSuccess: (after) => {
        setTaken((now) => [after, ...now].slice(0, TAKEN_SHOWN));
        end(after.case.id);
      },
      onError: (error) => { if (isProblem(error) && error.reason === 'idempotency_mismatch') setForm((now) => ({ ...now, key: newKey() })); },
    });
  };
  const join = (index: number) => { const one = advice?.related[index]; if (one) void send({ join: one.case.id }); };
  const begin = (caller: string, lines?: NewLine[], pace = 1) => openCall.mutate(caller ? { caller } : {}, {
    onSuccess: (opened) => {
      setDialog(null);
      setForm({ ...freshForm(), call: opened.id, phone: opened.caller ?? '', startedAt: Date.parse(opened.started_at) });
      if (lines) player.start(opened.id, lines, pace);
    },
  });
  const answerWith = (words: string, article?: string) => { setStart(words); setArticle(article); setDialog('answer'); };

  useShortcuts([
    { keys: 'Ctrl+Enter', what: t('submit'), whileTyping: true, run: () => { if (!dialog) void send(undefined); } },
    { keys: 'Alt+A', what: t('answer'), whileTyping: true, run: () => answerWith('') },
    { keys: 'Alt+R', what: t('refuse'), whileTyping: true, run: () => setDialog('refuse') },
    { keys: 'Alt+N', what: t('next_call'), whileTyping: true, run: () => end() },
    ...[0, 1, 2].map((i) => ({ keys: `Alt+${i + 1}`, what: t('join_nth', { n: i + 1 }), whileTyping: true, run: () => join(i) })),
  ]);

  const hint = advice?.hint;
  return (
    <CallFormProvider value={call}>
      <div className={`${styles.seat} ${call ? styles.withCall : ''}`}>
        <h1 className="visually-hidden">{t('title')}</h1>
        {call && <div className={styles.heardColumn}><Transcript form={call} /></div>}
        <div className={styles.left}>
          <Taken taken={taken} />
          {(calls.isSuccess || call) && (
            <CallBar form={call} waiting={waiting} error={running.error ?? openCall.error ?? closeCall.error} busy={openCall.isPending || closeCall.isPending} replay={player.replay}
              onTake={(id) => setForm((now) => ({ ...now, call: id }))} onOpen={() => begin(form.phone)} onReplay={() => setDialog('replay')} onEnd={() => end()} onPause={player.pause} onGo={player.go} onPace={player.setPace} />
          )}
          <Panel>
            <Caller form={form} change={change} phone={phone} />
            {hint && (
              <Alert className={styles.hint} type={hint === 'emergency_line' ? 'error' : 'warning'} showIcon message={hint === 'emergency_line' ? t('hint_emergency') : t('hint_refuse', { kind: word('RefuseKind', hint) })}
                action={<Button size="small" danger={hint === 'emergency_line'} onClick={() => setDialog('refuse')}>{word('RefuseKind', hint)}</Button>} />
            )}
            <WordsField value={form.text} advice={advice} onChange={(text) => setForm((now) => ({ ...now, text }))} field={words} busy={query.isFetching} onFollow={call && own.text ? () => setForm((now) => ({ ...now, text: '' })) : undefined} />
            <Fields form={form} shown={shown} advice={advice} change={change} />
            {call && <CallExtras form={call} />}
            {takeIn.error && <Alert type="error" showIcon className={styles.hint} message={say(takeIn.error)} description={isProblem(takeIn.error) && takeIn.error.field ? t('field_wrong', { field: takeIn.error.field }) : undefined} role="alert" />}
            <div className={styles.actions}>
              <Button type="primary" size="large" loading={takeIn.isPending} onClick={() => void send(undefined)}>{t('submit')} <kbd>Ctrl ↵</kbd></Button>
              <Button size="large" onClick={() => answerWith('')}>{t('answer')} <kbd>Alt A</kbd></Button>
              <Button size="large" onClick={() => setDialog('refuse')}>{t('refuse')} <kbd>Alt R</kbd></Button>
              <Button size="large" type="text" onClick={() => end()} className={styles.last}>{t('next_call')} <kbd>Alt N</kbd></Button>
            </div>
          </Panel>
        </div>
        <div className={styles.right}>
          <Articles articles={advice?.articles ?? []} onAnswer={answerWith} />
          <AdvicePanel advice={advice} error={query.error} busy={query.isFetching} onMatter={(matter) => change({ matter })} chosen={shown.matter} />
          <RelatedPanel related={advice?.related ?? []} onJoin={join} busy={takeIn.isPending} />
          <Earlier phone={form.phone} />
        </div>
        <AnswerDialog open={dialog === 'answer'} start={start} onClose={() => setDialog(null)} onSend={(answer) => void send({ answer, article })} busy={takeIn.isPending} error={takeIn.error} />
        <RefuseDialog open={dialog === 'refuse'} kind={hint ?? undefined} onClose={() => setDialog(null)} onSend={(kind, reason) => void send({ refuse: { kind, reason } })} busy={takeIn.isPending} error={takeIn.error} />
        <ReplayDialog open={dialog === 'replay'} onClose={() => setDialog(null)} onStart={(lines, caller, pace) => begin(caller, lines, pace)} />
      </div>
    </CallFormProvider>
  );
}
