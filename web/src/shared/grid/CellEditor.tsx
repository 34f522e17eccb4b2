import { forwardRef, useEffect, useMemo, useRef, useState } from 'react';
import { useWords } from '@/shared/i18n';
import type { Choice, Column } from './model';
import { LINE } from './GridRow';
import styles from './grid.module.css';

interface Props {
  column: Column; editing: { text: string; typed: boolean } | null; change: (text: string) => void; begin: () => void; commit: (text: string) => void; cancel: () => void; move: (rows: number, columns: number) => void;
  x: number; y: number; width: number; below: boolean; label: string; described: string; current?: string; onKey: (event: React.KeyboardEvent<HTMLTextAreaElement>) => void; onActive: (on: boolean) => void;
  copied: () => string; paste: (text: string) => void; cut: () => void;
}

/**
 * One text field follows the current cell and holds the keyboard always, so that input methods (pinyin) can begin a cell by typing, and the clipboard
 * belongs to the grid. It is seen only while a cell is edited.
 */
export const CellEditor = forwardRef<HTMLTextAreaElement, Props>(function CellEditor({ column, editing, change, begin, commit, cancel, move, x, y, width, below, label, described, current, onKey, onActive, copied, paste, cut }, ref) {
  const t = useWords('grid');
  const box = useRef<HTMLDivElement>(null);
  const done = useRef(false);
  const [picked, setPicked] = useState(-1);
  const joined = column.joined;
  const last = joined ? (editing?.text ?? '').split(joined).at(-1) ?? '' : editing?.text ?? '';
  const has = useMemo(() => new Set(joined ? (editing?.text ?? '').split(joined) : [editing?.text ?? '']), [editing?.text, joined]);
  const [searching, setSearching] = useState(false);
  const choices = useMemo(() => {
    if (!editing || !column.choices) return [];
    const asked = searching ? last.trim().toLowerCase() : '';
    const found: Choice[] = [];
    for (const one of column.choices) { if (!asked || `${one.value} ${one.label} ${one.low ?? ''}`.toLowerCase().includes(asked)) { found.push(one); if (found.length >= 200) break; } }
    return found;
  }, [editing, column.choices, searching, last]);
  const open = !!editing;
  useEffect(() => {
    if (!open) return;
    done.current = false;
    setSearching(!!editing?.typed);
    setPicked(-1);
    const field = (ref as React.RefObject<HTMLTextAreaElement>).current;
    if (field && !editing?.typed) { field.focus({ preventScroll: true }); field.setSelectionRange(field.value.length, field.value.length); }
  }, [open]);   // eslint-disable-line react-hooks/exhaustive-deps
  useEffect(() => { box.current?.querySelector('[data-picked]')?.scrollIntoView({ block: 'nearest' }); }, [picked]);

  const finish = (text: string) => { if (done.current) return; done.current = true; commit(text); };
  const leave = () => { if (!done.current) { done.current = true; cancel(); } };
  const choose = (choice: Choice) => {
    const field = (ref as React.RefObject<HTMLTextAreaElement>).current;
    if (!joined || !editing) { finish(choice.value); field?.focus({ preventScroll: true }); return; }
    const parts = editing.text.split(joined).filter(Boolean);
    const kept = searching ? parts.slice(0, -1) : parts;
    change((kept.includes(choice.value) ? kept.filter((one) => one !== choice.value) : [...kept, choice.value]).join(joined));
    setSearching(false);
    setPicked(-1);
    field?.focus({ preventScroll: true });
  };
  const typedBest = searching && last.trim() !== '' && !column.choices?.some((one) => one.value === last.trim()) ? choices[0] : undefined;
  const keyDown = (event: React.KeyboardEvent<HTMLTextAreaElement>) => {
    if (!editing) { onKey(event); return; }
    if (event.nativeEvent.isComposing) return;
    event.stopPropagation();
    const stop = () => event.preventDefault();
    if (event.key === 'Escape') { stop(); leave(); return; }
    if (choices.length && (event.key === 'ArrowDown' || event.key === 'ArrowUp')) { stop(); setPicked((now) => (event.key === 'ArrowDown' ? Math.min(choices.length - 1, now + 1) : Math.max(-1, now - 1))); return; }
    if (event.key === 'Enter' && event.altKey) { stop(); const field = event.currentTarget; const { selectionStart: a, selectionEnd: b } = field; change(`${editing.text.slice(0, a)}\n${editing.text.slice(b)}`); return; }
    if (event.key === 'Enter' || event.key === 'Tab') {
      stop();
      const choice = picked >= 0 ? choices[picked] : typedBest;
      if (choice && joined && event.key === 'Enter') { choose(choice); return; }
      if (choice && joined) { const parts = editing.text.split(joined); finish([...parts.slice(0, -1), choice.value].join(joined)); } else finish(choice ? choice.value : editing.text);
      if (event.key === 'Tab') move(0, event.shiftKey ? -1 : 1); else move(event.shiftKey ? -1 : 1, 0);
    }
  };
  const lines = (editing?.text.match(/\n/g)?.length ?? 0) + 1;
  const panel = editing && column.panel ? column.panel({ text: editing.text, change, done: () => finish(editing.text) }) : null;
  return (
    <div ref={box} className={styles.editor} data-open={open || undefined} style={{ left: x, top: y, minWidth: width }}
      onBlur={(event) => { if (!box.current?.contains(event.relatedTarget)) { onActive(false); if (editing) finish(editing.text); } }} onFocus={() => onActive(true)}>
      <textarea ref={ref} rows={1} spellCheck={false} autoComplete="off" value={editing?.text ?? ''} aria-label={label} aria-describedby={described} aria-activedescendant={open ? undefined : current} style={{ width: open ? Math.max(width, 160) : width, height: open ? Math.max(LINE, 8 + lines * 20) : LINE }}
        readOnly={column.readOnly && !open} onChange={(event) => { if (!editing) begin(); setSearching(true); setPicked(-1); change(event.target.value); }} onKeyDown={keyDown}
        onCopy={(event) => { if (!editing) { event.preventDefault(); event.clipboardData.setData('text/plain', copied()); } }}
        onCut={(event) => { if (!editing) { event.preventDefault(); event.clipboardData.setData('text/plain', copied()); cut(); } }}
        onPaste={(event) => { if (!editing) { event.preventDefault(); paste(event.clipboardData.getData('text/plain')); } }} />
      {editing && (column.choices || panel) && (
        <div className={styles.below} data-up={below || undefined}>
          {panel}
          {column.choices && (
            <ul aria-label={t('choices')} role="listbox" tabIndex={0} onMouseDown={(event) => event.preventDefault()}>
              {choices.map((one, i) => (
                <li key={one.value} role="option" aria-selected={has.has(one.value)} data-picked={picked === i || (picked < 0 && typedBest === one) || undefined} onClick={() => choose(one)}><span>{joined ? (has.has(one.value) ? '☑ ' : '☐ ') : ''}{one.label}</span><small>{one.low ?? one.value}</small></li>
              ))}
              {!choices.length && <li role="option" aria-selected="false" className={styles.quiet}>{t('nothing_fits')}</li>}
            </ul>
          )}
        </div>
      )}
    </div>
  );
});
