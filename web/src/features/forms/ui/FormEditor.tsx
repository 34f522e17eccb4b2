import { PlusOutlined, RedoOutlined, UndoOutlined } from '@ant-design/icons';
import { Alert, Button, Dropdown, Input } from 'antd';
import { useEffect, useMemo, useRef, useState } from 'react';
import { TabRow } from '@/shared/components/TabRow';
import type { EditorProps } from '@/shared/documents/types';
import { useDocument } from '@/shared/grid/useHistory';
import { useWords } from '@/shared/i18n';
import { KINDS, told } from '@/shared/forms/fields';
import { lint } from '../api/lint';
import { addField, fieldNames, freeName, fresh, moveField, printForm, propertiesOf, withLayout, withMember, type FormSchema } from '../api/schemaEdit';
import { lineOf, readSource } from '../api/source';
import { FieldCard } from './FieldCard';
import { Preview } from './Preview';
import { RawJson, type LineNote } from './RawJson';
import styles from './forms.module.css';

const same = (text: string) => text;
/** The field a difference or fault names, by pointer or by name. */
const fieldOf = (element: string | null | undefined) => (element ? /(?:^|\/)properties\/([^/]+)/.exec(element)?.[1] ?? element.replace(/^\//, '').split('/')[0] : undefined);
const VIEWS = ['design', 'source'] as const;

/** A form drawn field by field or written as JSON Schema 2020-12, with what a person will see beside it. */
export default function FormEditor({ text, onChange, readOnly, marks, focus, onSelect }: EditorProps) {
  const t = useWords('forms');
  const doc = useDocument(text, same, same, onChange);
  const source = useMemo(() => readSource(doc.now), [doc.now]);
  const form = 'value' in source && typeof source.value === 'object' && source.value !== null && !Array.isArray(source.value) ? (source.value as FormSchema) : null;
  const [view, setView] = useState<(typeof VIEWS)[number]>('design');
  const [open, setOpen] = useState<string | null>(null);
  const [dragged, setDragged] = useState<string | null>(null);
  const [line, setLine] = useState<{ line: number; at: number } | null>(null);
  const list = useRef<HTMLDivElement>(null);
  const put = readOnly || !form ? undefined : (next: FormSchema) => doc.put(printForm(next, doc.now));
  const say = (rule: string, name?: string) => t(`fault.${rule}`, { name: name ?? '', defaultValue: rule });
  const notes = useMemo<LineNote[]>(() => {
    if ('broken' in source) return [{ line: source.broken.line, severity: 'error', text: t('fault.syntax') }];
    const own = lint(source.value).map((note) => ({ line: lineOf(source.lines, note.at), severity: note.severity, text: say(note.rule, note.name), at: note.at }));
    const told = marks.faults.map((fault) => ({ line: fault.line ?? lineOf(source.lines, fault.element?.replace(/^#/, '') ?? ''), severity: fault.severity, text: [say(fault.rule), fault.advice].filter(Boolean).join(' '), at: fault.element ?? undefined }));
    return [...own, ...told.filter((one) => !own.some((other) => other.line === one.line && other.severity === one.severity))];
  }, [source, marks.faults, t]);   // eslint-disable-line react-hooks/exhaustive-deps
  const names = form ? fieldNames(form) : [];

  useEffect(() => {
    if (!focus?.element) return;
    const name = fieldOf(focus.element);
    if (name && names.includes(name)) { setView('design'); setOpen(name); requestAnimationFrame(() => document.getElementById(`field-${name}`)?.scrollIntoView({ block: 'nearest' })); }
  }, [focus?.at]);   // eslint-disable-line react-hooks/exhaustive-deps
  useEffect(() => { onSelect?.(open); }, [open]);   // eslint-disable-line react-hooks/exhaustive-deps

  const add = (kind: (typeof KINDS)[number]) => {
    if (!form || !put) return;
    const name = freeName(form, kind);
    put(addField(form, name, fresh(kind, t(`kind.${kind}`))));
    setOpen(name);
    requestAnimationFrame(() => { const card = document.getElementById(`field-${name}`); card?.scrollIntoView({ block: 'nearest' }); card?.querySelector<HTMLInputElement>('input')?.select(); });
  };
  const move = (name: string, by: 1 | -1) => { if (form && put) { put(moveField(form, name, names.indexOf(name) + by)); requestAnimationFrame(() => list.current?.querySelector<HTMLElement>(`#field-${CSS.escape(name)} [data-head]`)?.focus()); } };
  const drop = (onto: string) => { if (form && put && dragged && dragged !== onto) { const rest = names.filter((one) => one !== dragged); const to = rest.indexOf(onto) + (names.indexOf(dragged) < names.indexOf(onto) ? 1 : 0); put(moveField(form, dragged, to)); } setDragged(null); };
  return (
    <div className={styles.editor} onKeyDown={(event) => {
      if (!(event.ctrlKey || event.metaKey) || readOnly) return;
      const typing = event.target instanceof HTMLInputElement || event.target instanceof HTMLTextAreaElement;
      if (event.key.toLowerCase() === 'z' && !typing) { event.preventDefault(); if (event.shiftKey) doc.redo(); else doc.undo(); }
    }}>
      <div className={styles.bar}>
        <TabRow label={t('views')} panel="form-view" active={view} onChange={setView} items={VIEWS.map((key) => ({ key, label: t(key), count: key === 'source' && notes.length ? notes.length : undefined, tone: notes.some((one) => one.severity === 'error') ? 'bad' as const : 'warn' as const }))} />
        {!readOnly && (
          <span className={styles.barEnd}>
            <Button size="small" type="text" icon={<UndoOutlined />} aria-label={t('undo')} disabled={!doc.canUndo} onClick={doc.undo} />
            <Button size="small" type="text" icon={<RedoOutlined />} aria-label={t('redo')} disabled={!doc.canRedo} onClick={doc.redo} />
            {view === 'design' && <Dropdown trigger={['click']} disabled={!put} menu={{ items: KINDS.map((kind) => ({ key: kind, label: t(`kind.${kind}`) })), onClick: ({ key }) => add(key as (typeof KINDS)[number]), style: { maxHeight: 420, overflow: 'auto' } }}><Button size="small" type="primary" icon={<PlusOutlined />} disabled={!put}>{t('add')}</Button></Dropdown>}
          </span>
        )}
      </div>
      <div className={styles.panes}>
        <div id="form-view" role="tabpanel" aria-label={t(view)} className={styles.left}>
          {view === 'source' ? <RawJson text={doc.now} change={readOnly ? undefined : doc.put} notes={notes} line={line} />
            : !form ? <Alert type="error" showIcon message={'broken' in source ? t('broken', { line: source.broken.line }) : t('fault.top')} action={<Button size="small" onClick={() => { setView('source'); if ('broken' in source) setLine({ line: source.broken.line, at: Date.now() }); }}>{t('source')}</Button>} />
              : (
                <div ref={list}>
                  <div className={styles.names}>
                    <label>{t('form_title')}<Input size="small" readOnly={!put} value={String(form.title ?? '')} onChange={(event) => put?.(withMember(form, 'title', event.target.value))} /></label>
                    <label>{t('form_title_en')}<Input size="small" readOnly={!put} value={told(form, 'title_en')} onChange={(event) => put?.(withLayout(form, 'title_en', event.target.value))} /></label>
                  </div>
                  {!names.length && <p className={styles.none}>{t('no_fields')}</p>}
                  <ol className={styles.fields} aria-label={t('fields')}>
                    {names.map((name, i) => (
                      <FieldCard key={name} form={form} name={name} schema={propertiesOf(form)[name] ?? {}} put={put} open={open === name} toggle={() => setOpen((now) => (now === name ? null : name))} renamed={(to) => setOpen(to)}
                        change={marks.changes.find((one) => fieldOf(one.element) === name)} first={i === 0} last={i === names.length - 1} move={(by) => move(name, by)} notes={notes.filter((one) => one.at?.startsWith(`/properties/${name}`) && (one.at.length === name.length + 12 || one.at[name.length + 12] === '/'))}
                        dragging={dragged === name} drag={setDragged} drop={() => drop(name)} />
                    ))}
                  </ol>
                </div>
              )}
          {view === 'design' && notes.some((one) => one.severity === 'error' && !one.at?.startsWith('/properties/')) && form && (
            <ul className={styles.notes}>{notes.filter((one) => one.severity === 'error' && !one.at?.startsWith('/properties/')).map((one, i) => <li key={i}><button type="button" onClick={() => { setView('source'); setLine({ line: one.line, at: Date.now() }); }}>{t('line', { line: one.line })}</button>{one.text}</li>)}</ul>
          )}
        </div>
        <Preview form={form} chosen={open} choose={(name) => { setView('design'); setOpen(name); }} />
      </div>
    </div>
  );
}
