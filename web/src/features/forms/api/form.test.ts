// @vitest-environment node
import Ajv from 'ajv/dist/2020';
import { expect, test } from 'vitest';
import { check } from '@/shared/forms/check';
import { fieldsOf, kindOf, KINDS } from '@/shared/forms/fields';
import { lint } from './lint';
import { addField, changeKind, conditionOf, fieldNames, freeName, fresh, isNeeded, moveField, printForm, removeField, renameField, setCondition, setNeeded, type FormSchema } from './schemaEdit';
import { lineOf, readSource } from './source';

const EMPTY: FormSchema = { $schema: 'https://json-schema.org/draft/2020-12/schema', title: 'F', 'x-own': [1], type: 'object', properties: {} };
const built = () => {
  let form = addField(addField(addField(EMPTY, 'found', fresh('yes_no', 'Found')), 'level', fresh('number', 'Level')), 'kind', fresh('choice', 'Kind'));
  form = setNeeded(setNeeded(form, 'found', true), 'level', true);
  return setCondition(form, 'level', { field: 'found', op: 'is', value: true });
};

test('every kind of field makes a schema that Ajv takes and that reads as the same kind', () => {
  const ajv = new Ajv({ strict: false, formats: { date: true, 'date-time': true } });
  for (const kind of KINDS) {
    const form = addField(EMPTY, freeName(EMPTY, kind), fresh(kind, 'T'));
    expect(() => ajv.compile(form as object), kind).not.toThrow();
    expect(kindOf(fresh(kind, 'T'))).toBe(kind);
    expect(lint(form).filter((note) => note.severity === 'error'), kind).toEqual([]);
    for (const other of KINDS) expect(kindOf(changeKind(fresh(kind, 'T'), other)), `${kind} to ${other}`).toBe(other);
  }
});

test('a condition shows the field, needs it only then, and reads back', () => {
  const form = built();
  expect(conditionOf(form, 'level')).toEqual({ field: 'found', op: 'is', value: true });
  expect([isNeeded(form, 'level'), form.required]).toEqual([true, ['found']]);
  expect(fieldsOf(form, { found: false }).map((field) => field.name)).toEqual(['found', 'kind']);
  expect(check(form, { found: true }).map((one) => one.path.join())).toEqual(['level']);
  expect(check(form, { found: false, level: 3 }).map((one) => one.keyword)).toEqual(['forbidden']);
  for (const condition of [{ field: 'found', op: 'filled' }, { field: 'kind', op: 'is', value: 'a' }, { field: 'level', op: 'at_least', value: 50 }, { field: 'level', op: 'at_most', value: 5 }] as const) expect(conditionOf(setCondition(form, 'kind', condition), 'kind')).toEqual(condition);
  const free = setCondition(form, 'level', null);
  expect([conditionOf(free, 'level'), isNeeded(free, 'level'), 'allOf' in free]).toEqual([null, true, false]);
  expect(isNeeded(setNeeded(form, 'level', false), 'level')).toBe(false);
});

test('a renamed field keeps its place, its need and what hangs on it; a removed one takes its conditions along', () => {
  const renamed = renameField(built(), 'found', 'seen');
  expect(fieldNames(renamed)).toEqual(['seen', 'level', 'kind']);
  expect([renamed.required, conditionOf(renamed, 'level')]).toEqual([['seen'], { field: 'seen', op: 'is', value: true }]);
  expect(conditionOf(renameField(built(), 'level', 'loud'), 'loud')).toEqual({ field: 'found', op: 'is', value: true });
  expect(removeField(built(), 'level')).toEqual(removeField(setCondition(built(), 'level', null), 'level'));
  expect(removeField(built(), 'found').allOf).toBeUndefined();
});

test('fields move, and an order given in numbers becomes the order of the text', () => {
  expect(fieldNames(moveField(built(), 'kind', 0))).toEqual(['kind', 'found', 'level']);
  const numbered: FormSchema = { ...EMPTY, properties: { a: { type: 'string', 'x-yiwang': { order: 2, widget: 'text' } }, b: { type: 'string', 'x-yiwang': { order: 1 } } } };
  expect(fieldNames(numbered)).toEqual(['b', 'a']);
  expect(moveField(numbered, 'b', 1).properties).toEqual({ a: { type: 'string', 'x-yiwang': { widget: 'text' } }, b: { type: 'string' } });
});

test('what the editor does not know stays as it is, printed as the text was', () => {
  const text = '{\n    "x-own": {"a": [1, 2]},\n    "type": "object",\n    "properties": {}\n}';
  const form = JSON.parse(text) as FormSchema;
  expect(JSON.parse(printForm(addField(form, 'a', fresh('text', 'A')), text))).toMatchObject({ 'x-own': { a: [1, 2] } });
  expect(printForm(form, text)).toMatch(/^{\n {4}"x-own"[\s\S]*}$/);
});

test('faults are told on the line they stand on', () => {
  const text = '{\n "type": "object",\n "required": ["b"],\n "properties": {\n  "a": {"type": "strin", "title": "A",\n   "pattern": "["}\n }\n}';
  const read = readSource(text);
  if ('broken' in read) throw new Error('broken');
  expect(lint(read.value).map((note) => [note.rule, lineOf(read.lines, note.at)])).toEqual([['type', 5], ['pattern', 6], ['title_en', 5], ['unknown_required', 3]]);
  expect(readSource('{\n "a": 1,\n "b" 2}')).toEqual({ broken: { line: 3, column: 6 } });
  for (const bad of ['', '{', '[1,]', '{"a":1,}', '"x', '01', '1 2', '{"a":tru}', '"\\x"']) { expect(readSource(bad), bad).toHaveProperty('broken'); expect(() => JSON.parse(bad) as unknown).toThrow(); }
  for (const good of ['0', '-1.5e3', '"\\u0041"', '[[],{}]', ' {"a" : [ 1 , null ] } ', '{"__proto__": 1}']) expect(readSource(good)).toMatchObject({ value: JSON.parse(good) as unknown });
});
