import { Checkbox, Input } from 'antd';
import { useCodeWord, useWords } from '@/shared/i18n';
import { zoneOffset } from '@/shared/time/format';
import type { CallField } from '../api/call';
import type { CallForm } from './callForm';
import { Field } from './Field';
import styles from './seat.module.css';

/** What a call fills besides the fields every report has. */
export function CallExtras({ form }: { form: CallForm }) {
  const t = useWords('seat');
  const word = useCodeWord();
  const { fields, set } = form;
  const text = (field: CallField) => { const value = fields[field]?.value; return typeof value === 'string' ? value : ''; };
  const label = (field: CallField) => word('CallField', field);
  const input = (field: CallField, wide = false) => (
    <Field key={field} id={`call-${field}`} label={label(field)} of={field} wide={wide}>
      <Input id={`call-${field}`} value={text(field)} placeholder={t('not_said')} maxLength={500} autoComplete="off" onChange={(event) => set(field, event.target.value)} />
    </Field>
  );
  const at = text('happened_at');
  const earlier = fields.earlier_case?.value;
  return (
    <div className={`${styles.fields} ${styles.extras}`} role="group" aria-label={t('from_call')}>
      {input('summary', true)}
      <Field id="call-happened_at" label={label('happened_at')} of="happened_at">
        <Input id="call-happened_at" type={at && !at.includes('T') ? 'date' : 'datetime-local'} value={at.includes('T') ? at.slice(0, 16) : at}
          onChange={(event) => { const now = event.target.value; set('happened_at', now.includes('T') ? `${now}:00${zoneOffset(Date.parse(now) || 0)}` : now); }} />
      </Field>
      {input('recurs')}
      {input('subject')}
      {input('appeal')}
      <Field id="call-callback_wanted" label={label('callback_wanted')} of="callback_wanted">
        <Checkbox id="call-callback_wanted" checked={fields.callback_wanted?.value === true} onChange={(event) => set('callback_wanted', event.target.checked)}>{t('yes')}</Checkbox>
      </Field>
      {input('callback_time')}
      <Field id="call-earlier_case" label={label('earlier_case')} of="earlier_case">
        <Input id="call-earlier_case" value={typeof earlier === 'boolean' ? t(earlier ? 'earlier_yes' : 'earlier_no') : earlier ?? ''} placeholder={t('not_said')} maxLength={100} autoComplete="off" onChange={(event) => set('earlier_case', event.target.value)} />
      </Field>
    </div>
  );
}
