import { ArrowDownOutlined, ArrowUpOutlined, DeleteOutlined, HolderOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import type { Change } from '@/shared/documents/types';
import { kindOf, worded, type FieldSchema } from '@/shared/forms/fields';
import { useLanguage, useWords } from '@/shared/i18n';
import { conditionOf, isNeeded, removeField, type FormSchema } from '../api/schemaEdit';
import { FieldSettings } from './FieldSettings';
import type { LineNote } from './RawJson';
import styles from './forms.module.css';

interface Props {
  form: FormSchema; name: string; schema: FieldSchema; put?: (form: FormSchema) => void; open: boolean; toggle: () => void; renamed: (name: string) => void;
  change?: Change; first: boolean; last: boolean; move: (by: 1 | -1) => void; notes: readonly LineNote[]; dragging: boolean; drag: (name: string | null) => void; drop: () => void;
}

/** One field in the list: its head always, its settings while it is open. Alt+arrows move it. */
export function FieldCard({ form, name, schema, put, open, toggle, renamed, change, first, last, move, notes, dragging, drag, drop }: Props) {
  const t = useWords('forms');
  const language = useLanguage();
  const title = worded(schema, 'title', language) || name;
  const condition = conditionOf(form, name);
  const bad = notes.some((one) => one.severity === 'error');
  return (
    <li id={`field-${name}`} className={styles.card} data-open={open || undefined} data-dragging={dragging || undefined} data-change={change?.what} onDragOver={(event) => event.preventDefault()} onDrop={(event) => { event.preventDefault(); drop(); }}>
      <div className={styles.head}>
        {put && <span className={styles.handle} draggable onDragStart={(event) => { event.dataTransfer.effectAllowed = 'move'; event.dataTransfer.setData('text/plain', name); drag(name); }} onDragEnd={() => drag(null)} title={t('drag', { name: title })} aria-hidden="true"><HolderOutlined /></span>}
        <button type="button" data-head className={styles.open} aria-expanded={open} aria-label={t('open', { name: title })} onClick={toggle}
          onKeyDown={(event) => { if (put && event.altKey && (event.key === 'ArrowUp' || event.key === 'ArrowDown')) { event.preventDefault(); move(event.key === 'ArrowUp' ? -1 : 1); } }}>
          <b>{title}{isNeeded(form, name) && <em> *</em>}</b><small>{t(`kind.${kindOf(schema)}`)}{condition ? ` · ${t('condition')}` : ''}</small><code>{name}</code>{notes.length > 0 && <i data-tone={bad ? 'bad' : 'warn'} title={notes.map((one) => one.text).join('\n')}>{notes.length}</i>}
        </button>
        {put && (
          <span className={styles.cardTools}>
            <Button size="small" type="text" icon={<ArrowUpOutlined />} disabled={first} aria-label={t('up', { name: title })} onClick={() => move(-1)} />
            <Button size="small" type="text" icon={<ArrowDownOutlined />} disabled={last} aria-label={t('down', { name: title })} onClick={() => move(1)} />
            <Button size="small" type="text" icon={<DeleteOutlined />} aria-label={t('remove', { name: title })} onClick={() => put(removeField(form, name))} />
          </span>
        )}
      </div>
      {change && change.details.length > 0 && <ul className={styles.changed}>{change.details.map((detail, i) => <li key={i}><span>{detail.field}</span>{detail.before !== null && <del>{detail.before}</del>}{detail.after !== null && <ins>{detail.after}</ins>}</li>)}</ul>}
      {open && <FieldSettings form={form} name={name} schema={schema} put={put} renamed={renamed} />}
      {open && notes.length > 0 && <ul className={styles.notes}>{notes.map((one, i) => <li key={i} data-tone={one.severity === 'error' ? 'bad' : 'warn'}>{one.text}</li>)}</ul>}
    </li>
  );
}
