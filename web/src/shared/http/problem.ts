import type { Schemas } from './types';

/** What the client throws: a refusal of the server (RFC 9457), or `reason` "offline" when no answer came at all. */
export class ProblemError extends Error {
  readonly status: number;
  readonly reason: Schemas['Reason'] | 'offline' | 'unreadable';
  readonly field: string | null;
  readonly facts: Record<string, unknown>;
  readonly requestId: string;

  constructor(problem: { status: number; reason: ProblemError['reason']; title?: string; field?: string | null; facts?: Record<string, unknown>; request_id?: string }) {
    super(problem.title ?? problem.reason);
    this.status = problem.status;
    this.reason = problem.reason;
    this.field = problem.field ?? null;
    this.facts = problem.facts ?? {};
    this.requestId = problem.request_id ?? '';
  }
}

export const isProblem = (error: unknown): error is ProblemError => error instanceof ProblemError;
