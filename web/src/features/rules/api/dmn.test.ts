// @vitest-environment node
import { expect, test } from 'vitest';
import { addColumn, editTable, openTable, outline, printTable, removeColumn, setColumn, setHitPolicy, swapColumn, type DmnTable } from './dmn';

const PRETTY = `<?xml version='1.0' encoding="UTF-8"?>\r
<!-- kept -->
<dmn:definitions xmlns:dmn="https://www.omg.org/spec/DMN/20191111/MODEL/" xmlns:x='urn:x' id="d" name="N &amp; M">
  <dmn:inputData id="i1" name="Noise"/>
  <dmn:decision id="a"  name="Who">
    <dmn:extensionElements><x:thing a='1'>  <!-- odd --> </x:thing></dmn:extensionElements>
    <dmn:informationRequirement id="q"><dmn:requiredInput href="#i1"/></dmn:informationRequirement>
    <dmn:decisionTable id="t" hitPolicy='FIRST'>
      <dmn:input id="in1" label="Level"><dmn:inputExpression id="e1" typeRef="number"><dmn:text>level</dmn:text></dmn:inputExpression></dmn:input>
      <dmn:input id="in2"><dmn:inputExpression id="e2" typeRef="string"><dmn:text>kind</dmn:text></dmn:inputExpression><dmn:inputValues><dmn:text>"a","b"</dmn:text></dmn:inputValues></dmn:input>
      <dmn:output id="o1" name="unit" typeRef="string"/>
      <!-- first rule -->
      <dmn:rule id="r1">
        <dmn:inputEntry id="x1"><dmn:text>&lt; 5</dmn:text></dmn:inputEntry>
        <dmn:inputEntry id="x2"><dmn:text><![CDATA["a"]]></dmn:text></dmn:inputEntry>
        <dmn:outputEntry id="y1"><dmn:text>
          "U1"
        </dmn:text></dmn:outputEntry>
      </dmn:rule>
      <dmn:rule id="r2"><dmn:description>why &amp; how</dmn:description>
        <dmn:inputEntry id="x3"><dmn:text/></dmn:inputEntry>
        <dmn:inputEntry id="x4"/>
        <dmn:outputEntry id="y2"><dmn:text>"U2"</dmn:text></dmn:outputEntry>
      </dmn:rule>
    </dmn:decisionTable>
  </dmn:decision>
  <dmn:decision id="b" name="B"><dmn:literalExpression><dmn:text>1 + 1</dmn:text></dmn:literalExpression></dmn:decision>
</dmn:definitions>
<!-- end -->`;

const table = (text = PRETTY, id = 'a') => openTable(text, id) as DmnTable;
/** Lines that differ, old and new, in order. */
const lines = (a: string, b: string) => { const [x, y] = [a.split('\n'), b.split('\n')]; let [from, end] = [0, 0]; while (x[from] === y[from] && from < x.length) from += 1; while (x.at(-1 - end) === y.at(-1 - end) && end < Math.min(x.length, y.length) - from) end += 1; return [x.slice(from, x.length - end), y.slice(from, y.length - end)]; };

test('a file names what can be opened and what must be given', () => {
  expect(outline(PRETTY).elements.map((one) => [one.id, one.kind, one.logic, one.needs, one.rows])).toEqual([['i1', 'input', 'none', [], 0], ['a', 'decision', 'table', ['i1'], 2], ['b', 'decision', 'literal', [], 0]]);
  expect(outline('<definitions><decision').readable).toBe(false);
});

test('a table that nobody touched prints the same bytes', () => {
  expect(printTable(table())).toBe(PRETTY);
  for (const text of [PRETTY.replaceAll('dmn:', ''), PRETTY.replaceAll('\n', '')]) expect(printTable(table(text))).toBe(text);
});

test('cells read as written, with entities, CDATA and white space undone', () => {
  expect(table().rows.map((row) => row.cells)).toEqual([['< 5', '"a"', '"U1"', ''], ['', '', '"U2"', 'why & how']]);
  expect(table().columns.map((one) => [one.part, one.title, one.expression, one.type, one.allowed])).toEqual([['input', 'Level', 'level', 'number', ''], ['input', '', 'kind', 'string', '"a","b"'], ['output', '', 'unit', 'string', ''], ['description', '', '', '', '']]);
});

