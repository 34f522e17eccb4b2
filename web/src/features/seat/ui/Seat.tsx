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
import { useAdvice, useTakeIn } from '../api/seat';
import { AdvicePanel } from './AdvicePanel';
import { AnswerDialog } from './AnswerDialog';
import { Caller } from './Caller';
import { Earlier } from './Earlier';
import { Fields } from './Fields';
import { RefuseDialog } from './RefuseDialog';
import { RelatedPanel } from './RelatedPanel';
import { Taken } from './Taken';
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
  const login = useSession().data?.person.login ?? '';
  const [form, setForm] = useState<SeatForm>(() => keptForm(login));
  const [dialog, setDialog] = useState<'answer' | 'refuse' | null>(null);
  const [taken, setTaken] = useState<Schemas['IntakeOutcome'][]>([]);
  const phone = useRef<InputRef>(null);
  const words = useRef<HTMLTextAreaElement>(null);
  const asked = useSettled(JSON.stringify({ text: form.text, ...(form.point ? { point: form.point } : {}), ...(form.address ? { address: form.address } : {}), ...(form.phone.length >= 7 ? { phone: form.phone } : {}), ...(form.matter ? { matter: form.matter } : {}) }), ADVICE_AFTER);
  const query = useAdvice(JSON.parse(asked));
  const advice = form.text.trim().length >= 4 ? query.data : undefined;
  const shown = shownFields(form, advice);
  const takeIn = useTakeIn();

  useEffect(() => keepForm(login, form), [login, form]);

  const change = (part: Partial<SeatForm>) => setForm((now) => ({ ...now, ...part }));
  const next = () => { setForm(freshForm()); takeIn.reset(); setDialog(null); phone.current?.focus(); };
  const send = (outcome: Outcome) => {
    if (takeIn.isPending) return;
    if (form.text.trim().length < 2) { void message.warning(t('words_missing')); words.current?.focus(); return; }
    takeIn.mutate(reportOf(form, outcome), {
      onSuccess: (made) => {
        setTaken((now) => [made, ...now].slice(0, TAKEN_SHOWN));
        next();
      },
      onError: (error) => { if (isProblem(error) && error.reason === 'idempotency_mismatch') change({ key: newKey() }); },
    });
  };
  const join = (index: number) => { const one = advice?.related[index]; if (one) send({ join: one.case.id }); };

  useShortcuts([
    { keys: 'Ctrl+Enter', what: t('submit'), whileTyping: true, run: () => { if (!dialog) send(undefined); } },
    { keys: 'Alt+A', what: t('answer'), whileTyping: true, run: () => setDialog('answer') },
    { keys: 'Alt+R', what: t('refuse'), whileTyping: true, run: () => setDialog('refuse') },
    { keys: 'Alt+N', what: t('next_call'), whileTyping: true, run: next },
    ...[0, 1, 2].map((i) => ({ keys: `Alt+${i + 1}`, what: t('join_nth', { n: i + 1 }), whileTyping: true, run: () => join(i) })),
  ]);

  const hint = advice?.hint;
  return (
    <div className={styles.seat}>
      <h1 className="visually-hidden">{t('title')}</h1>
      <div className={styles.left}>
        <Taken taken={taken} />
        <Panel>
          <Caller form={form} change={change} phone={phone} />
          {hint && (
            <Alert className={styles.hint} type={hint === 'emergency_line' ? 'error' : 'warning'} showIcon message={hint === 'emergency_line' ? t('hint_emergency') : t('hint_refuse', { kind: word('RefuseKind', hint) })}
              action={<Button size="small" danger={hint === 'emergency_line'} onClick={() => setDialog('refuse')}>{word('RefuseKind', hint)}</Button>} />
          )}
          <WordsField value={form.text} advice={advice} onChange={(text) => change({ text })} field={words} busy={query.isFetching} />
          <Fields form={form} shown={shown} advice={advice} change={change} />
          {takeIn.error && <Alert type="error" showIcon className={styles.hint} message={say(takeIn.error)} description={isProblem(takeIn.error) && takeIn.error.field ? t('field_wrong', { field: takeIn.error.field }) : undefined} role="alert" />}
          <div className={styles.actions}>
            <Button type="primary" size="large" loading={takeIn.isPending} onClick={() => send(undefined)}>{t('submit')} <kbd>Ctrl ↵</kbd></Button>
            <Button size="large" onClick={() => setDialog('answer')}>{t('answer')} <kbd>Alt A</kbd></Button>
            <Button size="large" onClick={() => setDialog('refuse')}>{t('refuse')} <kbd>Alt R</kbd></Button>
            <Button size="large" type="text" onClick={next} className={styles.last}>{t('next_call')} <kbd>Alt N</kbd></Button>
          </div>
        </Panel>
      </div>
      <div className={styles.right}>
        <AdvicePanel advice={advice} error={query.error} busy={query.isFetching} onMatter={(matter) => change({ matter })} chosen={shown.matter} />
        <RelatedPanel related={advice?.related ?? []} onJoin={join} busy={takeIn.isPending} />
        <Earlier phone={form.phone} />
      </div>
      <AnswerDialog open={dialog === 'answer'} onClose={() => setDialog(null)} onSend={(answer) => send({ answer })} busy={takeIn.isPending} error={takeIn.error} />
      <RefuseDialog open={dialog === 'refuse'} kind={hint ?? undefined} onClose={() => setDialog(null)} onSend={(kind, reason) => send({ refuse: { kind, reason } })} busy={takeIn.isPending} error={takeIn.error} />
    </div>
  );
}
