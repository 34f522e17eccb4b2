import { expect, test } from 'vitest';
import type { Schemas } from '@/shared/http/types';
import { byKind } from './byKind';

const tag = (kind: Schemas['Tag']['kind'], text: string, canonical: string | null = null): Schemas['Tag'] => ({ kind, text, canonical });

test('what calls for care stands first, the same words only once', () => {
  const told = byKind([tag('topic', 'noise'), tag('subject', 'Vanke Ltd', 'Vanke'), tag('subject', 'Vanke', 'Vanke'), tag('sensitive_word', 'fire')]);
  expect(told.map(([kind, ones]) => [kind, ones.map((one) => one.text)])).toEqual([['sensitive_word', ['fire']], ['subject', ['Vanke Ltd']], ['topic', ['noise']]]);
});

test('no tags, no rows', () => expect(byKind([])).toEqual([]));
