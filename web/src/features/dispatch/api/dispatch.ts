import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { get, post } from '@/shared/http/client';
import { useTrail } from '@/shared/cases/api';
import type { Advice, Case, Command, Schemas } from '@/shared/http/types';

type UnitGuess = Schemas['UnitGuess'];

/** The engine's unit for the matter that is chosen now: what it said at intake, or a new answer when a person chose another matter. */
export function useUnitFor(of: Case | undefined, matter: string | undefined) {
  const kept = of && (!matter || matter === of.advice.matters[0]?.matter.code) ? of.advice.units[0] : undefined;
  const asked = useQuery({
    queryKey: ['unit-for', of?.id, matter, of?.place?.point],
    queryFn: () => post<Advice>('/advice', { text: of?.text, matter, ...(of?.place?.point ? { point: of.place.point } : {}) }).then((advice) => advice.unit),
    enabled: !!of && !!matter && !kept,
    staleTime: 5 * 60_000,
    retry: false,
  });
  return { guess: kept ?? asked.data ?? null, fresh: !kept && !!asked.data, busy: asked.isFetching } satisfies { guess: UnitGuess | null; fresh: boolean; busy: boolean };
}

export interface Otherwise { unit: string; row: string | null }

/** What the engine would have taken instead, as it wrote into the story: a unit's code and its row of the duty list. */
export function readOtherwise(text: unknown): Otherwise | null {
  if (typeof text !== 'string' || !text.trim()) return null;
  const [unit = '', word, row] = text.trim().split(/\s+/);
  return { unit, row: word === 'row' && row ? row : null };
}

export function useOtherwise(id: number | undefined): Otherwise | null {
  const { data } = useTrail(id);
  const judged = data?.filter((event) => event.kind === 'unit_judged').at(-1);
  return readOtherwise(judged?.data.otherwise);
}

export interface Decision { of: Case; matter: string | undefined; unit: string }

/** What has to be sent: the matter is confirmed or corrected first, since that is what the classifier learns from, then the unit gets the case. */
export function steps({ of, matter, unit }: Decision): Command[] {
  const out: Command[] = [];
  const unconfirmed = matter && (matter !== of.matter?.code || of.matter_confidence !== null);
  if (unconfirmed && of.may.includes('correct_matter')) out.push({ operation: 'correct_matter', matter });
  out.push({ operation: 'assign_unit', unit });
  return out;
}

export function useDispatch() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async (decision: Decision) => {
      let now = decision.of;
      for (const command of steps(decision)) now = await post<Case>(`/cases/${now.id}/commands`, command, { 'If-Match': `"${now.version}"` });
      return now;
    },
    onSuccess: (after) => {
      client.setQueryData(['case', after.id], after);
      for (const key of [['trail', after.id], ['cases'], ['queues']]) void client.invalidateQueries({ queryKey: key });
    },
    onError: (_error, { of }) => {
      for (const key of [['case', of.id], ['trail', of.id], ['cases']]) void client.invalidateQueries({ queryKey: key });
    },
  });
}

export function useMerge() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ of, into }: { of: Case; into: number }) => post<Case>(`/cases/${of.id}/commands`, { operation: 'merge', into }, { 'If-Match': `"${of.version}"` }),
    onSettled: (_after, _error, { of }) => { for (const key of [['case', of.id], ['cases'], ['queues']]) void client.invalidateQueries({ queryKey: key }); },
  });
}

/** Sends a case that was dispatched a moment ago to another unit. */
export function useRedispatch() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async ({ id, unit }: { id: number; unit: string }) => {
      const now = await get<Case>(`/cases/${id}`);
      return post<Case>(`/cases/${id}/commands`, { operation: 'assign_unit', unit }, { 'If-Match': `"${now.version}"` });
    },
    onSuccess: (after) => { client.setQueryData(['case', after.id], after); void client.invalidateQueries({ queryKey: ['cases'] }); },
  });
}
