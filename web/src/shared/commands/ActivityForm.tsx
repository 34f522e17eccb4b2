import { Alert, Button, Input, Radio } from 'antd';
import { useEffect, useId, useMemo, useRef, useState } from 'react';
import { EVENT_KINDS } from '@/generated/contract';
import { Loading } from '@/shared/components/States';
import { useProblemText } from '@/shared/components/problemText';
import { useForm } from '@/shared/forms/api';
import { SchemaForm } from '@/shared/forms/SchemaForm';
import { useSchemaForm } from '@/shared/forms/useSchemaForm';
import type { Case, Command, Schemas } from '@/shared/http/types';
import { useCodeWord, useWords } from '@/shared/i18n';
import { useProcessText } from '@/shared/process/api';
import { outcomesOf } from '@/shared/process/outcomes';
import { useSession } from '@/shared/session/session';
import { ChangedNote } from './ChangedNote';
import type { Values } from './table';
import { useSend } from './useSend';
import styles from './commands.module.css';

export type Activity = Schemas['CaseProcess']['activities'][number];
/** What an operation brought about is an outcome too, but nobody's to choose. */
const HAPPENED: readonly string[] = EVENT_KINDS;
/** Half-filled forms outlive a closed drawer, for as long as the page is open. */
const drafts = new Map<string, Record<string, unknown>>();

interface Props { of: Case; initial?: Values; onDone: (after: Case) => void; onCancel?: () => void }

/** Finishes one open step of the case's process: which one, the answers to its form, the way out the diagram asks about. */
export function ActivityForm({ of, initial, onDone, onCancel }: Props) {
  const t = useWords('commands');
  const { data: session } = useSession();
  const base = useId();
  const activities = useMemo(() => {
    const mine = (one: Activity) => (one.who !== null && (one.who === session?.unit?.code || one.who === session?.person.login) ? 0 : 1);
    return [...(of.process?.activities ?? [])].sort((a, b) => mine(a) - mine(b));
  }, [of.process, session]);
  const [id, setId] = useState(() => (typeof initial?.activity === 'number' ? initial.activity : undefined));
  const activity = activities.find((one) => one.id === id) ?? activities[0];
  if (!activity) return <p className={styles.hint}>{t('no_activity')}</p>;
  return (
    <div className={styles.form}>
      {activities.length > 1 && (
        <div className={styles.field}>
          <span className={styles.label} id={`${base}-which`}>{t('field.activity')}</span>
          <Radio.Group value={activity.id} aria-labelledby={`${base}-which`} onChange={(event) => setId(event.target.value as number)} className={styles.reports} options={activities.map((one) => ({ value: one.id, label: one.name }))} />
        </div>
      )}
      <OneActivity key={activity.id} of={of} activity={activity} alone={activities.length === 1} onDone={onDone} onCancel={onCancel} />
    </div>
  );
}

function OneActivity({ of, activity, alone, onDone, onCancel }: Omit<Props, 'initial'> & { activity: Activity; alone: boolean }) {
  const t = useWords('commands');
  const word = useCodeWord();
  const say = useProblemText();
  const base = useId();
  const box = useRef<HTMLFormElement>(null);
  const form = useForm(activity.form);
  const drawing = useProcessText(of.process?.code, of.process?.version);
  const outcomes = useMemo(() => (drawing.data ? outcomesOf(drawing.data.text, activity.element).filter((one) => !HAPPENED.includes(one.value)) : []), [drawing.data, activity.element]);
  const key = `${of.id}/${activity.id}`;
  const schema = form.data?.schema ?? null;
  const filled = useSchemaForm(schema, drafts.get(key));
  const [outcome, setOutcome] = useState<string>();
  const [note, setNote] = useState('');
  const [tried, setTried] = useState(false);
  const { send, busy, error, changed } = useSend(of);
  const waiting = !!activity.form && form.isPending;
  const needsOutcome = outcomes.length > 1 && !outcome;
  useEffect(() => { if (!waiting) box.current?.querySelector<HTMLElement>('textarea, input:not([type="file"]), button[type="submit"]')?.focus({ preventScroll: true }); }, [waiting]);

  const submit = async () => {
    setTried(true);
    if (busy || waiting) return;
    const data = filled.ready();
    if (!data || needsOutcome) {
      const first = filled.wrong[0]?.path[0];
      const field = document.getElementById(first === undefined ? `${base}-outcome` : `${base}-${String(first)}`);
      (field?.matches('input, textarea, button') ? field : field?.querySelector<HTMLElement>('input, textarea, button') ?? field)?.focus();
      return;
    }
    const body = { operation: 'complete_activity', activity: activity.id, ...(outcome ? { outcome } : {}), ...(schema !== null ? { data } : {}), ...(note.trim() ? { note: note.trim() } : {}) } as Command;
    const after = await send(body);
    if (after) { drafts.delete(key); onDone(after); }
  };
  const gone = !of.may.includes('complete_activity') || !of.process?.activities.some((one) => one.id === activity.id);
  return (
    <form ref={box} noValidate className={styles.form} aria-label={activity.name} onSubmit={(event) => { event.preventDefault(); void submit(); }}
      onKeyDown={(event) => { if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) { event.preventDefault(); void submit(); } }}>
      <ChangedNote changed={changed} />
      {gone && <Alert type="info" showIcon message={t('not_now', { operation: word('Operation', 'complete_activity') })} className={styles.note} />}
      {alone && <p className={styles.step}>{t('this_step')} <b>{activity.name}</b></p>}
      {waiting ? <Loading rows={4} /> : (
        <>
          {schema !== null && <SchemaForm schema={schema} value={filled.value} onChange={(value) => { filled.setValue(value); drafts.set(key, value); }} wrong={filled.shown} base={base} />}
          {!!activity.form && schema === null && <Alert type="warning" showIcon message={t('form_missing', { form: activity.form })} action={<Button size="small" onClick={() => void form.refetch()}>{t('again')}</Button>} className={styles.note} />}
          {outcomes.length > 0 && (
            <div className={styles.field}>
              <span className={styles.label} id={`${base}-outcome-label`}>{t('field.outcome')}</span>
              <Radio.Group id={`${base}-outcome`} aria-labelledby={`${base}-outcome-label`} value={outcome} onChange={(event) => setOutcome(event.target.value as string)} className={styles.codes} options={outcomes.map((one) => ({ value: one.value, label: one.label }))} />
              {tried && needsOutcome && <p role="alert" className={styles.wrong}>{t('needed')}</p>}
            </div>
          )}
          <div className={styles.field}>
            <label htmlFor={`${base}-note`}>{t('field.note')}<small>{t('optional')}</small></label>
            <Input.TextArea id={`${base}-note`} rows={2} maxLength={2000} value={note} onChange={(event) => setNote(event.target.value)} />
          </div>
        </>
      )}
      {!!error && <Alert type="error" showIcon role="alert" message={say(error)} className={styles.note} />}
      <div className={styles.actions}>
        <Button type="primary" htmlType="submit" loading={busy} disabled={gone || waiting}>{word('Operation', 'complete_activity')} <kbd>Ctrl ↵</kbd></Button>
        {onCancel && <Button onClick={onCancel}>{t('cancel')}</Button>}
      </div>
    </form>
  );
}
