import type { Facts, Marks } from '@/shared/documents/types';
import type { RowMark } from '@/shared/grid/model';

/** One thing found, told to a person: which rows, in which tone, and the case that shows it. */
export interface Finding { key: string; tone: 'bad' | 'warn'; kind: string; rows: readonly number[]; facts: Facts; columns: readonly string[] }

/** Columns a fault of the city's loader points at, by its facts. */
const columnsOf = (facts: Facts | null | undefined): string[] => { const column = facts?.column ?? facts?.field; return typeof column === 'string' ? [column] : []; };

/** Rows are counted from 0 here, as the grid does. */
export function findingsOf({ faults, proofs }: Marks): Finding[] {
  return [
    ...proofs.map((proof, i): Finding => ({ key: `p${i}`, tone: proof.kind === 'unreachable' || proof.kind === 'overlap' ? 'warn' : 'bad', kind: proof.kind, rows: (proof.rows ?? []).map((row) => row - 1), facts: proof.example ?? {}, columns: [] })),
    ...faults.map((fault, i): Finding => ({ key: `f${i}`, tone: fault.severity === 'error' ? 'bad' : 'warn', kind: fault.rule, rows: fault.line ? [fault.line - 1] : [], facts: { ...fault.facts, ...(fault.advice ? { advice: fault.advice } : {}) }, columns: columnsOf(fault.facts) })),
  ];
}

export function marksOf(findings: readonly Finding[], say: (finding: Finding) => string): Map<number, RowMark[]> {
  const out = new Map<number, RowMark[]>();
  for (const finding of findings) for (const row of finding.rows) {
    const known = out.get(row);
    const mark: RowMark = { tone: finding.tone, text: say(finding), columns: finding.columns };
    if (known) known.push(mark); else out.set(row, [mark]);
  }
  return out;
}
