import { expect, test } from 'vitest';
import { readSpan, writeSpan } from '../modeler/span';
import { blank, kindOf, mayBeCode, nameIn, renamed } from './blank';
import { firstDifference } from './compare';
import { activities, namesOf } from './elements';

const words = { start: 'Start', work: 'Work', end: 'End' };

test('an empty process names its code, its people and its one step', () => {
  const text = blank('process', 'noise', 'Noise & dust <1>', words);
  const tree = new DOMParser().parseFromString(text, 'application/xml');
  expect(tree.getElementsByTagName('parsererror')).toHaveLength(0);
  expect(tree.getElementsByTagName('bpmn:process')[0]?.getAttribute('name')).toBe('Noise & dust <1>');
  expect(activities(text)).toEqual([{ id: 'work', name: 'Work' }]);
  expect(namesOf(text).get('to_work')).toBe('Start → Work');
  expect(new DOMParser().parseFromString(blank('rule', 'r', 'R', words), 'application/xml').getElementsByTagName('parsererror')).toHaveLength(0);
  expect(JSON.parse(blank('form', 'f', 'F', words))).toMatchObject({ $id: 'f', type: 'object' });
});

test('a copied process carries its own code wherever the old one stood', () => {
  const text = renamed('process', blank('process', 'old.one', 'Old', words), 'new_one', 'New');
  expect(text).toContain('<bpmn:process id="new_one" name="New"');
  expect(text).toContain('bpmnElement="new_one"');
  expect(text).not.toContain('old.one');
});

test('files are known by their ending or their first words', () => {
  expect([kindOf('a.bpmn', ''), kindOf('a.dmn', ''), kindOf('a.json', ''), kindOf('city/duties.csv', ''), kindOf('a.xml', blank('process', 'x', 'X', words)), kindOf('notes.txt', '')]).toEqual(['process', 'rule', 'form', 'duties', 'process', null]);
  expect(['noise', 'Noise', '1a', 'a-b_c', 'a b', ''].map(mayBeCode)).toEqual([true, false, false, true, false, false]);
});

test('lengths of time are one number with one unit, or none', () => {
  expect(['P3D', 'PT2H', 'PT30M', 'P1DT2H', 'due', ''].map(readSpan)).toEqual([{ amount: 3, unit: 'days' }, { amount: 2, unit: 'hours' }, { amount: 30, unit: 'minutes' }, null, null, null]);
  for (const text of ['P3D', 'PT2H', 'PT30M']) expect(writeSpan(readSpan(text)!)).toBe(text);
});

test('the first difference says where two values part ways', () => {
  expect(firstDifference({ activities: ['a', 'b'], ended: true }, { activities: ['a', 'c'], ended: true })).toEqual({ path: 'activities[2]', expected: 'b', got: 'c' });
  expect(firstDifference({ ended: true }, { ended: true, extra: 1 })).toBeNull();
  expect(firstDifference([1], [1, 2])).toEqual({ path: '[2]', expected: undefined, got: 2 });
});

test('a document is called what its file says', () => {
  expect(nameIn('process', blank('process', 'n', 'Noise & "dust"', words))).toBe('Noise & "dust"');
  expect(nameIn('rule', blank('rule', 'r', 'Rule', words))).toBe('Rule');
  expect(nameIn('form', blank('form', 'f', 'Form', words))).toBe('Form');
  expect([nameIn('duties', 'matter,area'), nameIn('form', '{')]).toEqual([null, null]);
});
