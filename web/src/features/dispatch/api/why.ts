import type { TrailEvent } from '@/shared/http/types';

export interface Why {
  confidence: number;
  /** The city's: from here on the engine acts by itself. */
  threshold: number;
  sure: boolean;
  /** How far the second lies behind the first, when it is near. */
  lead: number | null;
  /** What a configured model service said and by how much it moved the confidence. */
  model: { matter: string; moved: number } | null;
}

/** A second choice this near makes the first unsure. */
const NEAR = 0.2;

/** Why the engine was not surer of the matter, from the last judgement in the story of a case; null before one. */
export function readWhy(trail: readonly TrailEvent[] | undefined): Why | null {
  const judged = trail?.filter((event) => event.kind === 'matter_judged').at(-1);
  if (!judged || typeof judged.confidence !== 'number' || typeof judged.data.threshold !== 'number') return null;
  const guesses = Array.isArray(judged.data.matters) ? (judged.data.matters as { confidence?: number }[]) : [];
  const lead = guesses[1]?.confidence === undefined ? null : judged.confidence - guesses[1].confidence;
  const said = judged.evidence.find((one) => one.kind === 'model');
  return {
    confidence: judged.confidence,
    threshold: judged.data.threshold,
    sure: judged.data.sure === true,
    lead: lead !== null && lead < NEAR ? Math.max(0, lead) : null,
    model: said ? { matter: said.text, moved: said.weight ?? 0 } : null,
  };
}
