import { DeleteOutlined, ExperimentOutlined, PlusOutlined } from '@ant-design/icons';
import { Button, Dropdown, Select } from 'antd';
import { useCallback, useMemo, useState } from 'react';
import type { Marks } from '@/shared/documents/types';
import { changeMarks } from '@/shared/grid/changes';
import { Grid } from '@/shared/grid/Grid';
import type { Column, Edit, RowMark } from '@/shared/grid/model';
import { useWords } from '@/shared/i18n';
import { addColumn, AGGREGATIONS, editTable, HIT_POLICIES, outline, removeColumn, setColumn, setHitPolicy, swapColumn, type DmnTable } from '../api/dmn';
import { cellFault, meant, valuesOf } from '../api/rulesDocument';
import { provenFor } from '../api/proven';
import type { Tried } from '../api/tryRule';
import { ColumnDialog } from './ColumnDialog';
import { ProofList } from './ProofList';
import { TryPanel } from './TryPanel';
import styles from './rules.module.css';

interface Props {
  table: DmnTable; change?: (table: DmnTable) => void; history: { undo: () => void; redo: () => void; canUndo: boolean; canRedo: boolean }; marks: Marks;
  /** The only table of its file: what names no table is meant for it. */
  only: boolean; focus: { row: number; at: number } | null; onSelect?: (element: string | null) => void; text: () => string;
}

const WIDE: Record<string, number> = { description: 240, annotation: 200 };
const keyOf = (col: number) => `c${col}`;

