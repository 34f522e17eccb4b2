import { useId } from 'react';
import { useLanguage, useWords } from '@/shared/i18n';
import type { Schema, Wrong } from './check';
import { FieldControl } from './FieldControl';
import { fieldsOf, worded, type Field } from './fields';
import { useWrongWords } from './useWrongWords';
import styles from './forms.module.css';

interface Props {
  schema: Schema;
  value: Readonly<Record<string, unknown>>;
  onChange: (value: Record<string, unknown>) => void;
  /** What to say is wrong; shown at its field. */
  wrong?: readonly Wrong[];
  disabled?: boolean;
  /** For a preview: nothing is uploaded or looked up. */
  offline?: boolean;
  /** Begins the ids of the fields, so that a form can bring the reader to one: `<base>-<name>`. */
  base?: string;
  /** Where this part stands in the whole answer. */
  path?: readonly (string | number)[];
  onField?: (name: string) => void;
  chosen?: string | null;
}

/** The fields of a JSON Schema 2020-12 form, in the reader's language; which show depends on what is filled in. */
export function SchemaForm({ schema, value, onChange, wrong = [], disabled, offline, base: given, path = [], onField, chosen }: Props) {
  const made = useId();
  const base = given ?? made;
  const put = (name: string, next: unknown) => { const now = { ...value }; if (next === undefined) delete now[name]; else now[name] = next; onChange(now); };
  return (
    <div className={styles.form}>
      {fieldsOf(schema, value).map((field) => {
        const mine = wrong.filter((one) => path.concat(field.name).every((part, i) => one.path[i] === part));
        return <OneField key={field.name} field={field} base={base} value={value[field.name]} change={(next) => put(field.name, next)} wrong={mine} disabled={disabled} offline={offline} path={[...path, field.name]} onField={onField} chosen={chosen === field.name} />;
      })}
    </div>
  );
}

interface OneProps { field: Field; base: string; value: unknown; change: (value: unknown) => void; wrong: readonly Wrong[]; disabled?: boolean; offline?: boolean; path: readonly (string | number)[]; onField?: (name: string) => void; chosen: boolean }

function OneField({ field, base, value, change, wrong, disabled, offline, path, onField, chosen }: OneProps) {
  const t = useWords('forms');
  const say = useWrongWords();
  const language = useLanguage();
  const id = `${base}-${field.name}`;
  const help = worded(field.schema, 'help', language);
  const title = worded(field.schema, 'title', language) || field.name;
  if (field.kind === 'group') {
    return (
      <fieldset className={styles.group}>
        <legend>{title}</legend>
        {help && <p className={styles.help}>{help}</p>}
        <SchemaForm schema={field.schema} value={(value as Record<string, unknown> | undefined) ?? {}} onChange={change} wrong={wrong} disabled={disabled} offline={offline} base={id} path={path} />
      </fieldset>
    );
  }
  const first = wrong[0];
  return (
    <div className={styles.field} data-chosen={chosen || undefined} data-kind={field.kind} onFocus={onField && (() => onField(field.name))} onClick={onField && (() => onField(field.name))}>
      <label htmlFor={id} id={`${id}-label`}>{title}{field.required ? <em aria-hidden="true"> *</em> : <small>{t('optional')}</small>}</label>
      {help && <p id={`${id}-help`} className={styles.help}>{help}</p>}
      <FieldControl id={id} field={field} value={value} change={change} wrong={!!first} described={[help && `${id}-help`, first && `${id}-wrong`].filter(Boolean).join(' ') || undefined} disabled={disabled} offline={offline} />
      {first && <p id={`${id}-wrong`} role="alert" className={styles.wrong}>{say(first, field)}</p>}
    </div>
  );
}
