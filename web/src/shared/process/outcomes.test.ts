import { expect, test } from 'vitest';
import { outcomesOf, stepsOf } from './outcomes';

const PROCESS = `<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL"><bpmn:process id="p">
<bpmn:userTask id="check" name="Check"/><bpmn:exclusiveGateway id="g"/><bpmn:userTask id="mend"/><bpmn:exclusiveGateway id="later"/>
<bpmn:sequenceFlow id="a" sourceRef="check" targetRef="g"/>
<bpmn:sequenceFlow id="b" name="Agreed" sourceRef="g" targetRef="mend"><bpmn:conditionExpression>= outcome = "agree" and level &gt; 3</bpmn:conditionExpression></bpmn:sequenceFlow>
<bpmn:sequenceFlow id="c" sourceRef="g" targetRef="check"><bpmn:conditionExpression>outcome="refuse"</bpmn:conditionExpression></bpmn:sequenceFlow>
<bpmn:sequenceFlow id="d" sourceRef="mend" targetRef="later"/><bpmn:sequenceFlow id="e" sourceRef="later" targetRef="check"><bpmn:conditionExpression>outcome = "again"</bpmn:conditionExpression></bpmn:sequenceFlow>
</bpmn:process></bpmn:definitions>`;

test('a step offers the answers its own gateway asks about, named as the arrows are', () => {
  expect(outcomesOf(PROCESS, 'check')).toEqual([{ value: 'agree', label: 'Agreed' }, { value: 'refuse', label: 'refuse' }]);
  expect(outcomesOf(PROCESS, 'mend')).toEqual([{ value: 'again', label: 'again' }]);
  expect(outcomesOf('<broken', 'check')).toEqual([]);
  expect(stepsOf(PROCESS)).toEqual([{ element: 'check', name: 'Check' }, { element: 'mend', name: 'mend' }]);
});
