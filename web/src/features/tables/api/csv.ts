import { applied, type CellText, type Edit } from '@/shared/grid/model';

/** One record as it stands in the file: empty lines before it, its cells as written, its end of line. */
export interface CsvRow { readonly source: string; readonly cells: readonly string[] }

/** A CSV file (RFC 4180) kept so that whatever nobody touched is printed byte by byte as it was read. */
export interface Csv { readonly mark: string; readonly head: CsvRow; readonly rows: readonly CsvRow[]; readonly tail: string; readonly separator: string; readonly end: string; readonly broken: boolean }

const END = /\r\n|\n|\r/;

/** Cells of one record with the places they stand at in its source. */
interface Span { from: number; to: number; text: string; quoted: boolean }

/** Reads one record from `at`; gives where the next one begins and whether the text ended inside quotes. */
function readRecord(text: string, at: number, separator: string, out: Span[]): { next: number; broken: boolean } {
  let i = at;
  for (;;) {
    const from = i;
    if (text[i] === '"') {
      let value = '';
      i += 1;
      for (;;) {
        const close = text.indexOf('"', i);
        if (close < 0) { out.push({ from, to: text.length, text: value + text.slice(i), quoted: true }); return { next: text.length, broken: true }; }
        value += text.slice(i, close);
        i = close + 1;
        if (text[i] !== '"') break;
        value += '"';
        i += 1;
      }
      // What stands between a closing quote and the separator is kept as part of the cell, as the engine's reader does.
      while (i < text.length && text[i] !== separator && text[i] !== '\n' && text[i] !== '\r') { value += text[i]; i += 1; }
      out.push({ from, to: i, text: value, quoted: true });
    } else {
      while (i < text.length && text[i] !== separator && text[i] !== '\n' && text[i] !== '\r') i += 1;
      out.push({ from, to: i, text: text.slice(from, i), quoted: false });
    }
    if (i >= text.length) return { next: i, broken: false };
    if (text[i] === separator) { i += 1; continue; }
    return { next: i + (text[i] === '\r' && text[i + 1] === '\n' ? 2 : 1), broken: false };
  }
}

const blankLines = (text: string, at: number) => { let i = at; while (text[i] === '\n' || text[i] === '\r') i += 1; return i; };

export function readCsv(text: string): Csv {
  const mark = text.startsWith('\ufeff') ? '\ufeff' : '';
  const first = text.slice(mark.length).split(END, 1)[0] ?? '';
  const separator = [',', ';', '\t'].map((one) => ({ one, count: first.split(one).length })).sort((a, b) => b.count - a.count)[0]?.one ?? ',';
  const records: CsvRow[] = [];
  let at = mark.length;
  let broken = false;
  for (;;) {
    const start = at;
    const body = blankLines(text, at);
    if (body >= text.length) return finish(mark, records, text.slice(start), separator, text, broken);
    const spans: Span[] = [];
    const read = readRecord(text, body, separator, spans);
    broken ||= read.broken;
    records.push({ source: text.slice(start, read.next), cells: spans.map((span) => span.text) });
    at = read.next;
  }
}

function finish(mark: string, records: CsvRow[], tail: string, separator: string, text: string, broken: boolean): Csv {
  const [head = { source: '', cells: [] }, ...rows] = records;
  return { mark, head, rows, tail, separator, end: END.exec(text)?.[0] ?? '\n', broken };
}

const ended = (row: CsvRow, end: string): CsvRow => (/[\r\n]$/.test(row.source) ? row : { ...row, source: row.source + end });

export function printCsv(csv: Csv): string {
  const last = csv.rows.length - 1;
  // A row that has come to stand in the middle needs an end of line; a file that ended without one still does.
  const head = csv.rows.length && csv.head.source ? ended(csv.head, csv.end) : csv.head;
  return csv.mark + head.source + csv.rows.map((row, i) => (i < last ? ended(row, csv.end) : row).source).join('') + csv.tail;
}

const quoted = (text: string, separator: string) => (text.includes('"') || text.includes(separator) || /[\r\n]/.test(text) || /^ | $/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);

/** Only the cells that differ are written anew; the rest of the record keeps its bytes. */
export function putCells(csv: Csv, row: CsvRow, cells: readonly CellText[]): CsvRow {
  const body = blankLines(row.source, 0);
  const spans: Span[] = [];
  readRecord(row.source, body, csv.separator, spans);
  let source = row.source;
  const now = row.cells.slice();
  for (const { col, text } of [...cells].sort((a, b) => b.col - a.col)) {
    if ((now[col] ?? '') === text) continue;
    const span = spans[col];
    const fresh = span?.quoted && text !== '' ? `"${text.replaceAll('"', '""')}"` : quoted(text, csv.separator);
    if (span) { source = source.slice(0, span.from) + fresh + source.slice(span.to); now[col] = text; continue; }
    const end = spans.at(-1)?.to ?? body;
    const missing = Array.from({ length: col - spans.length + 1 }, (_, i) => (i === col - spans.length ? fresh : ''));
    source = source.slice(0, end) + missing.map((one) => csv.separator + one).join('') + source.slice(end);
    while (now.length < col) now.push('');
    now[col] = text;
    return putCells(csv, { source, cells: now }, cells);
  }
  return { source, cells: now };
}

export function newRow(csv: Csv, cells: readonly string[]): CsvRow {
  return { source: cells.map((one) => quoted(one, csv.separator)).join(csv.separator) + csv.end, cells };
}

/** The document after what a person did in the grid; `order` maps the grid's columns to those of the file. */
export function editCsv(csv: Csv, edits: readonly Edit[], order: readonly number[]): Csv {
  const width = csv.head.cells.length;
  const toFile = (cells: readonly CellText[]) => cells.flatMap((one) => { const col = order[one.col]; return col === undefined || col < 0 ? [] : [{ ...one, col }]; });
  const make = (cells: readonly string[]) => newRow(csv, Array.from({ length: width }, (_, col) => { const at = order.indexOf(col); return at < 0 ? '' : cells[at] ?? ''; }));
  return { ...csv, rows: applied(csv.rows, edits, make, (row, cells) => putCells(csv, row, toFile(cells))) };
}

const linesIn = (text: string) => { let count = 0; for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) count += 1; return count || (text.includes('\r') ? text.split('\r').length - 1 : 0); };

/** The line of the file each row begins on, the heading being on line 1: the number the engine names a row by. */
export function linesOf(csv: Csv): number[] {
  let line = 1 + linesIn(ended(csv.head, csv.end).source);
  return csv.rows.map((row) => { const here = line + linesIn(row.source.slice(0, blankLines(row.source, 0))); line += linesIn(ended(row, csv.end).source); return here; });
}

/** The row that holds a line of the file; -1 for the heading and beyond the end. */
export function rowAt(lines: readonly number[], line: number): number {
  let [low, high] = [0, lines.length - 1];
  while (low <= high) { const middle = (low + high) >> 1; if ((lines[middle] ?? 0) <= line) low = middle + 1; else high = middle - 1; }
  return high;
}
