import { useEffect, useRef, useState } from 'react';
import { useWords } from '@/shared/i18n';
import styles from './forms.module.css';

export interface LineNote { line: number; severity: 'error' | 'warning'; text: string; at?: string }
const LINE = 20;

/** The text itself with its line numbers; what is wrong is marked at its line and listed below. */
export function RawJson({ text, change, notes, line }: { text: string; change?: (text: string) => void; notes: readonly LineNote[]; line: { line: number; at: number } | null }) {
  const t = useWords('forms');
  const field = useRef<HTMLTextAreaElement>(null);
  const [top, setTop] = useState(0);
  const count = text.split('\n').length;
  const go = (to: number) => {
    const box = field.current;
    if (!box) return;
    const lines = text.split('\n');
    const start = lines.slice(0, to - 1).reduce((sum, one) => sum + one.length + 1, 0);
    box.focus();
    box.setSelectionRange(start, start + (lines[to - 1]?.length ?? 0));
    box.scrollTop = Math.max(0, (to - 4) * LINE);
  };
  useEffect(() => { if (line) go(line.line); }, [line?.at]);   // eslint-disable-line react-hooks/exhaustive-deps
  const worst = (at: number) => { const here = notes.filter((one) => one.line === at); return here.some((one) => one.severity === 'error') ? 'bad' : here.length ? 'warn' : undefined; };
  return (
    <div className={styles.raw}>
      <div className={styles.code}>
        <div className={styles.gutter} aria-hidden="true"><div style={{ transform: `translateY(${-top}px)` }}>{Array.from({ length: count }, (_, i) => <span key={i} data-tone={worst(i + 1)} title={notes.filter((one) => one.line === i + 1).map((one) => one.text).join('\n') || undefined}>{i + 1}</span>)}</div></div>
        <textarea ref={field} value={text} readOnly={!change} spellCheck={false} wrap="off" aria-label={t('source')} onScroll={(event) => setTop(event.currentTarget.scrollTop)} onChange={(event) => change?.(event.target.value)} />
      </div>
      <ul className={styles.notes} aria-label={t('faults')} tabIndex={0}>
        {!notes.length && <li>{t('faults_none')}</li>}
        {notes.map((one, i) => <li key={i} data-tone={one.severity === 'error' ? 'bad' : 'warn'}><button type="button" onClick={() => go(one.line)}>{t('line', { line: one.line })}</button>{one.text}</li>)}
      </ul>
    </div>
  );
}
