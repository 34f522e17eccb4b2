import type { CellText, Edit } from '@/shared/grid/model';
import { applied } from '@/shared/grid/model';
import { attribute, attributePut, child, children, encode, scan, spliced, wordsOf, wordsPut, type Splice, type XmlNode } from './xml';

export type Part = 'input' | 'output' | 'annotation' | 'description';
export interface DmnColumn { part: Part; id: string; title: string; expression: string; type: string; allowed: string }
/** One rule as it stands in the file, with the white space and comments before it. */
export interface RuleRow { readonly source: string; readonly id: string; readonly cells: readonly string[] }

export const HIT_POLICIES = ['UNIQUE', 'FIRST', 'PRIORITY', 'ANY', 'COLLECT', 'RULE ORDER', 'OUTPUT ORDER'] as const;
export const AGGREGATIONS = ['', 'SUM', 'MIN', 'MAX', 'COUNT'] as const;
export const TYPES = ['string', 'number', 'boolean', 'date', 'time', 'dateTime', 'dayTimeDuration', 'yearMonthDuration', 'Any'] as const;

/** A decision table cut out of its file: what stands before the rules, the rules, what stands after them. */
export interface DmnTable {
  readonly owner: string; readonly name: string; readonly before: string; readonly rows: readonly RuleRow[]; readonly after: string;
  readonly prefix: string; readonly columns: readonly DmnColumn[]; readonly hitPolicy: string; readonly aggregation: string;
}

export type LogicKind = 'table' | 'literal' | 'boxed' | 'none';
export interface DmnElement { id: string; name: string; kind: 'decision' | 'knowledge' | 'input' | 'service' | 'source' | 'other'; logic: LogicKind; type: string; needs: string[]; rows: number }

const KINDS: Record<string, DmnElement['kind']> = { decision: 'decision', businessKnowledgeModel: 'knowledge', inputData: 'input', decisionService: 'service', knowledgeSource: 'source' };
const LOGIC = ['context', 'invocation', 'list', 'relation', 'functionDefinition', 'conditional', 'for', 'every', 'some', 'filter'];

