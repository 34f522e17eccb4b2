import type { Facts, Marks } from '@/shared/documents/types';
import { changeMarks, type ChangeMark } from '@/shared/grid/changes';
import type { RowMark } from '@/shared/grid/model';

export { changeMarks };

/** One thing found, told to a person: which rows, in which tone, and the case that shows it; `text` is the engine's own English line. */
export interface Finding { key: string; tone: 'bad' | 'warn'; kind: string; rows: readonly number[]; facts: Facts; columns: readonly string[]; text?: string }

/** Columns a fault of the city's loader points at, by its facts. */
const columnsOf = (facts: Facts | null | undefined): string[] => { const column = facts?.column ?? facts?.field; return typeof column === 'string' ? [column] : []; };

/** `rowOf` turns the number the engine names a row by into its place in the grid, or -1. */
export function findingsOf({ faults, proofs }: Marks, rowOf: (number: number) => number): Finding[] {
  const places = (numbers: readonly number[] | null | undefined) => (numbers ?? []).map(rowOf).filter((row) => row >= 0);
  return [
    ...proofs.map((proof, i): Finding => ({ key: `p${i}`, tone: proof.open ? 'bad' : 'warn', kind: proof.kind, rows: places(proof.rows), facts: proof.example ?? {}, columns: [], text: proof.text })),
    ...faults.map((fault, i): Finding => ({ key: `f${i}`, tone: fault.severity === 'error' ? 'bad' : 'warn', kind: fault.rule, rows: fault.line ? places([fault.line]) : [], facts: { ...fault.facts, ...(fault.advice ? { advice: fault.advice } : {}) }, columns: columnsOf(fault.facts) })),
  ];
}

export function marksOf(findings: readonly Finding[], say: (finding: Finding) => string, changes: readonly ChangeMark[] = []): Map<number, RowMark[]> {
  const out = new Map<number, RowMark[]>();
  for (const { row, mark } of changes) { const known = out.get(row); if (known) known.push(mark); else out.set(row, [mark]); }
  for (const finding of findings) for (const row of finding.rows) {
    const known = out.get(row);
    const mark: RowMark = { tone: finding.tone, text: say(finding), columns: finding.columns };
    if (known) known.push(mark); else out.set(row, [mark]);
  }
  return out;
}
