import { memo, useEffect, useState, type ReactNode, type RefObject } from 'react';
import { GridRow, LINE } from './GridRow';
import type { Column, RowMark, RowMarks } from './model';

interface Props {
  scroller: RefObject<HTMLDivElement>; height: number; count: number; rowOf: (line: number) => number; numberOf?: (row: number) => number;
  columns: readonly Column[]; lefts: readonly number[]; cell: (row: number, col: number) => string; marks?: RowMarks; base: string; words: string;
  /** The block that is chosen and the cell that is current. */
  top: number; bottom: number; left: number; right: number; line: number; col: number; active: boolean;
}

const NONE: readonly RowMark[] = [];
const AIR = 8;

/** The rows on screen and a few around them. Scrolling draws these anew and nothing else of the grid. */
export const GridRows = memo(function GridRows({ scroller, height, count, rowOf, numberOf, columns, lefts, cell, marks, base, words, top, bottom, left, right, line, col, active }: Props) {
  const [start, setStart] = useState(0);
  // Not a layout effect: the box around these rows gets its ref only after theirs have run.
  useEffect(() => {
    const box = scroller.current;
    if (!box) return undefined;
    const follow = () => setStart(Math.floor(box.scrollTop / LINE / 4) * 4);
    follow();
    box.addEventListener('scroll', follow, { passive: true });
    return () => box.removeEventListener('scroll', follow);
  }, [scroller, count]);
  const first = Math.max(0, start - AIR);
  const last = Math.min(count, start + Math.ceil(height / LINE) + 4 + AIR);
  const rows: ReactNode[] = [];
  for (let at = first; at < last; at += 1) {
    const row = rowOf(at);
    const inside = at >= top && at <= bottom;
    rows.push(
      <GridRow key={row} line={at} row={row} number={numberOf ? numberOf(row) : row + 1} columns={columns} lefts={lefts} cell={cell} marks={marks?.get(row) ?? NONE} base={base} words={words}
        left={inside ? left : -1} right={inside ? right : -1} current={at === line ? col : -1} active={active && at === line} />,
    );
  }
  return <div role="rowgroup">{rows}</div>;
});