/** Every element of a file a person can open or must give a value for. */
export function outline(text: string): { elements: DmnElement[]; readable: boolean; name: string } {
  const root = scan(text).find((node) => node.local === 'definitions');
  if (!root) return { elements: [], readable: false, name: '' };
  const elements = root.children.flatMap((node): DmnElement[] => {
    const kind = KINDS[node.local];
    const id = attribute(node, 'id');
    if (!kind || !id) return [];
    const holder = node.local === 'businessKnowledgeModel' ? child(node, 'encapsulatedLogic') : node;
    const table = child(holder, 'decisionTable');
    const needs = children(node, 'informationRequirement').flatMap((need) => need.children.map((one) => (attribute(one, 'href') ?? '').replace(/^.*#/, '')));
    return [{
      id, name: attribute(node, 'name') ?? id, kind, type: attribute(child(node, 'variable'), 'typeRef') ?? '', needs, rows: table ? children(table, 'rule').length : 0,
      logic: table ? 'table' : child(holder, 'literalExpression') ? 'literal' : holder?.children.some((one) => LOGIC.includes(one.local)) ? 'boxed' : 'none',
    }];
  });
  return { elements, readable: !root.open, name: attribute(root, 'name') ?? '' };
}

const tableIn = (node: XmlNode | undefined) => child(node, 'decisionTable') ?? child(child(node, 'encapsulatedLogic'), 'decisionTable');

export function openTable(text: string, owner: string): DmnTable | null {
  const root = scan(text).find((node) => node.local === 'definitions');
  const holder = root?.children.find((node) => attribute(node, 'id') === owner);
  const table = tableIn(holder);
  if (!holder || !table) return null;
  const rules = children(table, 'rule');
  const last = table.children.filter((one) => one.local !== 'rule').at(-1);
  // What separates the last heading from the first rule belongs to the rule, so that rules can change places.
  const start = rules.length ? Math.max(last && last.to <= (rules[0]?.from ?? 0) ? last.to : table.openEnd, table.openEnd) : last?.to ?? table.openEnd;
  const before = text.slice(0, start);
  const head = readHead(before);
  let at = start;
  const rows = rules.map((rule) => { const source = text.slice(at, rule.to); at = rule.to; return readRow(source, head.columns, rule, text); });
  let after = text.slice(at);
  if (!rules.length && text[table.openEnd - 2] === '/') { const bare = text.slice(0, table.openEnd - 2); return { ...head, owner, name: attribute(holder, 'name') ?? owner, before: `${bare}>`, rows: [], after: `</${table.name}>${text.slice(table.to)}` }; }
  if (!rules.length) after = text.slice(start);
  const described = rows.some((row) => row.cells[head.columns.length] !== '');
  const columns = described || !head.columns.some((one) => one.part === 'annotation') ? [...head.columns, DESCRIPTION] : head.columns;
  return { ...head, columns, owner, name: attribute(holder, 'name') ?? owner, before, rows, after };
}

const DESCRIPTION: DmnColumn = { part: 'description', id: 'description', title: '', expression: '', type: '', allowed: '' };

export const printTable = (table: DmnTable) => table.before + table.rows.map((row) => row.source).join('') + table.after;

interface Head { prefix: string; columns: DmnColumn[]; hitPolicy: string; aggregation: string }

/** The decision table is the innermost element left open where the heading ends. */
function lastOpen(nodes: readonly XmlNode[]): XmlNode | undefined {
  const node = nodes.at(-1);
  return node?.open ? lastOpen(node.children) ?? node : undefined;
}

function readHead(before: string): Head {
  const table = lastOpen(scan(before));
  const columns: DmnColumn[] = [];
  for (const node of table?.children ?? []) {
    const id = attribute(node, 'id') ?? '';
    if (node.local === 'input') {
      const asked = child(node, 'inputExpression');
      const expression = wordsOf(before, child(asked, 'text')).trim();
      columns.push({ part: 'input', id, title: attribute(node, 'label') ?? '', expression, type: attribute(asked, 'typeRef') ?? '', allowed: wordsOf(before, child(child(node, 'inputValues'), 'text')).trim() });
    } else if (node.local === 'output') columns.push({ part: 'output', id, title: attribute(node, 'label') ?? '', expression: attribute(node, 'name') ?? '', type: attribute(node, 'typeRef') ?? '', allowed: wordsOf(before, child(child(node, 'outputValues'), 'text')).trim() });
    else if (node.local === 'annotation') columns.push({ part: 'annotation', id, title: attribute(node, 'name') ?? '', expression: '', type: '', allowed: '' });
  }
  return { prefix: table?.prefix ?? '', columns, hitPolicy: attribute(table, 'hitPolicy') ?? 'UNIQUE', aggregation: attribute(table, 'aggregation') ?? '' };
}

const ENTRY: Record<Part, string> = { input: 'inputEntry', output: 'outputEntry', annotation: 'annotationEntry', description: 'description' };
const count = (columns: readonly DmnColumn[], part: Part) => columns.filter((one) => one.part === part).length;

/** `rule` may be an element of a longer text, `whole`, that `source` was cut out of. The cell behind the last column is the rule's description. */
function readRow(source: string, columns: readonly DmnColumn[], rule?: XmlNode, whole = source): RuleRow {
  const node = rule ?? scan(source).find((one) => one.local === 'rule');
  const cells: string[] = [];
  for (const part of ['input', 'output', 'annotation'] as const) {
    const entries = children(node, ENTRY[part]);
    for (let i = 0; i < count(columns, part); i += 1) cells.push(wordsOf(rule ? whole : source, child(entries[i], 'text')).trim());
  }
  cells.push(wordsOf(rule ? whole : source, child(node, 'description')).trim());
  return { source, id: attribute(node, 'id') ?? '', cells };
}

const newId = (kind: string) => `${kind}_${Array.from({ length: 7 }, () => Math.floor(Math.random() * 36).toString(36)).join('')}`;
const ID: Record<Part, string> = { input: 'UnaryTests', output: 'LiteralExpression', annotation: '', description: '' };
const entryText = (prefix: string, part: Part, text: string) => (part === 'annotation' ? `<${prefix}annotationEntry><${prefix}text>${encode(text)}</${prefix}text></${prefix}annotationEntry>` : `<${prefix}${ENTRY[part]} id="${newId(ID[part])}"><${prefix}text>${encode(text)}</${prefix}text></${prefix}${ENTRY[part]}>`);

/** How rules and their entries are indented where they stand, so that new ones look the same. */
function styleOf(source: string | undefined): { rule: string; entry: string; close: string } {
  const node = source ? scan(source).find((one) => one.local === 'rule') : undefined;
  if (!source || !node) return { rule: '\n      ', entry: '\n        ', close: '\n      ' };
  const white = (at: number) => /\s*$/.exec(source.slice(0, at))?.[0] ?? '';
  const first = node.children[0];
  return { rule: white(node.from), entry: first ? white(first.from) : '', close: first ? white(node.closeFrom) : '' };
}

function makeRow(table: DmnTable, cells: readonly string[]): RuleRow {
  const style = styleOf(table.rows.at(-1)?.source);
  const { prefix } = table;
  const described = table.columns.findIndex((one) => one.part === 'description');
  const words = described >= 0 ? cells[described] ?? '' : '';
  const inner = (words ? `${style.entry}<${prefix}description>${encode(words)}</${prefix}description>` : '') + table.columns.map((column, i) => (column.part === 'description' ? '' : style.entry + entryText(prefix, column.part, cells[i] ?? ''))).join('');
  const source = `${style.rule}<${prefix}rule id="${newId('DecisionRule')}">${inner}${style.close}</${prefix}rule>`;
  return readRow(source, table.columns);
}

/** One cell of one rule; everything else of the rule keeps its bytes. */
function putCell(table: DmnTable, row: RuleRow, col: number, text: string): RuleRow {
  const column = table.columns[col];
  if (!column || (row.cells[col] ?? '') === text) return row;
  const { source } = row;
  const rule = scan(source).find((one) => one.local === 'rule');
  if (!rule) return row;
  const style = styleOf(source);
  if (column.part === 'description') {
    const node = child(rule, 'description');
    if (node && text) return readRow(spliced(source, [wordsPut(source, node, text)]), table.columns);
    if (node) { const from = node.from - (/\s*$/.exec(source.slice(rule.openEnd, node.from))?.[0].length ?? 0); return readRow(spliced(source, [{ from, to: node.to, text: '' }]), table.columns); }
    return readRow(spliced(source, [insertInto(source, rule, rule.openEnd, `${style.entry}<${table.prefix}description>${encode(text)}</${table.prefix}description>`)]), table.columns);
  }
  const index = table.columns.slice(0, col).filter((one) => one.part === column.part).length;
  const entries = children(rule, ENTRY[column.part]);
  const entry = entries[index];
  if (entry) {
    const held = child(entry, 'text');
    const splice = held ? wordsPut(source, held, text) : insertInto(source, entry, entry.openEnd, `<${table.prefix}text>${encode(text)}</${table.prefix}text>`);
    return readRow(spliced(source, [splice]), table.columns);
  }
  const fresh = Array.from({ length: index - entries.length + 1 }, (_, i) => style.entry + entryText(table.prefix, column.part, i === index - entries.length ? text : '')).join('');
  return readRow(spliced(source, [insertInto(source, rule, placeFor(rule, column.part), fresh)]), table.columns);
}

/** Where the next entry of a kind belongs: behind the last of its kind or of those that come before. */
function placeFor(rule: XmlNode, part: Part): number {
  const before: Record<Part, string[]> = { description: [], input: ['description', 'extensionElements', 'inputEntry'], output: ['description', 'extensionElements', 'inputEntry', 'outputEntry'], annotation: ['description', 'extensionElements', 'inputEntry', 'outputEntry', 'annotationEntry'] };
  return rule.children.filter((one) => before[part].includes(one.local)).at(-1)?.to ?? rule.openEnd;
}

function insertInto(source: string, node: XmlNode, at: number, text: string): Splice {
  if (node.openEnd === node.to && source[node.openEnd - 2] === '/') return { from: node.openEnd - 2, to: node.openEnd, text: `>${text}</${node.name}>` };
  return { from: at, to: at, text };
}

export function editTable(table: DmnTable, edits: readonly Edit[]): DmnTable {
  return { ...table, rows: applied(table.rows, edits, (cells) => makeRow(table, cells), (row, cells: readonly CellText[]) => cells.reduce((now, cell) => putCell(table, now, cell.col, cell.text), row)) };
}

const withHead = (table: DmnTable, before: string, rows = table.rows): DmnTable => {
  const head = readHead(before);
  const described = table.columns.some((one) => one.part === 'description');
  return { ...table, ...head, columns: described ? [...head.columns, DESCRIPTION] : head.columns, before, rows };
};

export function setHitPolicy(table: DmnTable, policy: string, aggregation: string): DmnTable {
  const node = lastOpen(scan(table.before));
  if (!node) return table;
  const one = attributePut(table.before, node, 'hitPolicy', policy);
  const before = one ? spliced(table.before, [one]) : table.before;
  const again = lastOpen(scan(before));
  const two = again && attributePut(before, again, 'aggregation', policy === 'COLLECT' && aggregation ? aggregation : null);
  return withHead(table, two ? spliced(before, [two]) : before);
}

const headOf = (before: string, col: number): XmlNode | undefined => lastOpen(scan(before))?.children.filter((one) => ['input', 'output', 'annotation'].includes(one.local))[col];

export function setColumn(table: DmnTable, col: number, given: Partial<DmnColumn>): DmnTable {
  const column = table.columns[col];
  if (!column || column.part === 'description') return table;
  let { before } = table;
  const put = (make: (node: XmlNode) => Splice | null | undefined) => { const node = headOf(before, col); const splice = node && make(node); if (splice) before = spliced(before, [splice]); };
  const { prefix } = table;
  const values = column.part === 'input' ? 'inputValues' : 'outputValues';
  if (given.title !== undefined) put((node) => attributePut(before, node, column.part === 'annotation' ? 'name' : 'label', given.title || (column.part === 'annotation' ? '' : null)));
  if (given.expression !== undefined && column.part === 'output') put((node) => attributePut(before, node, 'name', given.expression || null));
  if (given.expression !== undefined && column.part === 'input') {
    put((node) => {
      const asked = child(node, 'inputExpression');
      if (!asked) return insertInto(before, node, node.openEnd, `<${prefix}inputExpression id="${newId('LiteralExpression')}"><${prefix}text>${encode(given.expression ?? '')}</${prefix}text></${prefix}inputExpression>`);
      const held = child(asked, 'text');
      return held ? (wordsOf(before, held).trim() === given.expression ? null : wordsPut(before, held, given.expression ?? '')) : insertInto(before, asked, asked.openEnd, `<${prefix}text>${encode(given.expression ?? '')}</${prefix}text>`);
    });
  }
  if (given.type !== undefined) put((node) => { const holder = column.part === 'input' ? child(node, 'inputExpression') : node; return holder && attributePut(before, holder, 'typeRef', given.type || null); });
  if (given.allowed !== undefined && given.allowed !== column.allowed && column.part !== 'annotation') {
    put((node) => {
      const known = child(node, values);
      if (known && !given.allowed) { const from = known.from - (/\s*$/.exec(before.slice(node.openEnd, known.from))?.[0].length ?? 0); return { from, to: known.to, text: '' }; }
      const held = child(known, 'text');
      if (known && held) return wordsPut(before, held, given.allowed ?? '');
      if (known) return insertInto(before, known, known.openEnd, `<${prefix}text>${encode(given.allowed ?? '')}</${prefix}text>`);
      const style = childStyle(before, node);
      return insertInto(before, node, child(node, 'inputExpression')?.to ?? node.openEnd, `${style}<${prefix}${values} id="${newId('UnaryTests')}"><${prefix}text>${encode(given.allowed ?? '')}</${prefix}text></${prefix}${values}>`);
    });
  }
  return before === table.before ? table : withHead(table, before);
}

const childStyle = (text: string, node: XmlNode) => { const first = node.children[0]; return first ? /\s*$/.exec(text.slice(node.openEnd, first.from))?.[0] ?? '' : ''; };

/** A new column behind the last of its part; every rule gets an empty cell. */
export function addColumn(table: DmnTable, part: Exclude<Part, 'description'>, given: Partial<DmnColumn>): DmnTable {
  const node = lastOpen(scan(table.before));
  if (!node) return table;
  const { prefix } = table;
  const same = { input: ['input'], output: ['input', 'output'], annotation: ['input', 'output', 'annotation'] }[part];
  const place = node.children.filter((one) => same.includes(one.local)).at(-1);
  const white = place ? /\s*$/.exec(table.before.slice(0, place.from))?.[0] ?? '' : '\n      ';
  const label = given.title ? ` label="${encode(given.title).replaceAll('"', '&quot;')}"` : '';
  const type = given.type ? ` typeRef="${given.type}"` : '';
  const fresh = part === 'input' ? `<${prefix}input id="${newId('InputClause')}"${label}><${prefix}inputExpression id="${newId('LiteralExpression')}"${type}><${prefix}text>${encode(given.expression ?? '')}</${prefix}text></${prefix}inputExpression></${prefix}input>`
    : part === 'output' ? `<${prefix}output id="${newId('OutputClause')}"${label} name="${encode(given.expression ?? '').replaceAll('"', '&quot;')}"${type}/>` : `<${prefix}annotation name="${encode(given.title ?? '').replaceAll('"', '&quot;')}"/>`;
  const at = place?.to ?? node.openEnd;
  const before = spliced(table.before, [{ from: at, to: at, text: white + fresh }]);
  const next = withHead(table, before);
  const rows = table.rows.map((row) => {
    const rule = scan(row.source).find((one) => one.local === 'rule');
    return rule ? readRow(spliced(row.source, [insertInto(row.source, rule, placeFor(rule, part), styleOf(row.source).entry + entryText(prefix, part, ''))]), next.columns) : row;
  });
  return { ...next, rows };
}

const cut = (text: string, node: XmlNode): Splice => ({ from: node.from - (/\s*$/.exec(text.slice(0, node.from))?.[0].length ?? 0), to: node.to, text: '' });

export function removeColumn(table: DmnTable, col: number): DmnTable {
  const column = table.columns[col];
  const node = column && column.part !== 'description' ? headOf(table.before, col) : undefined;
  if (!column || !node) return table;
  const index = table.columns.slice(0, col).filter((one) => one.part === column.part).length;
  const next = withHead(table, spliced(table.before, [cut(table.before, node)]));
  return { ...next, rows: table.rows.map((row) => { const entry = children(scan(row.source).find((one) => one.local === 'rule'), ENTRY[column.part])[index]; return entry ? readRow(spliced(row.source, [cut(row.source, entry)]), next.columns) : readRow(row.source, next.columns); }) };
}

/** Two neighbours of one part change places, heading and cells. */
export function swapColumn(table: DmnTable, col: number, by: 1 | -1): DmnTable {
  const [a, b] = by > 0 ? [col, col + 1] : [col - 1, col];
  const [one, two] = [table.columns[a], table.columns[b]];
  if (!one || !two || one.part !== two.part || one.part === 'description') return table;
  const swap = (text: string, x: XmlNode | undefined, y: XmlNode | undefined) => (x && y ? spliced(text, [{ from: x.from, to: x.to, text: text.slice(y.from, y.to) }, { from: y.from, to: y.to, text: text.slice(x.from, x.to) }]) : text);
  const index = table.columns.slice(0, a).filter((other) => other.part === one.part).length;
  const next = withHead(table, swap(table.before, headOf(table.before, a), headOf(table.before, b)));
  return { ...next, rows: table.rows.map((row) => { const entries = children(scan(row.source).find((node) => node.local === 'rule'), ENTRY[one.part]); return readRow(swap(row.source, entries[index], entries[index + 1]), next.columns); }) };
}
