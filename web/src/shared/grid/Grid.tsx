import { useCallback, useDeferredValue, useEffect, useId, useLayoutEffect, useMemo, useRef, useState, type ReactNode } from 'react';
import { useWords } from '@/shared/i18n';
import { CellEditor } from './CellEditor';
import { printBlock, readBlock } from './clipboard';
import { FindBar } from './FindBar';
import { GridHead } from './GridHead';
import { GUTTER, HEAD, LINE } from './GridRow';
import { GridRows } from './GridRows';
import { GridTools } from './GridTools';
import { blockOf, type Block, type Column, type Edit, type RowMarks, type Spot } from './model';
import { useView } from './useView';
import styles from './grid.module.css';

export interface GridProps {
  label: string;
  columns: readonly Column[];
  rowCount: number;
  /** Must keep its identity while the document does: filters and searches run again when it changes. */
  cell: (row: number, col: number) => string;
  onEdit?: (edits: readonly Edit[]) => void;
  history?: { undo: () => void; redo: () => void; canUndo: boolean; canRedo: boolean };
  /** The number a row is known by; its place, counted from 1, when left out. */
  numberOf?: (row: number) => number;
  marks?: RowMarks;
  focus?: { row: number; column?: string; at: number } | null;
  onRow?: (row: number | null) => void;
  /** Ends of the toolbar. */
  tools?: ReactNode;
  /** Below a heading's filter: what else can be done with the column. */
  columnTools?: (column: Column) => ReactNode;
  empty?: ReactNode;
}

