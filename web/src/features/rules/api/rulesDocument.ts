import { openTable, outline, printTable, type DmnColumn, type DmnTable } from './dmn';

/** A rule file with the view a person has open: a decision's own table, or the diagram and expressions (`table` null). */
export interface RuleDocument { readonly text: string; readonly view: string; readonly table: DmnTable | null }

export const DIAGRAM = '#diagram';
export const SOURCE = '#source';

export const printRules = (of: RuleDocument) => (of.table ? printTable(of.table) : of.text);

export function openView(text: string, view: string): RuleDocument {
  const table = view === DIAGRAM || view === SOURCE ? null : openTable(text, view);
  return { text, view, table };
}

/** Opens at the only, or the first, decision table; a file without one opens at its diagram. */
export function readRules(text: string): RuleDocument {
  const first = outline(text).elements.find((one) => one.logic === 'table');
  return openView(text, first?.id ?? DIAGRAM);
}

/** Typed values of the inputs a decision needs, itself or through what it requires. */
export function asked(text: string, decision: string): { id: string; name: string; type: string }[] {
  const { elements } = outline(text);
  const out: { id: string; name: string; type: string }[] = [];
  const seen = new Set<string>();
  const walk = (id: string) => {
    if (seen.has(id)) return;
    seen.add(id);
    const one = elements.find((element) => element.id === id);
    if (!one) return;
    if (one.kind === 'input') out.push({ id, name: one.name, type: one.type });
    for (const need of one.needs) walk(need);
  };
  walk(decision);
  if (out.length) return out;
  // Without a drawn requirement the table's own questions are what it needs.
  const table = openTable(text, decision);
  return (table?.columns ?? []).filter((column) => column.part === 'input' && /^[\p{L}_][\p{L}\p{N}_ ]*$/u.test(column.expression)).map((column) => ({ id: column.expression, name: column.expression, type: column.type }));
}

/** A value as typed, made what the type says; undefined when the field is empty. */
export function typed(text: string, type: string): unknown {
  const words = text.trim();
  if (words === '') return undefined;
  const kind = type.replace(/^.*:/, '').toLowerCase();
  if (kind === 'boolean') return words === 'true';
  if (['number', 'integer', 'long', 'double'].includes(kind)) return Number.isNaN(Number(words)) ? words : Number(words);
  if (kind === 'string' || /^(date|time|datetime|.*duration)$/.test(kind)) return words;
  try { return JSON.parse(words) as unknown; } catch { return words; }
}

/** Why a cell cannot be FEEL, as far as can be seen without the engine: quotes and brackets that are not closed. */
export function cellFault(text: string): 'quote' | 'bracket' | null {
  let depth = 0;
  for (let i = 0; i < text.length; i += 1) {
    const letter = text[i];
    if (letter === '"') {
      i += 1;
      while (i < text.length && text[i] !== '"') i += text[i] === '\\' ? 2 : 1;
      if (i >= text.length) return 'quote';
    } else if (letter === '(' || letter === '{') depth += 1;
    else if (letter === ')' || letter === '}') depth -= 1;
  }
  // Half-open ranges may be written with square brackets turned round, and with one round bracket.
  const ranges = text.match(/[[(\]][^[\](){}"]*\.\.[^[\](){}"]*[\])[]/g) ?? [];
  const uneven = ranges.reduce((sum, one) => sum + (one.startsWith('(') ? 1 : 0) - (one.endsWith(')') ? 1 : 0), 0);
  return depth - uneven === 0 ? null : 'bracket';
}

/** The literals a column already uses, most used first: what one most likely writes next. */
export function valuesOf(table: DmnTable, col: number, most = 300): string[] {
  const counts = new Map<string, number>();
  for (const row of table.rows) { const text = row.cells[col] ?? ''; if (text && text.length < 80) counts.set(text, (counts.get(text) ?? 0) + 1); }
  const column = table.columns[col];
  const allowed = column?.allowed ? column.allowed.match(/"(?:\\.|[^"\\])*"|[^,"]+/g)?.map((one) => one.trim()).filter(Boolean) ?? [] : [];
  const plain = column?.type === 'boolean' ? ['true', 'false'] : [];
  return [...new Set([...allowed, ...plain, ...[...counts].sort((a, b) => b[1] - a[1]).slice(0, most).map(([text]) => text)])];
}

const WORD = /^[\p{L}][\p{L}\p{N}_\- ]*$/u;
const FEEL_WORDS = ['true', 'false', 'null', 'not', '-', 'and', 'or', 'in', 'between'];

/** A bare word typed into a column of texts means the text, not a variable, unless something bears that name. */
export function meant(text: string, column: DmnColumn | undefined, names: readonly string[]): string {
  const word = text.trim();
  if (!column || (column.part !== 'input' && column.part !== 'output') || column.type !== 'string' || !WORD.test(word) || FEEL_WORDS.includes(word) || names.includes(word)) return text;
  return `"${word}"`;
}
