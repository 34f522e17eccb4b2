// A made-up process for looking at the studio: noise at night goes another way than by day.
const node = (tag, id, name, x, y, extra = '', inner = '') => ({ tag, id, name, x, y, extra, inner });
const W = { task: [120, 80], event: [36, 36], gate: [50, 50] };
const kind = (tag) => (/Task|Activity/.test(tag) ? 'task' : /Event/.test(tag) ? 'event' : 'gate');

export function diagram(code, name, nodes, flows, allow = 'return transfer remind suspend') {
  const at = Object.fromEntries(nodes.map((one) => { const [w, h] = W[kind(one.tag)]; return [one.id, { ...one, w, h, left: one.x - w / 2, top: one.y - h / 2 }]; }));
  const defaults = Object.fromEntries(flows.filter((flow) => flow.standard).map((flow) => [flow.from, flow.id]));
  const body = nodes.map((one) => `    <bpmn:${one.tag} id="${one.id}"${one.name ? ` name="${one.name}"` : ''}${defaults[one.id] ? ` default="${defaults[one.id]}"` : ''}${one.extra}>${one.inner}${flows.filter((flow) => flow.to === one.id).map((flow) => `<bpmn:incoming>${flow.id}</bpmn:incoming>`).join('')}${flows.filter((flow) => flow.from === one.id).map((flow) => `<bpmn:outgoing>${flow.id}</bpmn:outgoing>`).join('')}</bpmn:${one.tag}>`).join('\n')
    .replace(/(<bpmn:\w+ [^>]*>)(<bpmn:(?:timer|message)EventDefinition.*?<\/bpmn:(?:timer|message)EventDefinition>)((?:<bpmn:(?:incoming|outgoing)>\w+<\/bpmn:(?:incoming|outgoing)>)+)/g, '$1$3$2')
    .replace(/(<bpmn:\w+ [^>]*>)(<bpmn:multiInstance.*?<\/bpmn:multiInstanceLoopCharacteristics>)((?:<bpmn:(?:incoming|outgoing)>\w+<\/bpmn:(?:incoming|outgoing)>)+)/g, '$1$3$2');
  const lines = flows.map((flow) => `    <bpmn:sequenceFlow id="${flow.id}"${flow.name ? ` name="${flow.name}"` : ''} sourceRef="${flow.from}" targetRef="${flow.to}"${flow.condition ? `><bpmn:conditionExpression xsi:type="bpmn:tFormalExpression">${flow.condition.replace(/</g, '&lt;').replace(/>/g, '&gt;')}</bpmn:conditionExpression></bpmn:sequenceFlow>` : ' />'}`).join('\n');
  const shapes = nodes.map((one) => { const b = at[one.id]; return `      <bpmndi:BPMNShape id="${one.id}_di" bpmnElement="${one.id}"${kind(one.tag) === 'gate' && one.tag === 'exclusiveGateway' ? ' isMarkerVisible="true"' : ''}><dc:Bounds x="${b.left}" y="${b.top}" width="${b.w}" height="${b.h}" />${kind(one.tag) !== 'task' && one.name ? `<bpmndi:BPMNLabel><dc:Bounds x="${one.x - 40}" y="${kind(one.tag) === 'gate' ? b.top - 22 : b.top + b.h + 5}" width="80" height="16" /></bpmndi:BPMNLabel>` : ''}</bpmndi:BPMNShape>`; }).join('\n');
  const edges = flows.map((flow) => {
    const [a, b] = [at[flow.from], at[flow.to]];
    const same = Math.abs(a.y - b.y) < 4;
    const points = a.tag === 'boundaryEvent' ? [[a.x, a.top + a.h], [a.x, b.y], [b.left, b.y]] : same ? [[a.left + a.w, a.y], [b.left, b.y]] : kind(a.tag) === 'gate' ? [[a.x, b.y > a.y ? a.top + a.h : a.top], [a.x, b.y], [b.left, b.y]] : [[a.left + a.w, a.y], [b.x, a.y], [b.x, b.y > a.y ? b.top : b.top + b.h]];
    const label = same ? [(points[0][0] + points[1][0]) / 2 - 43, points[0][1]] : points[1];
    return `      <bpmndi:BPMNEdge id="${flow.id}_di" bpmnElement="${flow.id}">${points.map(([x, y]) => `<di:waypoint x="${x}" y="${y}" />`).join('')}${flow.name ? `<bpmndi:BPMNLabel><dc:Bounds x="${label[0] + 8}" y="${label[1] - 20}" width="70" height="16" /></bpmndi:BPMNLabel>` : ''}</bpmndi:BPMNEdge>`;
  }).join('\n');
  return `<?xml version="1.0" encoding="UTF-8"?>
<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:bpmndi="http://www.omg.org/spec/BPMN/20100524/DI" xmlns:dc="http://www.omg.org/spec/DD/20100524/DC" xmlns:di="http://www.omg.org/spec/DD/20100524/DI" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:yiwang="urn:yiwang:process:1" id="definitions" targetNamespace="urn:yiwang:processes">
  <bpmn:process id="${code}" name="${name}" isExecutable="true" yiwang:allow="${allow}">
${body}
${lines}
  </bpmn:process>
  <bpmndi:BPMNDiagram id="diagram">
    <bpmndi:BPMNPlane id="plane" bpmnElement="${code}">
${shapes}
${edges}
    </bpmndi:BPMNPlane>
  </bpmndi:BPMNDiagram>
</bpmn:definitions>
`;
}

