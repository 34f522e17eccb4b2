import { Alert, Button, Input, InputNumber, Radio } from 'antd';
import { useEffect, useId, useRef, useState } from 'react';
import { useProblemText } from '@/shared/components/problemText';
import type { Case, Schemas } from '@/shared/http/types';
import { useCodeWord, useWords } from '@/shared/i18n';
import { ActivityForm } from './ActivityForm';
import { ChangedNote } from './ChangedNote';
import { Files } from './Files';
import { CasePicker, MatterPicker, PlacePicker, StepPicker, UnitPicker, UnitsPicker } from './Pickers';
import { commandOf, FORMS, missing, shownFields, type FieldSpec, type Operation, type PlaceValue, type Values } from './table';
import { useSend } from './useSend';
import styles from './commands.module.css';

/** Half-written words outlive a closed drawer, for as long as the page is open. */
const drafts = new Map<string, Values>();

interface Props { of: Case; operation: Operation; initial?: Values; onDone: (after: Case) => void; onCancel?: () => void }

/** One operation on one case; finishing a step of its process asks that step's own form. */
export function CommandForm(props: Props) {
  return props.operation === 'complete_activity' ? <ActivityForm {...props} /> : <TableForm {...props} />;
}

/** An operation whose fields are made from the table. Ctrl+Enter sends. */
function TableForm({ of, operation, initial, onDone, onCancel }: Props) {
  const t = useWords('commands');
  const word = useCodeWord();
  const say = useProblemText();
  const base = useId();
  const form = FORMS[operation];
  const key = `${of.id}/${operation}`;
  const [values, setValues] = useState<Values>(() => ({ ...form?.startsWith, ...suggested(of, operation), ...initial, ...drafts.get(key) }));
  const [asked, setAsked] = useState(false);
  const box = useRef<HTMLFormElement>(null);
  const { send, busy, error, changed } = useSend(of);
  const lacking = missing(operation, values);
  useEffect(() => { box.current?.querySelector<HTMLElement>('textarea, input:not([type="file"]), button[type="submit"]')?.focus({ preventScroll: true }); }, []);
  if (!form) return null;

  const change = (name: string, value: unknown) => setValues((now) => {
    const next = { ...now, [name]: value };
    if (typeof value === 'string' || Array.isArray(value)) drafts.set(key, next);
    return next;
  });
  const submit = async () => {
    setAsked(true);
    if (lacking || busy) { document.getElementById(`${base}-${lacking?.name}`)?.focus(); return; }
    const after = await send(commandOf(operation, values));
    if (after) { drafts.delete(key); onDone(after); }
  };
  const gone = !of.may.includes(operation);

  return (
    <form ref={box} className={styles.form} aria-label={word('Operation', operation)} onSubmit={(event) => { event.preventDefault(); void submit(); }}
      onKeyDown={(event) => { if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) { event.preventDefault(); void submit(); } }}>
      <ChangedNote changed={changed} />
      {gone && <Alert type="info" showIcon message={t('not_now', { operation: word('Operation', operation) })} className={styles.note} />}
      {t(`about.${operation}`, { defaultValue: '' }) && <p className={styles.about}>{t(`about.${operation}`)}</p>}
      {shownFields(operation, values).map((field) => {
        const id = `${base}-${field.name}`;
        const wrong = asked && lacking?.name === field.name;
        const needed = field.required || field.requiredWhen?.(values);
        return (
          <div key={field.name} className={styles.field}>
            <label htmlFor={id} id={`${id}-label`}>{t(`field.${operation}.${field.name}`, { defaultValue: t(`field.${field.name}`) })}{!needed && <small>{t('optional')}</small>}</label>
            <Control field={field} id={id} of={of} operation={operation} value={values[field.name]} change={(value) => change(field.name, value)} />
            {wrong && <p role="alert" className={styles.wrong}>{t('needed')}</p>}
          </div>
        );
      })}
      {!!error && <Alert type="error" showIcon role="alert" message={say(error)} className={styles.note} />}
      <div className={styles.actions}>
        <Button type="primary" danger={form.danger} htmlType="submit" loading={busy} disabled={gone}>{t(`send.${operation}`, { defaultValue: word('Operation', operation) })} <kbd>Ctrl ↵</kbd></Button>
        {onCancel && <Button onClick={onCancel}>{t('cancel')}</Button>}
      </div>
    </form>
  );
}

