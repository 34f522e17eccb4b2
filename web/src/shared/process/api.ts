import { useQuery } from '@tanstack/react-query';
import { get } from '@/shared/http/client';
import { isProblem } from '@/shared/http/problem';
import type { Schemas, TrailEvent } from '@/shared/http/types';

/** The drawing of a process as it was in one version, in which some case still runs; null for those who may not look into it. */
export const useProcessText = (code: string | undefined, version: string | undefined) =>
  useQuery({
    queryKey: ['studio', 'document', 'process', code, version ?? ''],
    queryFn: ({ signal }) => get<Schemas['StudioDocument']>(`/studio/documents/process/${encodeURIComponent(code ?? '')}`, { version }, signal)
      .catch((error: unknown) => { if (isProblem(error) && [403, 404].includes(error.status)) return null; throw error; }),
    enabled: !!code, staleTime: Infinity, retry: false,
  });

export interface Course { code: string; version: string; steps: { element: string; name: string; at: string }[]; been: Set<string> }

/** What says that a case went through an element; the story keeps only what is worth telling, so each of them counts. */
const THROUGH = new Set(['entered', 'taken', 'left', 'task_opened', 'task_closed', 'fired', 'decided', 'script', 'called', 'skipped', 'retried']);

interface Line { what?: string; element?: string; name?: string }

/** The way a case took through its process, from its story; null when it has none. */
export function courseOf(events: readonly TrailEvent[]): Course | null {
  let out: Course | null = null;
  for (const event of events) {
    if (event.kind !== 'process_moved') continue;
    const { code, version, trace } = event.data as { code?: string; version?: string; trace?: Line[] };
    if (!out) out = { code: '', version: '', steps: [], been: new Set() };
    if (code) out.code = code;
    if (version) out.version = version;
    for (const line of Array.isArray(trace) ? trace : []) {
      if (!line.element) continue;
      if (THROUGH.has(line.what ?? '')) out.been.add(line.element);
      if (line.what === 'task_opened') out.steps.push({ element: line.element, name: line.name || line.element, at: event.at });
    }
  }
  return out?.code ? out : null;
}
