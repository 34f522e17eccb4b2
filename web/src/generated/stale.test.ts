// @vitest-environment node
import { readFileSync } from 'node:fs';
import openapiTS, { astToString } from 'openapi-typescript';
import { expect, test } from 'vitest';

test('the API types follow the contract; when stale run: npm run generate', async () => {
  const api = JSON.parse(readFileSync(new URL('../../../contract/generated/openapi.json', import.meta.url), 'utf8')) as Parameters<typeof openapiTS>[0];
  const fresh = astToString(await openapiTS(api));
  const kept = readFileSync(new URL('api.ts', import.meta.url), 'utf8');
  expect(kept.slice(kept.indexOf('export interface paths')).trim() === fresh.slice(fresh.indexOf('export interface paths')).trim(), 'src/generated/api.ts is stale').toBe(true);
});
