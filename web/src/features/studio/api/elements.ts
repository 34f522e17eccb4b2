const nameOf = (one: Element, english: boolean) => (english && one.getAttributeNS('urn:yiwang:process:1', 'nameEn')) || (one.getAttribute('name') ?? '');

/** The things in a process that people meet by name: read from the file without the drawing library, which the list of tests need not load. */
export function activities(text: string, english = false): { id: string; name: string }[] {
  const out: { id: string; name: string }[] = [];
  try {
    const tree = new DOMParser().parseFromString(text, 'application/xml');
    for (const one of Array.from(tree.getElementsByTagNameNS('http://www.omg.org/spec/BPMN/20100524/MODEL', '*')))
      if (/Task$|^task$|^callActivity$|ubProcess$/.test(one.localName)) { const id = one.getAttribute('id'); if (id) out.push({ id, name: nameOf(one, english) }); }
  } catch { /* a file that cannot be read has no names */ }
  return out;
}

/** Names of all elements, to tell a story; a flow without one is called by its ends. */
export function namesOf(text: string, english = false): Map<string, string> {
  const out = new Map<string, string>();
  try {
    const tree = new DOMParser().parseFromString(text, 'application/xml');
    for (const one of Array.from(tree.getElementsByTagNameNS('http://www.omg.org/spec/BPMN/20100524/MODEL', '*'))) { const id = one.getAttribute('id'); const name = nameOf(one, english); if (id && name) out.set(id, name); }
    for (const flow of Array.from(tree.getElementsByTagNameNS('http://www.omg.org/spec/BPMN/20100524/MODEL', 'sequenceFlow'))) {
      const [id, from, to] = [flow.getAttribute('id'), flow.getAttribute('sourceRef'), flow.getAttribute('targetRef')];
      if (id && !out.has(id)) out.set(id, `${out.get(from ?? '') ?? from} → ${out.get(to ?? '') ?? to}`);
    }
  } catch { /* as above */ }
  return out;
}

/** What a case tells its process, with what it would say of an ordinary one. */
export const CASE_VARIABLES: Record<string, unknown> = {
  entry: 'received', matter: '', urgency: 'ordinary', grade: 'c', channel: 'hotline', lead: 'lead', units: ['lead', 'assist'], review: false, callback: true, reachable: true, reopened: 0, reopened_by_citizen: 0, overdue: false,
};

/** Which of them a drawing looks at: every word in its conditions, loops, durations and people. */
export function looksAt(text: string): string[] {
  const said = [...text.matchAll(/(?:conditionExpression|completionCondition|condition|timeDuration|timeDate|timeCycle|loopCardinality|script)\b[^>]*>([^<]*)</g), ...text.matchAll(/yiwang:(?:assign|candidates|collection|due|outputItem|correlation)="([^"]*)"/g)].map(([, words = '']) => words.replace(/"[^"]*"|&quot;.*?&quot;/g, ' ')).join(' ');
  const found = new Set(said.match(/[A-Za-z_]\w*/g) ?? []);
  return Object.keys(CASE_VARIABLES).filter((name) => found.has(name));
}
