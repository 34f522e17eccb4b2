import { Alert } from 'antd';
import { useCallback, useMemo, useState } from 'react';
import type { EditorProps } from '@/shared/documents/types';
import { Grid } from '@/shared/grid/Grid';
import { useDocument } from '@/shared/grid/useHistory';
import { useWords } from '@/shared/i18n';
import { editCsv, linesOf, printCsv, readCsv, rowAt } from '../api/csv';
import { changeMarks, findingsOf, marksOf, type Finding } from '../api/marks';
import { FindingList } from './FindingList';
import { useFindingWords } from './useFindingWords';
import { useColumns, type TableKind } from './useColumns';
import styles from './tables.module.css';

/** Matters, duties or procedures of a city, edited like a spreadsheet. What nobody touched is printed as it was read. */
export default function TableEditor({ kind, text, onChange, readOnly, marks, focus, onSelect }: EditorProps) {
  const t = useWords('tables');
  const doc = useDocument(text, readCsv, printCsv, onChange);
  const csv = doc.now;
  const headingKey = csv.head.cells.join('\n');
  const heading = useMemo(() => csv.head.cells.map((one) => one.trim()), [headingKey]);   // eslint-disable-line react-hooks/exhaustive-deps
  const order = useMemo(() => heading.map((_, col) => col), [heading]);
  const code = heading.indexOf('code');
  const named = heading.indexOf('name');
  const codes = code < 0 ? '' : csv.rows.map((row) => `${row.cells[code] ?? ''}\t${row.cells[named] ?? ''}`).join('\n');
  const own = useMemo(() => new Map(codes.split('\n').map((line) => { const [key = '', word = ''] = line.split('\t'); return [key, word] as const; })), [codes]);
  const columns = useColumns(kind as TableKind, heading, own);
  const cell = useCallback((row: number, col: number) => csv.rows[row]?.cells[col] ?? '', [csv]);
  const say = useFindingWords();
  const lines = useMemo(() => linesOf(csv), [csv]);
  const numberOf = useCallback((row: number) => lines[row] ?? row + 2, [lines]);
  // What was found belongs to the text that was checked; while somebody edits, the rows named are those of that text.
  const findings = useMemo(() => findingsOf(marks, (line) => rowAt(lines, line)), [marks]);   // eslint-disable-line react-hooks/exhaustive-deps
  const rowMarks = useMemo(() => marksOf(findings, (finding) => say(finding, numberOf), changeMarks(marks.changes, (change) => (change.row ? rowAt(lines, change.row) : -1), (field) => (heading.includes(field) ? field : undefined), (change) => t(`difference.${change.what}`))), [findings, say, marks.changes]);   // eslint-disable-line react-hooks/exhaustive-deps
  const [jump, setJump] = useState<{ row: number; column?: string; at: number } | null>(null);
  const asked = focus?.row ? { row: Math.max(0, rowAt(lines, focus.row)), at: focus.at } : null;
  const target = !jump || (asked && asked.at > jump.at) ? asked : jump;
  const found = findings.length > 0;
  /** A row for a case nobody leads, behind the last one of its matter; the lead is left to be named. */
  const fill = ({ facts }: Finding) => {
    const matter = String(facts.matter ?? '');
    const col = heading.indexOf('matter');
    const last = csv.rows.findLastIndex((row) => { const code = row.cells[col] ?? ''; return code !== '' && matter.startsWith(code); });
    const at = last < 0 ? csv.rows.length : last + 1;
    const cells: Record<string, string> = { matter, area: facts.area_code ? String(facts.area_code) : '' };
    doc.put(editCsv(doc.now, [{ kind: 'insert', at, rows: [heading.map((key) => cells[key] ?? '')] }], order));
    setJump({ row: at, column: 'lead', at: Date.now() });
  };
  if (!heading.length) return <div className={styles.editor}><Alert type="error" showIcon message={t('no_heading')} /></div>;
  return (
    <div className={styles.editor}>
      {csv.broken && <Alert type="error" banner message={t('unclosed_quote')} />}
      <div className={styles.sheet}>
        <Grid label={t(`kind.${kind}`)} columns={columns} rowCount={csv.rows.length} cell={cell} numberOf={numberOf} marks={rowMarks} focus={target} history={doc} onRow={onSelect ? (row) => onSelect(row === null ? null : String(numberOf(row))) : undefined}
          onEdit={readOnly ? undefined : (edits) => doc.put(editCsv(doc.now, edits, order))} />
      </div>
      {found && <FindingList findings={findings} say={(finding) => say(finding, numberOf)} numberOf={numberOf} go={(row) => setJump({ row, at: Date.now() })} fill={readOnly || kind !== 'duties' ? undefined : fill} />}
    </div>
  );
}
