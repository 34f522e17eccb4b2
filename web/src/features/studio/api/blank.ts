import type { DocumentKind } from '@/shared/documents/types';

const escape = (words: string) => words.replace(/[<>&"']/g, (sign) => `&#${sign.charCodeAt(0)};`);

/** What a new document begins with: the least that can be drawn on and, for a process, run. */
export function blank(kind: DocumentKind, code: string, name: string, words: { start: string; work: string; end: string }): string {
  const [id, title] = [escape(code), escape(name || code)];
  switch (kind) {
    case 'process': return `<?xml version="1.0" encoding="UTF-8"?>
<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:bpmndi="http://www.omg.org/spec/BPMN/20100524/DI" xmlns:dc="http://www.omg.org/spec/DD/20100524/DC" xmlns:di="http://www.omg.org/spec/DD/20100524/DI" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:yiwang="urn:yiwang:process:1" id="definitions" targetNamespace="urn:yiwang:processes">
  <bpmn:process id="${id}" name="${title}" isExecutable="true" yiwang:allow="return transfer remind suspend">
    <bpmn:startEvent id="start" name="${escape(words.start)}"><bpmn:outgoing>to_work</bpmn:outgoing></bpmn:startEvent>
    <bpmn:userTask id="work" name="${escape(words.work)}" yiwang:stage="handling"><bpmn:incoming>to_work</bpmn:incoming><bpmn:outgoing>to_end</bpmn:outgoing></bpmn:userTask>
    <bpmn:endEvent id="end" name="${escape(words.end)}"><bpmn:incoming>to_end</bpmn:incoming></bpmn:endEvent>
    <bpmn:sequenceFlow id="to_work" sourceRef="start" targetRef="work" />
    <bpmn:sequenceFlow id="to_end" sourceRef="work" targetRef="end" />
  </bpmn:process>
  <bpmndi:BPMNDiagram id="diagram">
    <bpmndi:BPMNPlane id="plane" bpmnElement="${id}">
      <bpmndi:BPMNShape id="start_di" bpmnElement="start"><dc:Bounds x="160" y="122" width="36" height="36" /><bpmndi:BPMNLabel><dc:Bounds x="167" y="165" width="22" height="14" /></bpmndi:BPMNLabel></bpmndi:BPMNShape>
      <bpmndi:BPMNShape id="work_di" bpmnElement="work"><dc:Bounds x="260" y="100" width="120" height="80" /></bpmndi:BPMNShape>
      <bpmndi:BPMNShape id="end_di" bpmnElement="end"><dc:Bounds x="444" y="122" width="36" height="36" /><bpmndi:BPMNLabel><dc:Bounds x="451" y="165" width="22" height="14" /></bpmndi:BPMNLabel></bpmndi:BPMNShape>
      <bpmndi:BPMNEdge id="to_work_di" bpmnElement="to_work"><di:waypoint x="196" y="140" /><di:waypoint x="260" y="140" /></bpmndi:BPMNEdge>
      <bpmndi:BPMNEdge id="to_end_di" bpmnElement="to_end"><di:waypoint x="380" y="140" /><di:waypoint x="444" y="140" /></bpmndi:BPMNEdge>
    </bpmndi:BPMNPlane>
  </bpmndi:BPMNDiagram>
</bpmn:definitions>
`;
    case 'rule': return `<?xml version="1.0" encoding="UTF-8"?>
<definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" xmlns:dmndi="https://www.omg.org/spec/DMN/20191111/DMNDI/" xmlns:dc="http://www.omg.org/spec/DMN/20180521/DC/" id="definitions_${id}" name="${title}" namespace="urn:yiwang:rules">
  <decision id="${id}" name="${title}">
    <variable id="${id}_result" name="${title}" typeRef="string" />
    <decisionTable id="${id}_table" hitPolicy="UNIQUE">
      <input id="${id}_input" label="urgency"><inputExpression id="${id}_input_expression" typeRef="string"><text>urgency</text></inputExpression></input>
      <output id="${id}_output" name="result" typeRef="string" />
    </decisionTable>
  </decision>
  <dmndi:DMNDI><dmndi:DMNDiagram><dmndi:DMNShape dmnElementRef="${id}"><dc:Bounds height="80" width="180" x="160" y="100" /></dmndi:DMNShape></dmndi:DMNDiagram></dmndi:DMNDI>
</definitions>
`;
    case 'form': return `${JSON.stringify({ $schema: 'https://json-schema.org/draft/2020-12/schema', $id: code, title: name || code, type: 'object', properties: {}, required: [] }, null, 2)}\n`;
    default: return '';
  }
}

/** A code that may be used in addresses and file names, from what somebody typed. */
export const mayBeCode = (code: string) => /^[a-z][a-z0-9_-]{0,63}$/.test(code);

/** Which kind a file is, by its ending and its first words. */
export function kindOf(file: string, text: string): DocumentKind | null {
  if (/\.bpmn$/i.test(file) || /<(?:\w+:)?definitions[^>]+spec\/BPMN/.test(text)) return 'process';
  if (/\.dmn$/i.test(file) || /<(?:\w+:)?definitions[^>]+spec\/DMN/.test(text)) return 'rule';
  if (/\.json$/i.test(file)) return 'form';
  const table = /(matters|duties|procedures)[^/]*\.csv$/i.exec(file)?.[1]?.toLowerCase();
  return (table as DocumentKind | undefined) ?? null;
}

export const ENDINGS: Record<DocumentKind, string> = { process: '.bpmn', rule: '.dmn', form: '.json', matters: '.csv', duties: '.csv', procedures: '.csv' };

/** A process that came from a file or another process carries the code it is kept under. */
export function renamed(kind: DocumentKind, text: string, code: string, name: string): string {
  if (kind !== 'process') return text;
  const found = /<(?:\w+:)?process\b[^>]*?\sid="([^"]+)"/.exec(text);
  if (!found?.[1]) return text;
  const old = found[1].replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  let out = text.replace(new RegExp(`(<(?:\\w+:)?process\\b[^>]*?\\sid=")${old}"`), `$1${code}"`).replace(new RegExp(`((?:bpmnElement|processRef)=")${old}"`, 'g'), `$1${code}"`);
  if (name) out = out.replace(/(<(?:\w+:)?process\b[^>]*?\sname=")[^"]*"/, (_whole, head: string) => `${head}${escape(name)}"`);
  return out;
}

const plain = (words: string) => words.replace(/&#(\d+);/g, (_, code: string) => String.fromCodePoint(Number(code))).replace(/&lt;/g, '<').replace(/&gt;/g, '>').replace(/&quot;/g, '"').replace(/&apos;/g, "'").replace(/&amp;/g, '&');

/** What a document calls itself; null where the file does not say. */
export function nameIn(kind: DocumentKind, text: string): string | null {
  if (kind === 'form') { try { const title = (JSON.parse(text) as { title?: unknown }).title; return typeof title === 'string' ? title : null; } catch { return null; } }
  const tag = kind === 'process' ? /<(?:\w+:)?process\b[^>]*>/.exec(text)?.[0] : kind === 'rule' ? /<(?:\w+:)?definitions\b[^>]*>/.exec(text)?.[0] : undefined;
  const found = tag && /\sname="([^"]*)"/.exec(tag)?.[1];
  return found ? plain(found).slice(0, 100) : null;
}

/** Gives a file to the browser to keep. */
export function download(name: string, text: string) {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([text], { type: 'application/octet-stream' }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 5000);
}
