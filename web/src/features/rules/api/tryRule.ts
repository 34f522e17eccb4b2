import { post } from '@/shared/http/client';
import type { Schemas } from '@/shared/http/types';

/** Rows are counted from 1; `cell` is the heading of the first condition that fails. */
export type Tried = Schemas['StudioTry'];

export const tryRule = (given: { text: string; decision: string; input: Record<string, unknown> }) => post<Tried>('/studio/try', { kind: 'rule', ...given });
