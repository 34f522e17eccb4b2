import type { Change } from '@/shared/documents/types';
import type { RowMark } from './model';

export interface ChangeMark { row: number; mark: RowMark }

/** Differences as marks of rows and cells: new rows green, dropped ones red, changed cells amber with what stood there before. `columnOf` finds a column by the name a difference uses. */
export function changeMarks(changes: readonly Change[], rowOf: (change: Change) => number, columnOf: (field: string) => string | undefined, say: (change: Change) => string): ChangeMark[] {
  return changes.flatMap((change): ChangeMark[] => {
    const row = rowOf(change);
    if (row < 0) return [];
    if (change.what === 'added' || change.what === 'removed') return [{ row, mark: { tone: change.what, text: say(change) } }];
    if (change.what === 'moved' && !change.details.length) return [{ row, mark: { tone: 'changed', text: say(change), columns: ['#'] } }];
    return change.details.map((detail) => ({ row, mark: { tone: 'changed', text: `${detail.before ?? ''} → ${detail.after ?? ''}`, columns: [columnOf(detail.field) ?? '#'] } }));
  });
}