test('an edited cell changes its own line and nothing else', () => {
  const put = (row: number, col: number, text: string) => printTable(editTable(table(), [{ kind: 'set', cells: [{ row, col, text }] }]));
  expect(lines(PRETTY, put(0, 0, '>= 5 & x'))).toEqual([['        <dmn:inputEntry id="x1"><dmn:text>&lt; 5</dmn:text></dmn:inputEntry>'], ['        <dmn:inputEntry id="x1"><dmn:text>&gt;= 5 &amp; x</dmn:text></dmn:inputEntry>']]);
  expect(lines(PRETTY, put(0, 1, '"b"'))[1]).toEqual(['        <dmn:inputEntry id="x2"><dmn:text><![CDATA["b"]]></dmn:text></dmn:inputEntry>']);
  expect(lines(PRETTY, put(1, 0, '7'))[1]).toEqual(['        <dmn:inputEntry id="x3"><dmn:text>7</dmn:text></dmn:inputEntry>']);
  expect(lines(PRETTY, put(1, 1, '7'))[1]).toEqual(['        <dmn:inputEntry id="x4"><dmn:text>7</dmn:text></dmn:inputEntry>']);
  expect(lines(PRETTY, put(1, 3, ''))[1]).toEqual(['      <dmn:rule id="r2">']);
  expect(put(0, 2, '"U1"')).toBe(PRETTY);
});

test('any text put into any cell reads back, and the other rule keeps its bytes', () => {
  const odd = ['"<&>"', ']]>', "it's", 'a\nb', '<!-- x -->', '&amp;', '\u4e8b\u9879 "x"'];
  for (let row = 0; row < 2; row += 1) for (let col = 0; col < 4; col += 1) for (const text of odd) {
    const after = editTable(table(), [{ kind: 'set', cells: [{ row, col, text }] }]);
    const again = table(printTable(after));
    expect(again.rows[row]?.cells[col]).toBe(text);
    expect(again.rows[1 - row]?.source).toBe(table().rows[1 - row]?.source);
  }
});

test('rules come, go and change places in the same hand', () => {
  const moved = printTable(editTable(table(), [{ kind: 'move', from: 0, count: 1, to: 1 }]));
  expect(table(moved).rows.map((row) => row.id)).toEqual(['r2', 'r1']);
  const more = editTable(table(), [{ kind: 'insert', at: 1, rows: [['[1..3]', '-', '"U3"', 'new']] }]);
  expect(table(printTable(more)).rows.map((row) => row.cells)[1]).toEqual(['[1..3]', '-', '"U3"', 'new']);
  expect(more.rows[1]?.source).toMatch(/^\n {6}<dmn:rule id="DecisionRule_\w{7}">/);
  expect(printTable(editTable(more, [{ kind: 'remove', rows: [1] }]))).toBe(PRETTY);
  const none = editTable(table(), [{ kind: 'remove', rows: [0, 1] }]);
  expect(table(printTable(none)).rows).toEqual([]);
  expect(openTable('<definitions><decision id="a"><decisionTable id="t"/></decision></definitions>', 'a')?.rows).toEqual([]);
});

test('headings are edited in place', () => {
  expect(lines(PRETTY, printTable(setHitPolicy(table(), 'COLLECT', 'SUM')))[1]).toEqual(['    <dmn:decisionTable id="t" hitPolicy="COLLECT" aggregation="SUM">']);
  expect(printTable(setHitPolicy(setHitPolicy(table(), 'COLLECT', 'SUM'), 'FIRST', ''))).toBe(PRETTY.replace("'FIRST'", '"FIRST"'));
  const named = setColumn(table(), 0, { title: 'Loud "ness"', expression: 'level + 1', type: 'string', allowed: '[0..200]' });
  expect(table(printTable(named)).columns[0]).toEqual({ part: 'input', id: 'in1', title: 'Loud "ness"', expression: 'level + 1', type: 'string', allowed: '[0..200]' });
  expect(printTable(setColumn(table(), 0, { title: 'Level', expression: 'level', type: 'number', allowed: '' }))).toBe(PRETTY);
  expect(setColumn(table(), 1, { allowed: '' }).columns[1]?.allowed).toBe('');
});

test('a column that is added and taken away again leaves the file as it was', () => {
  for (const part of ['input', 'output', 'annotation'] as const) {
    const more = addColumn(table(), part, { title: 'T', expression: 'e', type: 'string' });
    const at = more.columns.findLastIndex((one) => one.part === part);
    expect(table(printTable(more)).rows.every((row) => row.cells[at] === '')).toBe(true);
    expect(table(printTable(more)).rows[0]?.cells[0]).toBe('< 5');
    expect(printTable(removeColumn(more, at))).toBe(PRETTY);
  }
});

test('columns of one part change places with their cells', () => {
  const after = swapColumn(table(), 0, 1);
  expect(after.columns.map((one) => one.expression)).toEqual(['kind', 'level', 'unit', '']);
  expect(after.rows[0]?.cells.slice(0, 2)).toEqual(['"a"', '< 5']);
  expect(printTable(swapColumn(after, 1, -1))).toBe(PRETTY);
  expect(swapColumn(table(), 1, 1)).toEqual(table());
});
