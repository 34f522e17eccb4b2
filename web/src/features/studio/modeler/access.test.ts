// @vitest-environment node
// @ts-expect-error the library comes without types
import { BpmnModdle } from 'bpmn-moddle';
import { beforeEach, expect, test } from 'vitest';
import type { Board, BusinessObject, Shape } from '@/shared/process/engine';
import descriptor from '@/shared/process/moddle.json';
import { Access } from './access';

const XML = `<?xml version="1.0" encoding="UTF-8"?>
<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:yiwang="urn:yiwang:process:1" id="d" targetNamespace="t">
  <bpmn:process id="noise" name="Noise" isExecutable="true" yiwang:allow="return" yiwang:nameEn="Noise">
    <bpmn:userTask id="handle" name="Handle" default="plain" yiwang:stage="handling" yiwang:due="P3D" yiwang:calendar="working"><bpmn:outgoing>plain</bpmn:outgoing><bpmn:outgoing>night</bpmn:outgoing></bpmn:userTask>
    <bpmn:intermediateCatchEvent id="wait"><bpmn:timerEventDefinition id="t"><bpmn:timeDuration xsi:type="bpmn:tFormalExpression">PT2H</bpmn:timeDuration></bpmn:timerEventDefinition></bpmn:intermediateCatchEvent>
    <bpmn:receiveTask id="answer" />
    <bpmn:sequenceFlow id="plain" sourceRef="handle" targetRef="wait" />
    <bpmn:sequenceFlow id="night" sourceRef="handle" targetRef="answer"><bpmn:conditionExpression xsi:type="bpmn:tFormalExpression">hour &gt;= 22</bpmn:conditionExpression></bpmn:sequenceFlow>
  </bpmn:process>
</bpmn:definitions>`;

interface Moddle { fromXML(text: string): Promise<{ rootElement: BusinessObject; elementsById: Record<string, BusinessObject> }>; toXML(root: BusinessObject): Promise<{ xml: string }>; create(type: string, given?: object): BusinessObject }
let moddle: Moddle;
let root: BusinessObject;
let known: Record<string, BusinessObject>;

/** A board that only writes down; drawing is the library's. */
function access(id: string): Access {
  const write = (of: BusinessObject, given: Record<string, unknown>) => { for (const [name, value] of Object.entries(given)) of.set(name, value); };
  const shapeOf = (one: string) => ({ id: one, type: known[one]?.$type, businessObject: known[one] }) as unknown as Shape;
  const services: Record<string, unknown> = {
    modeling: { updateProperties: (shape: Shape, given: Record<string, unknown>) => write(shape.businessObject, given), updateModdleProperties: (_: Shape, of: BusinessObject, given: Record<string, unknown>) => write(of, given) },
    bpmnFactory: { create: (type: string, given: object) => moddle.create(type, given) },
    elementRegistry: { get: (one: string) => (known[one] ? shapeOf(one) : undefined) },
  };
  return new Access({ get: (name: string) => services[name] } as unknown as Board, shapeOf(id));
}
const written = async () => (await moddle.toXML(root)).xml;

beforeEach(async () => {
  moddle = new BpmnModdle({ yiwang: descriptor }) as unknown as Moddle;
  ({ rootElement: root, elementsById: known } = await moddle.fromXML(XML));
});

test('what a city says of a task is read from its own namespace and written back to it', async () => {
  const task = access('handle');
  expect([task.text('yiwang:stage'), task.text('yiwang:due'), task.text('yiwang:form')]).toEqual(['handling', 'P3D', '']);
  task.set('yiwang:due', 'P2D');
  task.set('yiwang:calendar', '');
  task.set('yiwang:assign', 'lead');
  expect(await written()).toMatch(/<bpmn:userTask id="handle"[^>]*yiwang:stage="handling"[^>]*yiwang:assign="lead"[^>]*yiwang:due="P2D"/);
  expect(await written()).not.toContain('yiwang:calendar');
  expect(access('noise').text('yiwang:allow')).toBe('return');
});

test('several people sign by a collection, one after the other or at once, until enough have', async () => {
  const task = access('handle');
  task.setLoop('parallel');
  const loop = task.loop()!;
  task.setIn(loop, 'yiwang:collection', 'units');
  task.setExpression('completionCondition', 'numberOfCompletedInstances >= 1', loop);
  task.setLoop('sequential');
  expect(await written()).toMatch(/<bpmn:multiInstanceLoopCharacteristics isSequential="true"[^>]*yiwang:collection="units"[^>]*>\s*<bpmn:completionCondition xsi:type="bpmn:tFormalExpression">numberOfCompletedInstances (>|&gt;)= 1</);
  task.setLoop('none');
  expect(await written()).not.toContain('multiInstance');
});

test('a timer is said in one way only', async () => {
  const event = access('wait');
  expect(event.timer()).toEqual({ way: 'timeDuration', words: 'PT2H' });
  event.setTimer('timeCycle', 'R3/PT1H');
  expect(event.timer()).toEqual({ way: 'timeCycle', words: 'R3/PT1H' });
  expect(await written()).not.toContain('timeDuration');
});

test('the default way carries no condition, and only one is the default', async () => {
  const flow = access('night');
  expect([flow.isDefault(), flow.expression('conditionExpression')]).toEqual([false, 'hour >= 22']);
  flow.setDefault(true);
  expect([flow.isDefault(), access('plain').isDefault(), flow.expression('conditionExpression')]).toEqual([true, false, '']);
});

test('messages are named once and pointed to', async () => {
  const task = access('answer');
  task.refer('bpmn:Message', 'messageRef', 'answer_came', task.of);
  task.refer('bpmn:Message', 'messageRef', 'answer_came', task.of);
  expect(task.named('bpmn:Message')).toHaveLength(1);
  expect(task.referred('messageRef', task.of)).toBe('answer_came');
  expect(await written()).toMatch(/<bpmn:receiveTask id="answer" messageRef="Message_|<bpmn:message[^>]*name="answer_came"/);
  task.refer('bpmn:Message', 'messageRef', '', task.of);
  expect(task.referred('messageRef', task.of)).toBe('');
});

test('an id must be a name in XML and free', () => {
  expect(['handle', 'handle_2', '2nd', 'a b', 'wait'].map((id) => access('handle').mayBeCalled(id))).toEqual([true, true, false, false, false]);
});
