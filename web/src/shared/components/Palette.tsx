import { Input, Modal, type InputRef } from 'antd';
import { useEffect, useId, useMemo, useRef, useState } from 'react';
import { useWords } from '@/shared/i18n';
import styles from './palette.module.css';

export interface Choice { value: string; label: string; hint?: string; search: string }
interface Props { open: boolean; title: string; choices: readonly Choice[]; /** Shown first while nothing is typed. */ first?: readonly string[]; onChoose: (value: string) => void; onClose: () => void }

const MOST = 60;

/** Finds one of many by typing; arrows and Enter choose, Escape leaves. */
export function Palette({ open, title, choices, first, onChoose, onClose }: Props) {
  const t = useWords('shared');
  const id = useId();
  const [words, setWords] = useState('');
  const [at, setAt] = useState(0);
  const field = useRef<InputRef>(null);
  const list = useRef<HTMLUListElement>(null);
  useEffect(() => { if (open) { setWords(''); setAt(0); } }, [open]);
  const found = useMemo(() => {
    const parts = words.trim().toLowerCase().split(/\s+/).filter(Boolean);
    const rank = (one: Choice) => (first?.includes(one.value) ? first.indexOf(one.value) : 999);
    const hits = parts.length ? choices.filter((one) => parts.every((part) => one.search.includes(part))).sort((a, b) => Number(b.label.toLowerCase().startsWith(parts[0] ?? '')) - Number(a.label.toLowerCase().startsWith(parts[0] ?? '')))
      : [...choices].sort((a, b) => rank(a) - rank(b));
    return hits.slice(0, MOST);
  }, [words, choices, first]);
  const move = (by: number) => {
    const next = Math.max(0, Math.min(found.length - 1, at + by));
    setAt(next);
    list.current?.children[next]?.scrollIntoView({ block: 'nearest' });
  };
  const choose = (one: Choice | undefined) => { if (one) onChoose(one.value); };
  return (
    <Modal open={open} onCancel={onClose} footer={null} title={title} width={560} destroyOnHidden afterOpenChange={(now) => { if (now) field.current?.focus(); }} styles={{ body: { paddingTop: 4 } }}>
      <Input ref={field} value={words} placeholder={t('palette_hint')} aria-label={title} role="combobox" aria-expanded="true" aria-controls={`${id}-list`} aria-activedescendant={found[at] ? `${id}-${at}` : undefined}
        onChange={(event) => { setWords(event.target.value); setAt(0); }}
        onKeyDown={(event) => {
          if (event.key === 'ArrowDown') { event.preventDefault(); move(1); }
          if (event.key === 'ArrowUp') { event.preventDefault(); move(-1); }
          if (event.key === 'Enter' && !event.nativeEvent.isComposing) { event.preventDefault(); choose(found[at]); }
        }} />
      <ul ref={list} id={`${id}-list`} role="listbox" aria-label={title} className={styles.list}>
        {found.map((one, i) => (
          <li key={one.value} id={`${id}-${i}`} role="option" aria-selected={i === at} onMouseMove={() => setAt(i)} onClick={() => choose(one)}><span>{one.label}</span>{one.hint && <small>{one.hint}</small>}</li>
        ))}
      </ul>
      {!found.length && <p className={styles.none}>{t('palette_none')}</p>}
    </Modal>
  );
}
