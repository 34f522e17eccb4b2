// @vitest-environment node
import Ajv from 'ajv/dist/2020';
import addFormats from 'ajv-formats';
import { expect, test } from 'vitest';
import { check, fitsSchema, type Schema } from './check';
import { answers, fieldsOf } from './fields';

const ajv = addFormats(new Ajv({ strict: false, allErrors: true }));

function dice(seed: number) {
  let state = seed;
  const next = (below: number) => { state = (Math.imul(state, 1664525) + 1013904223) >>> 0; return Math.floor((state / 2 ** 32) * below); };
  return { next, pick: <T>(list: readonly T[]) => list[next(list.length)] as T };
}
type Dice = ReturnType<typeof dice>;

const VALUES = ['', 'a', 'ab', '\u4e8b\u9879', '2026-11-21', '2026-02-30', '2026-11-21T10:00:00Z', '08:30', null, true, false, 0, 1, 2, 2.5, -3, 100];
function anyValue(roll: Dice, depth = 2): unknown {
  const kind = depth ? roll.next(4) : 0;
  if (kind === 2) return Array.from({ length: roll.next(4) }, () => anyValue(roll, depth - 1));
  if (kind === 3) return Object.fromEntries(['a', 'b', 'c'].filter(() => roll.next(2)).map((name) => [name, anyValue(roll, depth - 1)]));
  return roll.pick(VALUES);
}

// Ajv stumbles over `unevaluated...` beside other applicators (it counts branches of anyOf that failed), so they are not asked of it.
function anySchema(roll: Dice, depth = 3): Schema {
  if (!depth || !roll.next(12)) return roll.pick<Schema>([true, false, {}, { type: 'string' }, { const: 1 }]);
  const sub = () => anySchema(roll, depth - 1);
  const subs = () => Array.from({ length: 1 + roll.next(2) }, sub);
  const parts: (() => Record<string, unknown>)[] = [
    () => ({ type: roll.pick(['string', 'number', 'integer', 'boolean', 'array', 'object', 'null', ['string', 'null']]) }), () => ({ const: roll.pick(VALUES) }), () => ({ enum: [...new Set([roll.pick(VALUES), roll.pick(VALUES)])] }),
    () => ({ minimum: roll.next(3) }), () => ({ maximum: roll.next(3) }), () => ({ exclusiveMinimum: roll.next(3) }), () => ({ exclusiveMaximum: roll.next(3) }), () => ({ multipleOf: roll.pick([1, 2, 0.5]) }),
    () => ({ minLength: roll.next(3) }), () => ({ maxLength: roll.next(3) }), () => ({ pattern: roll.pick(['^a', 'b$', '^([01][0-9]|2[0-3]):[0-5][0-9]$']) }), () => ({ format: roll.pick(['date', 'date-time']) }),
    () => ({ minItems: roll.next(3) }), () => ({ maxItems: roll.next(3) }), () => ({ uniqueItems: true }), () => ({ items: sub() }), () => ({ prefixItems: subs() }), () => ({ contains: sub() }), () => ({ contains: sub(), minContains: roll.next(3), maxContains: 2 }),
    () => ({ properties: { a: sub(), b: sub() } }), () => ({ required: roll.pick([['a'], ['a', 'b'], ['c']]) }), () => ({ additionalProperties: sub() }), () => ({ patternProperties: { '^[ab]$': sub() } }), () => ({ propertyNames: roll.pick<Schema>([{ maxLength: 0 }, { pattern: '^[ab]' }, true]) }),
    () => ({ minProperties: roll.next(3) }), () => ({ maxProperties: roll.next(3) }), () => ({ dependentRequired: { a: ['b'] } }), () => ({ dependentSchemas: { a: sub() } }),
    () => ({ allOf: subs() }), () => ({ anyOf: subs() }), () => ({ oneOf: subs() }), () => ({ not: sub() }), () => ({ if: sub(), then: sub(), else: sub() }), () => ({ if: sub(), then: sub() }),
    () => ({ $ref: '#/$defs/d' }),
  ];
  return Object.assign({}, ...Array.from({ length: 1 + roll.next(3) }, () => roll.pick(parts)())) as Schema;
}

test('whatever Ajv accepts is accepted, and nothing else', () => {
  let [valid, invalid, broken] = [0, 0, 0];
  for (let seed = 0; seed < 300; seed += 1) {
    const roll = dice(seed);
    const inner = anySchema(roll);
    const schema = typeof inner === 'boolean' ? inner : { ...inner, $defs: { d: roll.pick<Schema>([{ type: 'string' }, { minProperties: 1 }, false]) } };
    const run = ajv.compile(schema as object);
    for (let i = 0; i < 6; i += 1) {
      const value = anyValue(roll);
      let wanted: boolean;
      try { wanted = run(value); } catch { broken += 1; continue; }   // some schemas make code that throws
      if (wanted) valid += 1; else invalid += 1;
      expect(fitsSchema(schema, value), `seed ${seed}: ${JSON.stringify(schema)} on ${JSON.stringify(value)}; Ajv: ${JSON.stringify(run.errors)}`).toBe(wanted);
    }
  }
  expect(Math.min(valid, invalid)).toBeGreaterThan(300);
  expect(broken).toBeLessThan(100);
});

const FORM = {
  type: 'object',
  properties: {
    found: { type: 'boolean', title: 'Found' },
    level: { type: 'number', minimum: 0, maximum: 140 },
    kind: { type: 'string', oneOf: [{ const: 'bar', title: 'Bar' }, { const: 'site', title: 'Site' }] },
    why: { type: 'string', maxLength: 5 },
  },
  required: ['found'],
  allOf: [
    { if: { properties: { found: { const: true } }, required: ['found'] }, then: { required: ['level'] }, else: { properties: { level: false } } },
    { if: { properties: { level: { minimum: 50 } }, required: ['level'] }, else: { properties: { kind: false } } },
  ],
};

test('fields show and are needed as the answers say', () => {
  const names = (value: unknown) => fieldsOf(FORM, value).map((field) => field.name + (field.required ? '!' : ''));
  expect(names({})).toEqual(['found!', 'why']);
  expect(names({ found: true })).toEqual(['found!', 'level!', 'why']);
  expect(names({ found: true, level: 60 })).toEqual(['found!', 'level!', 'kind', 'why']);
});

test('answers leave out what no longer shows, to the last field that hung on another', () => {
  expect(answers(FORM, { found: false, level: 60, kind: 'bar', why: '' })).toEqual({ found: false });
  expect(check(FORM, answers(FORM, { found: false, level: 60, kind: 'bar' }))).toEqual([]);
});

test('what is wrong is told at its field', () => {
  expect(check(FORM, { found: true, why: '\u{1f600}'.repeat(6) })).toEqual([{ path: ['why'], keyword: 'maxLength', limit: 5 }, { path: ['level'], keyword: 'required', limit: 'level' }]);
  expect(check(FORM, { found: true, level: 200 }).map((one) => [one.path.join(), one.keyword, one.limit])).toEqual([['level', 'maximum', 140]]);
  expect(check(FORM, { found: true, level: 60, kind: 'x' }).map((one) => [one.path.join(), one.keyword])).toEqual([['kind', 'oneOf']]);
});
