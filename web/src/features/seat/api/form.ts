import type { Advice, Point, Schemas } from '@/shared/http/types';
import { newKey } from '@/shared/hooks/newKey';

/** What the agent typed or chose. A field that is undefined follows the advice; one that is set was chosen by the agent and stays. */
export interface SeatForm {
  key: string;
  startedAt: number;
  channel: Schemas['Channel'];
  phone: string;
  name: string;
  confidential: boolean;
  text: string;
  /** The call that fills this form while it runs. */
  call?: number;
  matter?: string;
  kind?: Schemas['RequestKind'];
  urgency?: Schemas['Urgency'];
  unit?: string;
  address?: string;
  point?: Point;
}

const KEPT = 'yiwang.seat';

/** The call in work outlives a reload and a session that ended; it is kept in this tab only, for this agent only. */
export function keptForm(login: string): SeatForm {
  try {
    const kept = JSON.parse(sessionStorage.getItem(KEPT) ?? 'null') as { login: string; form: SeatForm } | null;
    if (kept?.login === login && typeof kept.form.text === 'string') return { ...freshForm(), ...kept.form };
  } catch { /* nothing readable was kept */ }
  return freshForm();
}

export function keepForm(login: string, form: SeatForm) {
  try {
    if (form.text || form.phone || form.call) sessionStorage.setItem(KEPT, JSON.stringify({ login, form })); else sessionStorage.removeItem(KEPT);
  } catch { /* storage may be switched off; a reload then starts anew */ }
}

export const freshForm = (): SeatForm => ({ key: newKey(), startedAt: Date.now(), channel: 'hotline', phone: '', name: '', confidential: false, text: '' });

/** What stands in each field now: the agent's choice, or else what the advice says when it is sure enough to fill it. */
export function shownFields(form: SeatForm, advice: Advice | undefined) {
  const place = advice?.places[0];
  return {
    matter: form.matter ?? (advice?.matter_sure ? advice.matters[0]?.matter.code : undefined),
    kind: form.kind ?? advice?.kind,
    urgency: form.urgency ?? advice?.urgency,
    unit: form.unit ?? (advice?.unit_sure ? advice.unit?.unit.code : undefined),
    address: form.address ?? (place ? place.place.text : ''),
    point: form.point ?? (form.address === undefined ? place?.place.point ?? undefined : undefined),
  };
}

export type Outcome = { join: number } | { answer: string; article?: string } | { refuse: { kind: Schemas['RefuseKind']; reason: string } } | undefined;

/** The request: only what the agent chose is sent; what the engine advised it will judge again by itself and write down with its evidence. */
export function reportOf(form: SeatForm, outcome: Outcome, happenedAt?: string): Schemas['ReportIn'] {
  const phone = form.phone.trim();
  const name = form.name.trim();
  return {
    channel: form.channel,
    external_id: `seat-${form.key}`,
    text: form.text.trim(),
    ...(phone || name ? { reporter: { ...(name ? { name } : {}), ...(phone ? { phone } : {}), confidential: form.confidential } } : {}),
    ...(happenedAt ? { happened_at: happenedAt } : {}),
    ...(form.matter ? { matter: form.matter } : {}),
    ...(form.kind ? { kind: form.kind } : {}),
    ...(form.urgency ? { urgency: form.urgency } : {}),
    ...(form.unit ? { unit: form.unit } : {}),
    ...(form.point ? { point: form.point } : {}),
    ...(form.address ? { address: form.address } : {}),
    ...outcome,
  };
}
