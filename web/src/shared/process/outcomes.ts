/** A way out of a step that the diagram asks about: `value` is what `outcome` must be, `label` the name on the arrow. */
export interface Outcome { value: string; label: string }

const parse = (text: string): Element | null => { try { const root = new DOMParser().parseFromString(text, 'text/xml').documentElement; return root.getElementsByTagName('parsererror').length ? null : root; } catch { return null; } };
const OUTCOME = /\boutcome\s*=\s*"((?:[^"\\]|\\.)*)"/g;
const TASKS = ['userTask', 'manualTask', 'serviceTask', 'scriptTask', 'sendTask', 'receiveTask', 'businessRuleTask', 'callActivity', 'subProcess'];

/** The answers the gateways right behind a step tell apart. */
export function outcomesOf(text: string, element: string): Outcome[] {
  const root = parse(text);
  if (!root) return [];
  const flows = [...root.getElementsByTagNameNS('*', 'sequenceFlow')];
  const nodes = new Map([...root.getElementsByTagName('*')].flatMap((node) => { const id = node.getAttribute('id'); return id ? [[id, node] as const] : []; }));
  const out: Outcome[] = [];
  const seen = new Set<string>();
  const walk = (from: string) => {
    if (seen.has(from)) return;
    seen.add(from);
    for (const flow of flows) {
      if (flow.getAttribute('sourceRef') !== from) continue;
      const asked = flow.getElementsByTagNameNS('*', 'conditionExpression')[0]?.textContent ?? '';
      for (const [, value = ''] of asked.matchAll(OUTCOME)) if (!out.some((one) => one.value === value)) out.push({ value, label: flow.getAttribute('name') || value });
      const to = flow.getAttribute('targetRef') ?? '';
      if (nodes.get(to)?.localName.endsWith('Gateway')) walk(to);
    }
  };
  walk(element);
  return out;
}

/** Steps of a process a case can be led to. */
export function stepsOf(text: string): { element: string; name: string }[] {
  const root = parse(text);
  return root ? [...root.getElementsByTagName('*')].filter((node) => TASKS.includes(node.localName)).flatMap((node) => { const element = node.getAttribute('id'); return element ? [{ element, name: node.getAttribute('name') || element }] : []; }) : [];
}
