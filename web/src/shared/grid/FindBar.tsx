import { CloseOutlined, DownOutlined, UpOutlined } from '@ant-design/icons';
import { Button, Input } from 'antd';
import { useDeferredValue, useMemo } from 'react';
import { useWords } from '@/shared/i18n';
import type { Column, Spot } from './model';
import { tester } from './useView';
import styles from './grid.module.css';

interface Props {
  words: string; change: (words: string) => void; columns: readonly Column[]; count: number; cell: (row: number, col: number) => string; rowOf: (line: number) => number; spot: Spot;
  go: (line: number, col: number) => void; close: () => void;
}

const MOST = 20_000;

export function FindBar({ words, change, columns, count, cell, rowOf, spot, go, close }: Props) {
  const t = useWords('grid');
  const asked = useDeferredValue(words);
  const find = (sought: string) => {
    const out: Spot[] = [];
    if (!sought.trim()) return out;
    const tests = columns.map((column) => tester(sought.replace(/^[=!]/, ''), column.search));
    for (let line = 0; line < count && out.length < MOST; line += 1) tests.forEach((test, col) => { if (test(cell(rowOf(line), col))) out.push({ row: line, col }); });
    return out;
  };
  const hits = useMemo(() => find(asked), [asked, columns, count, cell, rowOf]);   // eslint-disable-line react-hooks/exhaustive-deps
  const before = (a: Spot, b: Spot) => a.row < b.row || (a.row === b.row && a.col < b.col);
  const at = hits.findIndex((hit) => hit.row === spot.row && hit.col === spot.col);
  const step = (by: 1 | -1) => {
    // What is shown may lag behind fast typing; Enter means what is written.
    const now = words === asked ? hits : find(words);
    if (!now.length) return;
    const here = now.findIndex((hit) => hit.row === spot.row && hit.col === spot.col);
    const next = here >= 0 ? (here + by + now.length) % now.length : by > 0 ? Math.max(0, now.findIndex((hit) => before(spot, hit))) : (now.findLastIndex((hit) => before(hit, spot)) + now.length) % now.length;
    const hit = now[next];
    if (hit) go(hit.row, hit.col);
  };
  return (
    <div className={styles.find} role="search">
      <Input size="small" autoFocus value={words} placeholder={t('find')} aria-label={t('find')} onChange={(event) => change(event.target.value)}
        onKeyDown={(event) => { if (event.key === 'Enter') { event.preventDefault(); step(event.shiftKey ? -1 : 1); } if (event.key === 'Escape') { event.preventDefault(); close(); } }} />
      <span role="status">{asked.trim() ? hits.length ? t('found', { at: at + 1 || '–', count: hits.length }) : t('found_none') : ''}</span>
      <Button size="small" type="text" icon={<UpOutlined />} aria-label={t('previous')} disabled={!hits.length} onClick={() => step(-1)} />
      <Button size="small" type="text" icon={<DownOutlined />} aria-label={t('next')} disabled={!hits.length} onClick={() => step(1)} />
      <Button size="small" type="text" icon={<CloseOutlined />} aria-label={t('close_find')} onClick={close} />
    </div>
  );
}
