import type { Marks, Proof } from '@/shared/documents/types';
import type { DmnTable } from './dmn';

export interface Proven { key: string; kind: string; tone: 'bad' | 'warn'; rows: readonly number[]; example: Proof['example']; text: string }

/** What was proven of one table, its rows counted from 0; faults of its rules among them. */
export function provenFor(marks: Marks, table: DmnTable, only: boolean): Proven[] {
  const own = (name: string | null | undefined) => (name ? name === table.owner || name === table.name : only);
  const rules = new Map(table.rows.map((row, i) => [row.id, i]));
  return [
    ...marks.proofs.filter((one) => own(one.table)).map((one, i): Proven => ({ key: `p${i}`, kind: one.kind, tone: one.open ? 'bad' : 'warn', rows: one.rows.map((row) => row - 1).filter((row) => row >= 0), example: one.example, text: one.text })),
    ...marks.faults.flatMap((one, i): Proven[] => {
      const row = one.element ? rules.get(one.element) : undefined;
      if (row === undefined && one.element !== table.owner && !(only && !one.element)) return [];
      return [{ key: `f${i}`, kind: one.rule, tone: one.severity === 'error' ? 'bad' : 'warn', rows: row === undefined ? [] : [row], example: {}, text: one.advice ?? [one.rule, ...Object.values(one.facts ?? {})].join(' ') }];
    }),
  ];
}
