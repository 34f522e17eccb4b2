import { useMemo, useRef, useState } from 'react';
import { followed, type Column, type Edit } from './model';

const SEVERAL = /\s+/;

/** Which rows stand in the grid: all, or those that pass every column's filter. Rows a person works on stay until the filter changes. */
export function useView(columns: readonly Column[], rowCount: number, cell: (row: number, col: number) => string, only: ReadonlySet<number> | null) {
  const [filters, setFilters] = useState<Record<string, string>>({});
  const kept = useRef(new Set<number>());
  const active = Object.entries(filters).filter(([, words]) => words.trim() !== '');
  const key = JSON.stringify(active);
  const view = useMemo(() => {
    if (!active.length && !only) return null;
    const tests = active.flatMap(([name, words]) => {
      const col = columns.findIndex((one) => one.key === name);
      return col < 0 ? [] : [{ col, test: tester(words, columns[col]?.search) }];
    });
    const out: number[] = [];
    for (let row = 0; row < rowCount; row += 1) if (kept.current.has(row) || ((!only || only.has(row)) && tests.every(({ col, test }) => test(cell(row, col))))) out.push(row);
    return out;
  }, [key, rowCount, cell, columns, only]);   // eslint-disable-line react-hooks/exhaustive-deps
  const filter = (name: string, words: string) => { kept.current = new Set(); setFilters((now) => ({ ...now, [name]: words })); };
  const clear = () => { kept.current = new Set(); setFilters({}); };
  const keep = (edits: readonly Edit[], touched: readonly number[]) => {
    kept.current = new Set([...[...kept.current].flatMap((row) => followed(row, edits) ?? []), ...touched]);
  };
  return { view, filters, filtered: active.length > 0, filter, clear, keep };
}

/** `=text` asks for the whole cell, `=` for an empty one, `!text` for cells without it; several words must all be there. */
export function tester(words: string, search?: (text: string) => string): (text: string) => boolean {
  const asked = words.trim().toLowerCase();
  const known = new Map<string, string>();
  const full = (text: string) => {
    let found = known.get(text);
    if (found === undefined) { found = (search ? `${text} ${search(text)}` : text).toLowerCase(); known.set(text, found); }
    return found;
  };
  if (asked.startsWith('=')) { const whole = asked.slice(1).trim(); return (text) => text.trim().toLowerCase() === whole || (!!search && whole !== '' && search(text).toLowerCase() === whole); }
  if (asked.startsWith('!')) { const not = asked.slice(1).trim(); return (text) => !not || !full(text).includes(not); }
  const parts = asked.split(SEVERAL);
  return (text) => { const all = full(text); return parts.every((part) => all.includes(part)); };
}