/** What the case itself suggests. */
function suggested(of: Case, operation: Operation): Values {
  if (operation === 'arbitrate' && of.dispute?.claim_unit) return { unit: of.dispute.claim_unit.code };
  if (operation === 'decide_extension' && of.extension) return { days: of.extension.days };
  const steps = of.process?.activities ?? [];
  if (['transfer', 'delegate', 'add_signer', 'remove_signer'].includes(operation) && steps[0]) return { activity: steps[0].id };
  if ((operation === 'retry' || operation === 'skip') && of.process?.stuck[0]) return { incident: of.process.stuck[0].id };
  if (operation === 'correct_matter' && of.advice.matters[0]) return { matter: of.advice.matters[0].matter.code };
  if (operation === 'assign_unit' && of.advice.units[0] && !of.unit) return { unit: of.advice.units[0].unit.code };
  if (operation === 'merge' && of.duplicates[0]) return { into: of.duplicates[0].case.id };
  return {};
}

interface ControlProps { field: FieldSpec; id: string; of: Case; operation: Operation; value: unknown; change: (value: unknown) => void }

function Control({ field, id, of, operation, value, change }: ControlProps) {
  const t = useWords('commands');
  const word = useCodeWord();
  switch (field.kind) {
    case 'words':
      return (
        <>
          <Input.TextArea id={id} rows={field.rows ?? 3} maxLength={field.most} value={(value as string | undefined) ?? ''} onChange={(event) => change(event.target.value)} />
          {!!field.ready && (
            <div className={styles.ready} role="group" aria-label={t('ready')}>
              {Array.from({ length: field.ready }, (_, i) => t(`ready.${operation}.${i + 1}`)).map((text) => <button type="button" key={text} onClick={() => change(text)}>{text}</button>)}
            </div>
          )}
        </>
      );
    case 'line': return <Input id={id} maxLength={field.most} value={(value as string | undefined) ?? ''} onChange={(event) => change(event.target.value)} />;
    case 'unit': return <UnitPicker id={id} value={value as string | undefined} onChange={change} placeholder={t('find_unit')} />;
    case 'units': return <UnitsPicker id={id} value={value as string[] | undefined} onChange={change} placeholder={t('find_unit')} />;
    case 'matter': return <MatterPicker id={id} value={value as string | undefined} onChange={change} placeholder={t('find_matter')} />;
    case 'case': return <CasePicker id={id} of={of} value={value as number | undefined} onChange={change} placeholder={t('find_case')} />;
    case 'place': return <PlacePicker id={id} value={value as PlaceValue | undefined} onChange={change} placeholder={t('find_place')} />;
    case 'days': return <InputNumber id={id} min={1} max={60} value={value as number | undefined} onChange={(next) => change(next ?? undefined)} addonAfter={t('days')} />;
    case 'files': return <Files id={id} most={20} value={(value as Schemas['Attachment'][] | undefined) ?? []} onChange={change} />;
    case 'file': return <Files id={id} most={1} value={(value as Schemas['Attachment'][] | undefined) ?? []} onChange={change} />;
    case 'yes_no': return (
      <Radio.Group id={id} aria-labelledby={`${id}-label`} optionType="button" buttonStyle="solid" value={value} onChange={(event) => change(event.target.value)}
        options={[{ value: true, label: t(`yes.${operation}.${field.name}`) }, { value: false, label: t(`no.${operation}.${field.name}`) }]} />
    );
    case 'code': return (
      <Radio.Group id={id} aria-labelledby={`${id}-label`} value={value} onChange={(event) => change(event.target.value)} className={styles.codes}
        options={(field.codes?.(of) ?? []).map((code) => ({ value: code, label: word(field.list ?? '', code) }))} />
    );
    case 'pick': return <Radio.Group id={id} aria-labelledby={`${id}-label`} value={value} onChange={(event) => change(event.target.value)} className={styles.reports} options={(field.picks?.(of) ?? []).map((one) => ({ value: one.value, label: one.label }))} />;
    case 'step': return <StepPicker id={id} of={of} value={value as string | undefined} onChange={change} placeholder={t('find_step')} />;
    case 'report': return (
      <Radio.Group id={id} aria-labelledby={`${id}-label`} value={value} onChange={(event) => change(event.target.value)} className={styles.reports}
        options={of.reports.slice(1).map((report) => ({ value: report.id, label: Array.from(report.text).slice(0, 60).join('') }))} />
    );
  }
}
