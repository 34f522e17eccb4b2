import { memo, type ReactNode } from 'react';
import type { Column, RowMark } from './model';
import styles from './grid.module.css';

export const LINE = 30;
export const HEAD = 46;
export const GUTTER = 52;

interface Props {
  line: number; row: number; number: number; columns: readonly Column[]; lefts: readonly number[]; cell: (row: number, col: number) => string; marks: readonly RowMark[]; base: string; words: string;
  left: number; right: number; current: number; active: boolean;
}

export const GridRow = memo(function GridRow({ line, row, number, columns, lefts, cell, marks, base, words, left, right, current, active }: Props) {
  const whole = marks.find((mark) => !mark.columns?.length);
  const of = (key: string) => { const col = columns.findIndex((one) => one.key === key); return col < 0 ? '' : cell(row, col); };
  const asked = words.trim().toLowerCase();
  return (
    <div role="row" aria-rowindex={line + 2} data-line={line} className={styles.row} data-tone={whole?.tone} style={{ transform: `translateY(${line * LINE}px)`, width: lefts[lefts.length - 1] }}>
      <div role="rowheader" className={styles.gutter} data-tone={marks[0]?.tone} data-on={left >= 0 || undefined} title={marks.map((mark) => mark.text).join('\n') || undefined}>
        {marks.length > 0 && <i aria-hidden="true" />}{number}{marks.length > 0 && <span className="visually-hidden">{marks.map((mark) => mark.text).join('; ')}</span>}
      </div>
      {columns.map((column, col) => {
        const text = cell(row, col);
        const wrong = column.fault && text !== '' ? column.fault(text) : column.fault?.('') ?? null;
        const mark = marks.find((one) => one.columns?.includes(column.key));
        const chosen = left >= 0 && col >= left && col <= right;
        return (
          <div key={column.key} role="gridcell" id={`${base}-${row}-${col}`} aria-colindex={col + 2} aria-selected={chosen} aria-invalid={wrong ? true : undefined} data-col={col} data-part={column.part} data-tone={mark?.tone} data-chosen={chosen || undefined}
            data-current={current === col || undefined} data-active={(current === col && active) || undefined} data-wrong={wrong ? true : undefined} data-mono={column.mono || undefined} data-align={column.align} className={styles.cell} style={{ left: lefts[col], width: (lefts[col + 1] ?? 0) - (lefts[col] ?? 0) }}
            title={wrong ?? mark?.text ?? (text.length > 12 ? text : undefined)}>
            {asked && text.toLowerCase().includes(asked) ? lit(text, asked) : column.show ? column.show(text, of) : text}
          </div>
        );
      })}
    </div>
  );
});

function lit(text: string, asked: string): ReactNode {
  const at = text.toLowerCase().indexOf(asked);
  return <>{text.slice(0, at)}<mark>{text.slice(at, at + asked.length)}</mark>{text.slice(at + asked.length)}</>;
}
