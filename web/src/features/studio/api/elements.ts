/** The things in a process that people meet by name: read from the file without the drawing library, which the list of tests need not load. */
export function activities(text: string): { id: string; name: string }[] {
  const out: { id: string; name: string }[] = [];
  try {
    const tree = new DOMParser().parseFromString(text, 'application/xml');
    for (const one of Array.from(tree.getElementsByTagNameNS('http://www.omg.org/spec/BPMN/20100524/MODEL', '*')))
      if (/Task$|^task$|^callActivity$|ubProcess$/.test(one.localName)) { const id = one.getAttribute('id'); if (id) out.push({ id, name: one.getAttribute('name') ?? '' }); }
  } catch { /* a file that cannot be read has no names */ }
  return out;
}

/** Names of all elements, to tell a story; a flow without one is called by its ends. */
export function namesOf(text: string): Map<string, string> {
  const out = new Map<string, string>();
  try {
    const tree = new DOMParser().parseFromString(text, 'application/xml');
    for (const one of Array.from(tree.getElementsByTagNameNS('http://www.omg.org/spec/BPMN/20100524/MODEL', '*'))) { const id = one.getAttribute('id'); const name = one.getAttribute('name'); if (id && name) out.set(id, name); }
    for (const flow of Array.from(tree.getElementsByTagNameNS('http://www.omg.org/spec/BPMN/20100524/MODEL', 'sequenceFlow'))) {
      const [id, from, to] = [flow.getAttribute('id'), flow.getAttribute('sourceRef'), flow.getAttribute('targetRef')];
      if (id && !out.has(id)) out.set(id, `${out.get(from ?? '') ?? from} → ${out.get(to ?? '') ?? to}`);
    }
  } catch { /* as above */ }
  return out;
}