/** A table edited like a spreadsheet; only the rows on screen are drawn, so ten thousand cost what forty do. */
export function Grid({ label, columns, rowCount, cell, onEdit, history, numberOf, marks, focus, onRow, tools, columnTools, empty }: GridProps) {
  const t = useWords('grid');
  const base = useId();
  const scroller = useRef<HTMLDivElement>(null);
  const keys = useRef<HTMLTextAreaElement>(null);
  const [height, setHeight] = useState(600);
  const [room, setRoom] = useState(0);
  const [at, setAt] = useState<Spot>({ row: 0, col: 0 });
  const [from, setFrom] = useState<Spot>({ row: 0, col: 0 });
  const [editing, setEditing] = useState<{ text: string; typed: boolean } | null>(null);
  const [widths, setWidths] = useState<Record<string, number>>({});
  const [finding, setFinding] = useState<string | null>(null);
  const [marked, setMarked] = useState(false);
  const [said, setSaid] = useState('');
  const [active, setActive] = useState(false);
  const leaving = useRef(false);
  const dragging = useRef(false);
  const readOnly = !onEdit;
  const only = useMemo(() => (marked && marks ? new Set(marks.keys()) : null), [marked, marks]);
  const { view, filters, filtered, filter, clear, keep } = useView(columns, rowCount, cell, only);
  const count = view ? view.length : rowCount;
  const rowOf = useCallback((line: number) => (view ? view[line] ?? -1 : line), [view]);
  const lineOf = useCallback((row: number) => (view ? view.indexOf(row) : row), [view]);
  const sizes = useMemo(() => {
    const out = columns.map((column) => widths[column.key] ?? column.width);
    const last = columns[columns.length - 1];
    // The last column takes what room is left, unless somebody gave it a width.
    if (last && widths[last.key] === undefined) out[out.length - 1] = Math.max(last.width, room - GUTTER - out.slice(0, -1).reduce((sum, one) => sum + one, 0));
    return out;
  }, [columns, widths, room]);
  const lefts = useMemo(() => { const out: number[] = []; let x = GUTTER; for (const size of sizes) { out.push(x); x += size; } out.push(x); return out; }, [sizes]);
  const total = lefts[lefts.length - 1] ?? GUTTER;
  const spot: Spot = { row: Math.max(0, Math.min(at.row, count - 1)), col: Math.max(0, Math.min(at.col, columns.length - 1)) };
  const block: Block = blockOf(spot, { row: Math.max(0, Math.min(from.row, count - 1)), col: Math.max(0, Math.min(from.col, columns.length - 1)) });
  const here = rowOf(spot.row);
  const column = columns[spot.col];
  const text = here >= 0 && column ? cell(here, spot.col) : '';

  useLayoutEffect(() => {
    const box = scroller.current;
    if (!box) return undefined;
    const measure = () => { setHeight(box.clientHeight || 600); setRoom(box.clientWidth); };
    measure();
    if (typeof ResizeObserver === 'undefined') return undefined;
    const watch = new ResizeObserver(measure);
    watch.observe(box);
    return () => watch.disconnect();
  }, []);

  const reveal = useCallback((line: number, col: number) => {
    const box = scroller.current;
    if (!box) return;
    const y = line * LINE;
    if (y < box.scrollTop) box.scrollTop = y;
    else if (y + LINE + HEAD > box.scrollTop + box.clientHeight) box.scrollTop = y + LINE + HEAD - box.clientHeight + 4;
    const left = (lefts[col] ?? 0) - GUTTER;
    const right = lefts[col + 1] ?? 0;
    if (left < box.scrollLeft) box.scrollLeft = left;
    else if (right > box.scrollLeft + box.clientWidth) box.scrollLeft = Math.min(left, right - box.clientWidth + 4);
  }, [lefts]);

  const go = useCallback((row: number, col: number, extend = false) => {
    const next = { row: Math.max(0, Math.min(count - 1, row)), col: Math.max(0, Math.min(columns.length - 1, col)) };
    setAt(next);
    if (!extend) setFrom(next);
    reveal(next.row, next.col);
    leaving.current = false;
  }, [count, columns.length, reveal]);

  useEffect(() => { onRow?.(count ? here : null); }, [here, count > 0]);   // eslint-disable-line react-hooks/exhaustive-deps

  // The frame asks for a row: filters that hide it give way.
  useEffect(() => {
    if (!focus) return;
    const line = lineOf(focus.row);
    const col = Math.max(0, columns.findIndex((one) => one.key === focus.column));
    if (line < 0) { clear(); setMarked(false); setAt({ row: focus.row, col }); setFrom({ row: focus.row, col }); requestAnimationFrame(() => reveal(focus.row, col)); } else {
      const box = scroller.current;
      if (box) box.scrollTop = Math.max(0, line * LINE - box.clientHeight / 3);
      go(line, col);
    }
    // So that one can type at once; a phone would push its keyboard up.
    if (!window.matchMedia?.('(pointer: coarse)').matches) keys.current?.focus({ preventScroll: true });
  }, [focus?.at]);   // eslint-disable-line react-hooks/exhaustive-deps

  const act = (edits: readonly Edit[], touched: readonly number[] = []) => { if (!onEdit || !edits.length) return; keep(edits, touched); onEdit(edits); };
  const mayEdit = !readOnly && here >= 0 && !column?.readOnly;
  const begin = (typed: boolean, value = text) => { if (mayEdit) { setEditing({ text: typed ? '' : value, typed }); reveal(spot.row, spot.col); } };
  const commit = (value: string) => { setEditing(null); if (value !== text && here >= 0) act([{ kind: 'set', cells: [{ row: here, col: spot.col, text: value }] }], [here]); };
  const rowsOf = (area: Block) => { const out: number[] = []; for (let line = area.top; line <= area.bottom; line += 1) { const row = rowOf(line); if (row >= 0) out.push(row); } return out; };
  const wipe = () => act([{ kind: 'set', cells: rowsOf(block).flatMap((row) => columns.flatMap((one, col) => (col >= block.left && col <= block.right && !one.readOnly ? [{ row, col, text: '' }] : []))) }], rowsOf(block));
  const insert = () => {
    const place = count ? rowOf(block.bottom) + 1 : 0;
    act([{ kind: 'insert', at: place, rows: [columns.map(() => '')] }], [place]);
    const next = { row: count ? block.bottom + 1 : 0, col: spot.col };
    setAt(next); setFrom(next);
    requestAnimationFrame(() => reveal(next.row, next.col));
  };
  const remove = () => { const rows = rowsOf(block); if (rows.length) { act([{ kind: 'remove', rows }]); const next = { row: Math.max(0, Math.min(block.top, count - rows.length - 1)), col: spot.col }; setAt(next); setFrom(next); } };
  const shift = (by: 1 | -1) => {
    if (view || !count) return;
    const to = block.top + by;
    const size = block.bottom - block.top + 1;
    if (to < 0 || to + size > count) return;
    act([{ kind: 'move', from: block.top, count: size, to }]);
    setAt({ row: spot.row + by, col: spot.col });
    setFrom((was) => ({ row: was.row + by, col: was.col }));
    reveal(spot.row + by, spot.col);
  };
  const fillDown = () => {
    const source = rowOf(block.top === block.bottom && block.top > 0 ? block.top - 1 : block.top);
    const rows = rowsOf(block).filter((row) => row !== source);
    act([{ kind: 'set', cells: rows.flatMap((row) => Array.from({ length: block.right - block.left + 1 }, (_, i) => ({ row, col: block.left + i, text: cell(source, block.left + i) }))) }], rows);
  };
  const copied = () => {
    const rows = rowsOf(block).map((row) => Array.from({ length: block.right - block.left + 1 }, (_, i) => cell(row, block.left + i)));
    return rows.length === 1 && rows[0]?.length === 1 ? rows[0][0] ?? '' : printBlock(rows);
  };
  const paste = (given: string) => {
    const lone = block.top === block.bottom && block.left === block.right;
    let rows = readBlock(given);
    if (!rows.length || readOnly) return;
    if (!lone && rows.length === 1 && rows[0]?.length === 1) { const one = rows[0][0] ?? ''; rows = Array.from({ length: block.bottom - block.top + 1 }, () => Array.from({ length: block.right - block.left + 1 }, () => one)); }
    const cells: { row: number; col: number; text: string }[] = [];
    const fresh: string[][] = [];
    rows.forEach((row, i) => {
      const target = rowOf(block.top + i);
      if (block.top + i < count && target >= 0) row.forEach((value, j) => { const into = columns[block.left + j]; if (into && !into.readOnly) cells.push({ row: target, col: block.left + j, text: adopt(into, value) }); });
      else fresh.push(columns.map((into, col) => adopt(into, row[col - block.left] ?? '')));
    });
    const edits: Edit[] = [];
    if (cells.length) edits.push({ kind: 'set', cells });
    if (fresh.length) edits.push({ kind: 'insert', at: rowCount, rows: fresh });
    act(edits, [...cells.map((one) => one.row), ...fresh.map((_, i) => rowCount + i)]);
    const width = Math.max(...rows.map((row) => row.length));
    setFrom({ row: block.top, col: block.left });
    setAt({ row: block.top + rows.length - 1, col: Math.min(columns.length - 1, block.left + width - 1) });
    setSaid(t('pasted', { rows: rows.length, columns: width }));
  };

  const page = Math.max(1, Math.floor((height - HEAD) / LINE) - 1);
  const onKey = (event: React.KeyboardEvent<HTMLTextAreaElement>) => {
    if (event.nativeEvent.isComposing || editing) return;
    const control = event.ctrlKey || event.metaKey;
    const stop = () => { event.preventDefault(); event.stopPropagation(); };
    const extend = event.shiftKey;
    const moved: Record<string, () => void> = {
      ArrowDown: () => go(control ? count - 1 : at.row + 1, at.col, extend), ArrowUp: () => go(control ? 0 : at.row - 1, at.col, extend),
      ArrowLeft: () => go(at.row, control ? 0 : at.col - 1, extend), ArrowRight: () => go(at.row, control ? columns.length - 1 : at.col + 1, extend),
      PageDown: () => go(at.row + page, at.col, extend), PageUp: () => go(at.row - page, at.col, extend),
      Home: () => go(control ? 0 : at.row, 0, extend), End: () => go(control ? count - 1 : at.row, columns.length - 1, extend),
    };
    if (event.altKey && !control && (event.key === 'ArrowUp' || event.key === 'ArrowDown')) { stop(); if (!readOnly) shift(event.key === 'ArrowUp' ? -1 : 1); return; }
    const move = moved[event.key];
    if (move) { stop(); move(); return; }
    const letter = event.key.toLowerCase();
    if (event.key === 'Escape') { leaving.current = true; if (finding !== null) setFinding(null); return; }
    if (event.key === 'Tab') {
      if (leaving.current) return;
      const next = at.col + (extend ? -1 : 1);
      const wraps = next < 0 ? at.row > 0 : next >= columns.length ? at.row < count - 1 : true;
      if (!wraps) return;
      stop();
      if (next < 0) go(at.row - 1, columns.length - 1); else if (next >= columns.length) go(at.row + 1, 0); else go(at.row, next);
      return;
    }
    if (control && letter === 'f') { stop(); setFinding((now) => now ?? ''); return; }
    if (control && letter === 'a') { stop(); setFrom({ row: 0, col: 0 }); setAt({ row: count - 1, col: columns.length - 1 }); return; }
    if (event.key === ' ' && extend) { stop(); setFrom({ row: block.top, col: 0 }); setAt({ row: block.bottom, col: columns.length - 1 }); return; }
    if (readOnly) return;
    if (control && event.key === 'Enter') { stop(); insert(); return; }
    if (control && event.key === 'Delete') { stop(); remove(); return; }
    if (control && letter === 'z') { stop(); if (extend) history?.redo(); else history?.undo(); return; }
    if (control && letter === 'y') { stop(); history?.redo(); return; }
    if (control && letter === 'd') { stop(); fillDown(); return; }
    if (event.key === 'Enter' || event.key === 'F2') { stop(); begin(false); return; }
    if (event.key === 'Delete' || event.key === 'Backspace') { stop(); wipe(); }
  };

  const point = (event: React.MouseEvent): Spot | null => {
    const found = (event.target as HTMLElement).closest<HTMLElement>('[data-line]');
    if (!found) return null;
    const col = (event.target as HTMLElement).closest<HTMLElement>('[data-col]');
    return { row: Number(found.dataset.line), col: col ? Number(col.dataset.col) : -1 };
  };
  const onDown = (event: React.MouseEvent) => {
    const hit = point(event);
    if (!hit || event.button !== 0) return;
    event.preventDefault();
    if (editing) commit(editing.text);
    keys.current?.focus({ preventScroll: true });
    if (hit.col < 0) { setAt({ row: hit.row, col: columns.length - 1 }); setFrom((was) => ({ row: event.shiftKey ? was.row : hit.row, col: 0 })); return; }
    if (event.shiftKey) { setAt(hit); return; }
    if (hit.row === spot.row && hit.col === spot.col && window.matchMedia?.('(pointer: coarse)').matches) { begin(false); return; }
    setAt(hit); setFrom(hit); leaving.current = false;
    dragging.current = true;
  };
  const onOver = (event: React.MouseEvent) => { if (dragging.current && event.buttons === 1) { const hit = point(event); if (hit && hit.col >= 0) setAt(hit); } else dragging.current = false; };

  const wanted = useDeferredValue(finding);
  const several = block.top !== block.bottom || block.left !== block.right;
  return (
    <div className={styles.grid} data-focus={active || undefined}>
      <GridTools readOnly={readOnly} history={history} insert={insert} remove={remove} up={() => shift(-1)} down={() => shift(1)} still={!!view || !count} none={!count} find={() => setFinding((now) => (now === null ? '' : null))}
        finding={finding !== null} filtered={filtered || marked} clear={() => { clear(); setMarked(false); }} marked={marked} mark={marks?.size ? () => setMarked((was) => !was) : undefined}
        status={several ? t('selected', { rows: block.bottom - block.top + 1, columns: block.right - block.left + 1 }) : view ? t('rows_shown', { shown: count, count: rowCount }) : t('rows', { count: rowCount })}>{tools}</GridTools>
      {finding !== null && <FindBar words={finding} change={setFinding} columns={columns} count={count} cell={cell} rowOf={rowOf} spot={spot} go={(row, col) => go(row, col)} close={() => { setFinding(null); keys.current?.focus(); }} />}
      <div className={styles.body}>
        <div ref={scroller} className={styles.scroller}>
          <div role="grid" aria-label={label} aria-rowcount={count + 1} aria-colcount={columns.length + 1} aria-multiselectable="true" aria-readonly={readOnly || undefined} style={{ width: total, height: HEAD + count * LINE }}
            onMouseDown={onDown} onMouseOver={onOver} onMouseUp={() => { dragging.current = false; }} onDoubleClick={(event) => { if ((point(event)?.col ?? -1) >= 0) begin(false); }}>
            <GridHead columns={columns} lefts={lefts} filters={filters} filter={filter} resize={(key, width) => setWidths((now) => ({ ...now, [key]: Math.max(48, width) }))} columnTools={columnTools}
              all={() => { setFrom({ row: 0, col: 0 }); setAt({ row: count - 1, col: columns.length - 1 }); keys.current?.focus({ preventScroll: true }); }} />
            <GridRows scroller={scroller} height={height} count={count} rowOf={rowOf} numberOf={numberOf} columns={columns} lefts={lefts} cell={cell} marks={marks} base={base} words={wanted ?? ''} top={block.top} bottom={block.bottom} left={block.left} right={block.right} line={spot.row} col={spot.col} active={active} />
          </div>
          {column && (
            <CellEditor ref={keys} column={column} editing={editing} change={(value) => setEditing((was) => (was || mayEdit ? { text: value, typed: was?.typed ?? true } : null))} begin={() => begin(true)} commit={commit} cancel={() => setEditing(null)}
              move={(rows, columns_) => go(spot.row + rows, spot.col + columns_)} x={lefts[spot.col] ?? 0} y={HEAD + spot.row * LINE} width={sizes[spot.col] ?? 100} below={!!editing && spot.row * LINE - (scroller.current?.scrollTop ?? 0) > height * 0.55 && spot.row > 6}
              label={count ? t('cell', { row: numberOf ? numberOf(here) : here + 1, column: column.title }) : label} described={`${base}-leave`} current={count ? `${base}-${here}-${spot.col}` : undefined} onKey={onKey}
              onActive={(on) => { setActive(on); if (on) leaving.current = false; }} copied={copied} paste={paste} cut={() => { if (!readOnly) wipe(); }} />
          )}
          {!count && <div className={styles.none}>{rowCount ? t('empty_filter') : empty ?? <><b>{t('empty')}</b>{!readOnly && <span>{t('empty_hint')}</span>}</>}</div>}
        </div>
        {marks && marks.size > 0 && <Rail marks={marks} count={count} lineOf={lineOf} go={(line) => { go(line, 0); keys.current?.focus({ preventScroll: true }); }} />}
      </div>
      <p id={`${base}-leave`} className="visually-hidden">{t('leave')}</p>
      <p role="status" className="visually-hidden">{said}</p>
    </div>
  );
}

/** A code stays; a name that means exactly one choice becomes its code, so that lists kept by names can be pasted. */
function adopt(column: Column, text: string): string {
  if (!column.choices || !text || column.choices.some((one) => one.value === text)) return text;
  const said = column.choices.filter((one) => one.label === text.trim());
  return said.length === 1 ? said[0]!.value : text;
}

const TICKS = 200;

/** Where on the way down the marked rows stand; the eye finds them, a click goes there. */
function Rail({ marks, count, lineOf, go }: { marks: RowMarks; count: number; lineOf: (row: number) => number; go: (line: number) => void }) {
  const ticks = useMemo(() => [...marks].slice(0, TICKS).flatMap(([row, list]) => { const line = lineOf(row); return line < 0 || !list[0] ? [] : [{ line, tone: list[0].tone, text: list[0].text }]; }), [marks, lineOf]);
  return <div className={styles.rail} aria-hidden="true">{ticks.map((tick) => <i key={tick.line} data-tone={tick.tone} title={tick.text} style={{ top: `${(tick.line / Math.max(1, count)) * 100}%` }} onClick={() => go(tick.line)} />)}</div>;
}
