import type { ReactNode } from 'react';

export interface Choice { value: string; label: string; low?: string }

/** What a builder below a cell is given while the cell is edited. */
export interface PanelProps { text: string; change: (text: string) => void; done: () => void }

export interface Column {
  key: string;
  title: string;
  width: number;
  /** Second line of the heading, such as an expression. */
  low?: string;
  /** Colours the heading: what goes in, what comes out, what is only said. */
  part?: 'in' | 'out' | 'note';
  mono?: boolean;
  align?: 'right';
  readOnly?: boolean;
  /** How a cell reads to a person; the text itself when left out. */
  show?: (text: string, of: (key: string) => string) => ReactNode;
  /** More words a cell is found by, such as the name behind a code. */
  search?: (text: string) => string;
  /** Why the text cannot stand, in the reader's words. */
  fault?: (text: string) => string | null;
  choices?: readonly Choice[];
  /** Several choices, joined by this. */
  joined?: string;
  /** A builder shown below the cell while it is edited. */
  panel?: (props: PanelProps) => ReactNode;
}

export type Tone = 'bad' | 'warn' | 'good' | 'added' | 'removed' | 'changed' | 'hit';
/** Something said about a row; `columns` (keys) tint cells, none tints the row. */
export interface RowMark { tone: Tone; text: string; columns?: readonly string[] }
export type RowMarks = ReadonlyMap<number, readonly RowMark[]>;

export interface CellText { row: number; col: number; text: string }

/** What a person did, in rows and columns of the whole document. One list is one step to undo; they hold in order. */
export type Edit =
  | { kind: 'set'; cells: readonly CellText[] }
  | { kind: 'insert'; at: number; rows: readonly (readonly string[])[] }
  | { kind: 'remove'; rows: readonly number[] }
  | { kind: 'move'; from: number; count: number; to: number };

export interface Spot { row: number; col: number }
export interface Block { top: number; bottom: number; left: number; right: number }

export const blockOf = (a: Spot, b: Spot): Block => ({ top: Math.min(a.row, b.row), bottom: Math.max(a.row, b.row), left: Math.min(a.col, b.col), right: Math.max(a.col, b.col) });
export const within = (block: Block, row: number, col: number) => row >= block.top && row <= block.bottom && col >= block.left && col <= block.right;

/** A list after `edit`, rows made by `blank` and changed by `put`: shared by every document that a grid shows. */
export function applied<R>(rows: readonly R[], edits: readonly Edit[], make: (cells: readonly string[]) => R, put: (row: R, cells: readonly CellText[]) => R): R[] {
  let now = rows.slice();
  for (const edit of edits) {
    if (edit.kind === 'set') {
      const byRow = new Map<number, CellText[]>();
      for (const cell of edit.cells) { const known = byRow.get(cell.row); if (known) known.push(cell); else byRow.set(cell.row, [cell]); }
      for (const [at, cells] of byRow) { const row = now[at]; if (row !== undefined) now[at] = put(row, cells); }
    } else if (edit.kind === 'insert') now.splice(edit.at, 0, ...edit.rows.map(make));
    else if (edit.kind === 'remove') { const gone = new Set(edit.rows); now = now.filter((_, i) => !gone.has(i)); }
    else { const moved = now.splice(edit.from, edit.count); now.splice(edit.to, 0, ...moved); }
  }
  return now;
}

/** Where a row stands after `edits`; null when it is gone. */
export function followed(row: number, edits: readonly Edit[]): number | null {
  let at = row;
  for (const edit of edits) {
    if (edit.kind === 'insert') { if (edit.at <= at) at += edit.rows.length; }
    else if (edit.kind === 'remove') { if (edit.rows.includes(at)) return null; const before = at; at -= edit.rows.filter((one) => one < before).length; }
    else if (edit.kind === 'move') {
      if (at >= edit.from && at < edit.from + edit.count) at = edit.to + at - edit.from;
      else { if (at >= edit.from + edit.count) at -= edit.count; if (at >= edit.to) at += edit.count; }
    }
  }
  return at;
}
