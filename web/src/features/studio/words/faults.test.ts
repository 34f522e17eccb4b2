// @vitest-environment node
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import en from './faults/en.json';
import zh from './faults/zh.json';

const rules = readFileSync(fileURLToPath(new URL('../../../../../src/flow/diagram/rules.cpp', import.meta.url)), 'utf8');

test('every rule of a drawn process is said in both languages', () => {
  const codes = [...rules.matchAll(/\{"([A-Z]+\.\w+)", k\w+,/g)].map(([, code = '']) => code);
  expect(codes.length).toBeGreaterThan(150);
  expect(codes.filter((code) => !(code in zh) || !(code in en))).toEqual([]);
  expect(Object.keys(zh).sort()).toEqual(Object.keys(en).sort());
});
