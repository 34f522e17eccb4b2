// @vitest-environment node
import { expect, test } from 'vitest';
import { applied, followed, type Edit } from '@/shared/grid/model';
import { printBlock, readBlock } from '@/shared/grid/clipboard';
import { editCsv, linesOf, printCsv, readCsv, rowAt } from './csv';

/** A small generator from a seed, so that a failure names what to look at. */
function dice(seed: number) {
  let state = seed;
  const next = (below: number) => { state = (Math.imul(state, 1664525) + 1013904223) >>> 0; return Math.floor((state / 2 ** 32) * below); };
  return { next, pick: <T>(list: readonly T[]) => list[next(list.length)] as T };
}

const PIECES = ['a', '\u4e8b\u9879', ',', '"', '""', '\n', '\r\n', ' ', ';', '\t', '=', '|', '', '007', '\ufeff'];
const anyText = (roll: ReturnType<typeof dice>) => Array.from({ length: roll.next(5) }, () => roll.pick(PIECES)).join('');

function anyFile(roll: ReturnType<typeof dice>) {
  const end = roll.pick(['\n', '\r\n']);
  const width = 1 + roll.next(4);
  const cell = () => { const text = anyText(roll); return /[",\r\n;\t]/.test(text) || roll.next(4) === 0 ? `"${text.replaceAll('"', '""')}"` : text; };
  const lines = [Array.from({ length: width }, (_, i) => `c${i}`).join(',')];
  for (let i = 0; i < roll.next(6); i += 1) { lines.push(Array.from({ length: Math.max(1, width - roll.next(2)) }, cell).join(',')); if (!roll.next(5)) lines.push(''); }
  return roll.pick(['', '\ufeff']) + lines.join(end) + roll.pick(['', end, end + end]);
}

test('whatever was read is printed again byte by byte', () => {
  for (let seed = 0; seed < 2000; seed += 1) { const text = anyFile(dice(seed)); expect(printCsv(readCsv(text)), `seed ${seed}`).toBe(text); }
  for (const text of ['', '\n', 'a,b', 'a,b\r\n"1\n2",3', 'a\n"never closed\n1,2\n']) expect(printCsv(readCsv(text))).toBe(text);
});

test('an edited cell reads back as what was typed, and every other record keeps its bytes', () => {
  for (let seed = 0; seed < 2000; seed += 1) {
    const roll = dice(seed);
    const csv = readCsv(anyFile(roll));
    if (!csv.rows.length) continue;
    const [row, col, text] = [roll.next(csv.rows.length), roll.next(csv.head.cells.length), anyText(roll)];
    const after = editCsv(csv, [{ kind: 'set', cells: [{ row, col, text }] }], csv.head.cells.map((_, i) => i));
    const again = readCsv(printCsv(after));
    const wanted = csv.rows[row]?.cells.slice() ?? [];
    while (wanted.length <= col && text !== '') wanted.push('');
    if (text !== '' || wanted[col] !== undefined) wanted[col] = text;
    // A record of one empty cell is an empty line to every reader.
    if (!(wanted.length === 1 && wanted[0] === '')) expect(again.rows[row]?.cells, `seed ${seed}`).toEqual(wanted);
    csv.rows.forEach((one, i) => { if (i !== row && i < csv.rows.length - 1) expect(after.rows[i]?.source, `seed ${seed}`).toBe(one.source); });
  }
});

test('only the cell that was edited changes within its record', () => {
  const csv = readCsv('matter,area,condition,lead\n010101,,"word=a|b","@x"\n');
  expect(printCsv(editCsv(csv, [{ kind: 'set', cells: [{ row: 0, col: 1, text: '320102' }] }], [0, 1, 2, 3]))).toBe('matter,area,condition,lead\n010101,320102,"word=a|b","@x"\n');
  expect(printCsv(editCsv(csv, [{ kind: 'set', cells: [{ row: 0, col: 3, text: '@y' }] }], [0, 1, 2, 3]))).toBe('matter,area,condition,lead\n010101,,"word=a|b","@y"\n');
});

test('rows inserted, moved and removed leave well-formed records, also in a file without a last end of line', () => {
  const order = [0, 1];
  const edits: Edit[] = [{ kind: 'insert', at: 2, rows: [['x', 'y,z']] }, { kind: 'move', from: 0, count: 1, to: 2 }, { kind: 'remove', rows: [0] }];
  expect(printCsv(editCsv(readCsv('a,b\r\n1,2\r\n3,4'), edits, order))).toBe('a,b\r\nx,"y,z"\r\n1,2\r\n');
  expect(printCsv(editCsv(readCsv('a,b'), [{ kind: 'insert', at: 0, rows: [['1', '2']] }], order))).toBe('a,b\n1,2\n');
});

test('a row is followed through every edit as the list itself moves', () => {
  for (let seed = 0; seed < 500; seed += 1) {
    const roll = dice(seed);
    let size = 6;
    const edits: Edit[] = [];
    for (let i = 0; i < 4; i += 1) {
      const kind = roll.next(3);
      if (kind === 0) { const many = 1 + roll.next(2); edits.push({ kind: 'insert', at: roll.next(size + 1), rows: Array.from({ length: many }, () => ['new']) }); size += many; }
      else if (kind === 1 && size > 2) { const first = roll.next(size - 1); edits.push({ kind: 'remove', rows: [first, first + 1] }); size -= 2; }
      else if (size > 1) { const count = 1 + roll.next(size - 1); edits.push({ kind: 'move', from: roll.next(size - count + 1), count, to: roll.next(size - count + 1) }); }
    }
    const after = applied(['0', '1', '2', '3', '4', '5'], edits, (cells) => cells[0] ?? '', (row) => row);
    for (let row = 0; row < 6; row += 1) { const at = after.indexOf(String(row)); expect(followed(row, edits), `seed ${seed}, row ${row}`).toBe(at < 0 ? null : at); }
  }
});

test('a block goes over the clipboard and comes back, FEEL strings with their quotes too', () => {
  const block = [['"M001"', 'a\tb'], ['line\nbreak', ''], ['say "yes"', '<= 5']];
  expect(readBlock(printBlock(block))).toEqual(block);
  expect(readBlock('"M001"\t"a", "b"\r\n-\t""\r\n')).toEqual([['"M001"', '"a", "b"'], ['-', '""']]);
});

test('rows are known by the line they begin on, across empty lines and cells of several lines', () => {
  const lines = linesOf(readCsv('a,b\r\n1,"x\r\ny"\r\n\r\n2,z\r\n3,z'));
  expect(lines).toEqual([2, 5, 6]);
  expect([1, 2, 3, 5, 6, 9].map((line) => rowAt(lines, line))).toEqual([-1, 0, 0, 1, 2, 2]);
});