export function DecisionGrid({ table, change, history, marks, only, focus, onSelect, text }: Props) {
  const t = useWords('rules');
  const [trying, setTrying] = useState(false);
  const [tried, setTried] = useState<Tried | null>(null);
  const [editing, setEditing] = useState<number | null>(null);
  const [jump, setJump] = useState<{ row: number; at: number } | null>(null);
  const cell = useCallback((row: number, col: number) => table.rows[row]?.cells[col] ?? '', [table]);
  const head = JSON.stringify(table.columns);
  const columns = useMemo<Column[]>(() => table.columns.map((column, col): Column => ({
    key: keyOf(col), title: column.title || column.expression || t(`part.${column.part}`), low: column.part === 'input' || column.part === 'output' ? [column.expression, column.type].filter(Boolean).join(' : ') : undefined,
    part: column.part === 'input' ? 'in' : column.part === 'output' ? 'out' : 'note', width: WIDE[column.part] ?? 150, mono: column.part === 'input' || column.part === 'output',
    show: column.part === 'input' ? (words) => (words === '' || words === '-' ? <small>–</small> : words) : undefined,
    fault: column.part === 'input' || column.part === 'output' ? (words) => { const fault = cellFault(words); return fault ? t(`fault.${fault}`) : null; } : undefined,
    choices: column.part === 'input' || column.part === 'output' ? valuesOf(table, col).map((value) => ({ value, label: value, low: '' })) : undefined,
  })), [head, table.rows.length, t]);   // eslint-disable-line react-hooks/exhaustive-deps

  const found = useMemo(() => provenFor(marks, table, only), [marks, table.owner, table.name, only]);   // eslint-disable-line react-hooks/exhaustive-deps
  const rowMarks = useMemo(() => {
    const out = new Map<number, RowMark[]>();
    const add = (row: number, mark: RowMark) => { const list = out.get(row); if (list) list.push(mark); else out.set(row, [mark]); };
    if (tried) {
      for (const hit of tried.matched) add(hit.row - 1, { tone: 'hit', text: t('matched', { why: hit.why }) });
      for (const miss of tried.missed) { const col = table.columns.findIndex((one) => miss.cell && [one.id, one.title, one.expression].includes(miss.cell)); add(miss.row - 1, { tone: 'warn', text: t('missed', { why: miss.why }), columns: [col >= 0 ? keyOf(col) : '#'] }); }
    } else for (const one of found) for (const row of one.rows) add(row, { tone: one.tone, text: t(`proof.${one.kind}`, { rows: one.rows.map((at) => at + 1).join(t('comma')), defaultValue: one.text }) });
    const place = (element: string | null, row: number | null) => { const at = element ? table.rows.findIndex((one) => one.id === element) : -1; return at >= 0 ? at : only && row ? row - 1 : -1; };
    const columnOf = (field: string) => { const col = table.columns.findIndex((one) => [one.id, one.title, one.expression, one.part].includes(field)); return col < 0 ? undefined : keyOf(col); };
    for (const { row, mark } of changeMarks(marks.changes, (change) => place(change.element, change.row), columnOf, (change) => t(`what.${change.what}`))) add(row, mark);
    return out;
  }, [tried, found, marks.changes, t]);   // eslint-disable-line react-hooks/exhaustive-deps

  const names = useMemo(() => [...table.columns.map((one) => one.expression), ...outline(text()).elements.map((one) => one.name)], [head]);   // eslint-disable-line react-hooks/exhaustive-deps
  const edit = (edits: readonly Edit[]) => {
    setTried(null);
    const [first] = edits;
    const lone = edits.length === 1 && first?.kind === 'set' && first.cells.length === 1 ? first.cells[0] : undefined;
    change?.(editTable(table, lone ? [{ kind: 'set', cells: [{ ...lone, text: meant(lone.text, table.columns[lone.col], names) }] }] : edits));
  };
  const fill = (example: Record<string, unknown>) => {
    const cells = table.columns.map((column) => { const value = column.part === 'input' ? example[column.title] ?? example[column.expression] ?? example[column.id] : undefined; return value === undefined || value === null ? '' : String(value); });
    edit([{ kind: 'insert', at: table.rows.length, rows: [cells] }]);
    setJump({ row: table.rows.length, at: Date.now() });
  };
  const target = !jump || (focus && focus.at > jump.at) ? focus : jump;
  const indexOf = (column: Column) => Number(column.key.slice(1));
  return (
    <div className={styles.table}>
      <div className={styles.sheet}>
        <Grid label={table.name} columns={columns} rowCount={table.rows.length} cell={cell} marks={rowMarks} focus={target} history={history} onEdit={change ? edit : undefined} onRow={onSelect ? (row) => onSelect(row === null ? null : table.rows[row]?.id ?? null) : undefined}
          columnTools={change ? (column) => {
            const at = indexOf(column);
            const part = table.columns[at]?.part;
            if (!part || part === 'description') return null;
            return (
              <div className={styles.columnTools}>
                <Button size="small" onClick={() => setEditing(at)}>{t('column.edit')}</Button>
                <Button size="small" disabled={table.columns[at - 1]?.part !== part} onClick={() => change(swapColumn(table, at, -1))} aria-label={t('column.left')}>←</Button>
                <Button size="small" disabled={table.columns[at + 1]?.part !== part} onClick={() => change(swapColumn(table, at, 1))} aria-label={t('column.right')}>→</Button>
                <Button size="small" danger icon={<DeleteOutlined />} onClick={() => change(removeColumn(table, at))} aria-label={t('column.remove')} />
              </div>
            );
          } : undefined}
          tools={(
            <>
              <Select size="small" value={table.hitPolicy} disabled={!change} onChange={(value) => change?.(setHitPolicy(table, value, table.aggregation))} aria-label={t('hit_policy')} className={styles.policy} popupMatchSelectWidth={false}
                options={HIT_POLICIES.map((value) => ({ value, label: t(`policy.${value}`) }))} />
              {table.hitPolicy === 'COLLECT' && <Select size="small" value={table.aggregation} disabled={!change} onChange={(value) => change?.(setHitPolicy(table, table.hitPolicy, value))} aria-label={t('aggregation')} popupMatchSelectWidth={false} options={AGGREGATIONS.map((value) => ({ value, label: t(`aggregation.${value || 'LIST'}`) }))} />}
              {change && <Dropdown trigger={['click']} menu={{ items: (['input', 'output', 'annotation'] as const).map((part) => ({ key: part, label: t(`add.${part}`), onClick: () => { const next = addColumn(table, part, part === 'annotation' ? { title: t('part.annotation') } : { expression: part === 'output' ? 'result' : '', type: 'string' }); change(next); setEditing(next.columns.findLastIndex((one) => one.part === part)); } })) }}><Button size="small" type="text" icon={<PlusOutlined />}>{t('column.add')}</Button></Dropdown>}
              <Button size="small" type={trying ? 'primary' : 'text'} icon={<ExperimentOutlined />} aria-pressed={trying} onClick={() => { setTrying((was) => !was); setTried(null); }}>{t('try')}</Button>
            </>
          )} />
        <ProofList found={found} go={(row) => setJump({ row, at: Date.now() })} fill={change ? fill : undefined} />
      </div>
      {trying && <TryPanel owner={table.owner} text={text} tried={tried} setTried={setTried} go={(row) => setJump({ row, at: Date.now() })} />}
      {editing !== null && table.columns[editing] && change && <ColumnDialog column={table.columns[editing]} close={() => setEditing(null)} save={(given) => { change(setColumn(table, editing, given)); setEditing(null); }} />}
    </div>
  );
}
