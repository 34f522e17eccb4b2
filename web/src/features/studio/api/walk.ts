import { useQuery } from '@tanstack/react-query';
import type { TestCase } from '@/shared/documents/types';
import { request } from '@/shared/http/client';
import type { Schemas } from '@/shared/http/types';

export type Walk = Schemas['StudioWalk'];
export type Step = Schemas['StudioStep'];
export type Happening = Schemas['StudioHappening'];
export type Possible = Schemas['StudioPossible'];
export type OpenTask = Schemas['StudioWalkState']['tasks'][number];

/** A walk as a person made it: where it began and each thing they did. The engine tells the rest. */
export interface WalkSoFar { variables: Record<string, unknown>; start_at: string; steps: Step[] }

export const useWalk = (text: string, so: WalkSoFar | null) =>
  useQuery({
    queryKey: ['studio', 'walk', text, so],
    queryFn: ({ signal }) => request<Walk>('POST', '/studio/walk', { body: { text, ...so }, signal }),
    enabled: !!so, staleTime: Infinity, gcTime: 60_000, placeholderData: (before) => before, retry: false,
  });

/** The elements gone through, in order: what a test of this walk expects. */
export const activitiesOf = (trace: readonly Happening[]): string[] => trace.filter((one) => one.what === 'task_opened').map((one) => one.element);

/** This walk as a test case of the process. */
export function testOf(name: string, so: WalkSoFar, walk: Walk): TestCase {
  return {
    name, variables: so.variables, start_at: so.start_at, steps: so.steps,
    expect: { activities: activitiesOf(walk.trace), ended: walk.state?.ended ?? false },
  };
}

/** Elements and flows gone through. */
export const trailOf = (trace: readonly Happening[]): Set<string> => new Set(trace.filter((one) => one.what === 'entered' || one.what === 'taken').map((one) => one.element));

/** The trace in chapters: the start, then one for each thing a person did. */
export function chapters(trace: readonly Happening[]): { step: number; at: string; lines: Happening[] }[] {
  const out: { step: number; at: string; lines: Happening[] }[] = [];
  for (const one of trace) {
    const last = out[out.length - 1];
    if (last && last.step === one.step) last.lines.push(one);
    else out.push({ step: one.step, at: one.at, lines: [one] });
  }
  return out;
}

/** Variables as a person types them: JSON where it is JSON, else the words themselves. */
export function readValue(words: string): unknown {
  const text = words.trim();
  if (text === '') return null;
  try { return JSON.parse(text) as unknown; } catch { return text; }
}
export const writeValue = (value: unknown): string => (typeof value === 'string' ? (typeof readValue(value) === 'string' ? value : JSON.stringify(value)) : JSON.stringify(value ?? null));