const due = (span) => `<bpmn:timerEventDefinition><bpmn:timeDuration xsi:type="bpmn:tFormalExpression">${span}</bpmn:timeDuration></bpmn:timerEventDefinition>`;

export const noise = diagram('noise', '噪声投诉办理', [
  node('startEvent', 'start', '受理', 170, 200),
  node('userTask', 'accept', '签收', 290, 200, ' yiwang:stage="dispatched" yiwang:operations="accept return" yiwang:assign="lead_unit" yiwang:due="PT2H" yiwang:calendar="work"'),
  node('exclusiveGateway', 'when', '何时发生', 420, 200),
  node('userTask', 'on_site', '夜间到场查处', 560, 90, ' yiwang:stage="handling" yiwang:operations="contact resolve" yiwang:due="PT4H"'),
  node('userTask', 'handle', '日常办理', 560, 200, ' yiwang:stage="handling" yiwang:operations="contact resolve request_extension" yiwang:due="P3D" yiwang:calendar="work"'),
  node('boundaryEvent', 'slow', '超过一天', 595, 240, ' attachedToRef="handle" cancelActivity="false" yiwang:calendar="work"', due('P1D')),
  node('userTask', 'remind', '督办提醒', 730, 310, ' yiwang:stage="handling"'),
  node('endEvent', 'reminded', '', 860, 310),
  node('exclusiveGateway', 'done', '', 690, 200),
  node('userTask', 'review', '办结审核', 810, 200, ' yiwang:stage="resolved" yiwang:operations="review"'),
  node('endEvent', 'end', '办结', 930, 200),
], [
  { id: 'f1', from: 'start', to: 'accept' }, { id: 'f2', from: 'accept', to: 'when' },
  { id: 'f_night', name: '夜间', from: 'when', to: 'on_site', condition: 'hour >= 22 or hour < 6' }, { id: 'f_day', name: '白天', from: 'when', to: 'handle', standard: true },
  { id: 'f3', from: 'on_site', to: 'done' }, { id: 'f4', from: 'handle', to: 'done' }, { id: 'f5', from: 'done', to: 'review' }, { id: 'f6', from: 'review', to: 'end' },
  { id: 'f7', from: 'slow', to: 'remind' }, { id: 'f8', from: 'remind', to: 'reminded' },
]);

export const standard = diagram('standard', '一般事项办理', [
  node('startEvent', 'start', '受理', 170, 200), node('userTask', 'accept', '签收', 290, 200, ' yiwang:stage="dispatched" yiwang:operations="accept"'),
  node('userTask', 'handle', '办理', 460, 200, ' yiwang:stage="handling" yiwang:operations="contact resolve" yiwang:due="P5D" yiwang:calendar="work"'), node('userTask', 'call_back', '回访', 630, 200, ' yiwang:stage="called_back" yiwang:operations="call_back"'), node('endEvent', 'end', '归档', 760, 200),
], [{ id: 'f1', from: 'start', to: 'accept' }, { id: 'f2', from: 'accept', to: 'handle' }, { id: 'f3', from: 'handle', to: 'call_back' }, { id: 'f4', from: 'call_back', to: 'end' }]);
