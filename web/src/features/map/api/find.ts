import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { post } from '@/shared/http/client';
import type { Schemas } from '@/shared/http/types';
import { ELEMENT_COLORS } from './layers';
import type { Shape } from './shapes';

export type Found = Schemas['SpaceFound'];
export type FoundItem = Schemas['SpaceItem'];

/** Everything that can lie in a shape; `element` stands for every kind of element. */
export const ALL_KINDS = ['case', 'element', 'address', 'estate', 'unit'] as const;
export const isElement = (kind: string) => kind !== 'element' && !(ALL_KINDS as readonly string[]).includes(kind);
export const knownElement = (kind: string) => kind in ELEMENT_COLORS;

/** A drawn shape as the question the server answers: a place with a distance, a line with a width, or an area. */
export function withinOf({ geometry }: Shape, metres: number) {
  if (geometry.type === 'Point') return { circle: { lon: geometry.coordinates[0] ?? 0, lat: geometry.coordinates[1] ?? 0, metres } };
  if (geometry.type === 'LineString') return { line: { type: geometry.type, coordinates: geometry.coordinates }, width_m: metres };
  return { polygon: { type: geometry.type, coordinates: geometry.coordinates } };
}

interface Question { shape: Shape; metres: number; kinds: readonly string[]; open: boolean }
const ask = ({ shape, metres, kinds, open }: Question, limit: number, cursor?: string) => post<Found>('/space/find', { kinds, within: withinOf(shape, metres), open, limit, ...(cursor ? { cursor } : {}) });

export const useFound = (question: Question, limit: number) =>
  useQuery({ queryKey: ['space-find', question.shape.geometry, question.metres, question.kinds, question.open, limit], queryFn: () => ask(question, limit), placeholderData: keepPreviousData, staleTime: 30_000 });

const PAGE = 500, MOST = 5_000;

/** All of it, for a file. */
export async function everything(question: Question): Promise<FoundItem[]> {
  const items: FoundItem[] = [];
  let cursor: string | undefined;
  do {
    const page = await ask(question, PAGE, cursor);
    items.push(...page.items);
    cursor = page.next ?? undefined;
  } while (cursor && items.length < MOST);
  return items;
}
