import { attribute, child, children, scan, spliced, type Splice } from './xml';

interface Kept { rules: string; prefix: string }

/** The file without the rules of its tables: the diagram does not need them, and a drawing tool would read thousands of them for nothing. */
export function withoutRules(text: string): { text: string; kept: Map<string, Kept> } {
  const kept = new Map<string, Kept>();
  const splices: Splice[] = [];
  const root = scan(text).find((node) => node.local === 'definitions');
  for (const owner of root?.children ?? []) {
    const table = child(owner, 'decisionTable') ?? child(child(owner, 'encapsulatedLogic'), 'decisionTable');
    const rules = children(table, 'rule');
    const id = attribute(owner, 'id');
    const [first, last] = [rules[0], rules.at(-1)];
    if (!table || !id || !first || !last) continue;
    const from = table.children.filter((one) => one.local !== 'rule' && one.to <= first.from).at(-1)?.to ?? table.openEnd;
    kept.set(id, { rules: text.slice(from, last.to), prefix: table.prefix });
    splices.push({ from, to: last.to, text: '' });
  }
  return { text: spliced(text, splices), kept };
}

/** Puts the rules back into the tables that are still there, byte by byte, unless the writer chose another prefix. */
export function withRules(text: string, kept: ReadonlyMap<string, Kept>): string {
  const splices: Splice[] = [];
  const root = scan(text).find((node) => node.local === 'definitions');
  for (const owner of root?.children ?? []) {
    const table = child(owner, 'decisionTable') ?? child(child(owner, 'encapsulatedLogic'), 'decisionTable');
    const held = kept.get(attribute(owner, 'id') ?? '');
    if (!table || !held) continue;
    const rules = held.prefix === table.prefix ? held.rules : held.rules.replaceAll(new RegExp(`<(/?)${held.prefix}(rule|inputEntry|outputEntry|annotationEntry|text|description|extensionElements)\\b`, 'g'), `<$1${table.prefix}$2`);
    if (table.openEnd === table.to && text[table.openEnd - 2] === '/') splices.push({ from: table.openEnd - 2, to: table.openEnd, text: `>${rules}</${table.name}>` });
    else { const at = table.children.filter((one) => ['input', 'output', 'annotation', 'extensionElements', 'description'].includes(one.local)).at(-1)?.to ?? table.openEnd; splices.push({ from: at, to: at, text: rules }); }
  }
  return spliced(text, splices);
}
