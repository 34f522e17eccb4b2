import { createContext, useCallback, useContext, useEffect, useMemo, useRef, useState } from 'react';
import { useSession } from '@/shared/session/session';
import { useCall, useChangeForm, type Call, type CallField, type CallFields, type CallValues } from '../api/call';
import { changedFields } from '../api/said';

/** What somebody types is sent once they pause. */
const SEND_AFTER = 500;
/** How long a changed field stays marked. */
const FLASH = 1800;

type Value = CallValues[CallField];

export interface CallForm {
  call: Call;
  /** As the server has it, with what was typed a moment ago laid over. */
  fields: CallFields;
  /** The field somebody points at; its words are lit in the transcript. */
  pointed: CallField | null;
  /** By mouse or by focus; the mouse is shown while it rests on a field. */
  point: (field: CallField | null, by: 'mouse' | 'focus') => void;
  changed: ReadonlySet<CallField>;
  set: (field: CallField, value: Value) => void;
  undo: (field: CallField) => void;
  /** Sends what waits to be sent. */
  flush: () => Promise<void>;
  error: unknown;
}

const Context = createContext<CallForm | null>(null);
export const CallFormProvider = Context.Provider;
/** The running call's form, null when none runs. */
export const useCallForm = () => useContext(Context);

export function useRunningCall(id: number | undefined): { form: CallForm | null; error: unknown; busy: boolean } {
  const query = useCall(id);
  const change = useChangeForm(id);
  const me = useSession().data?.person;
  const [typed, setTyped] = useState<Partial<Record<CallField, Value>>>({});
  const [at, setAt] = useState<{ mouse: CallField | null; focus: CallField | null }>({ mouse: null, focus: null });
  const point = useCallback((field: CallField | null, by: 'mouse' | 'focus') => setAt((now) => ({ ...now, [by]: field })), []);
  const pointed = at.mouse ?? at.focus;
  const waiting = useRef<Map<CallField, Value>>(new Map());
  const timer = useRef<ReturnType<typeof setTimeout>>();
  const send = useRef(change.mutateAsync);
  send.current = change.mutateAsync;
  const open = useRef(false);
  open.current = query.data?.state === 'open';
  const changed = useFlash(id, query.data?.form.fields);

  useEffect(() => { setTyped({}); waiting.current.clear(); setAt({ mouse: null, focus: null }); return () => { if (timer.current) clearTimeout(timer.current); }; }, [id]);

  const flush = useCallback(async () => {
    if (timer.current) clearTimeout(timer.current);
    const given = [...waiting.current];
    waiting.current.clear();
    if (!given.length || !open.current) return;
    await send.current({ set: Object.fromEntries(given) as CallValues });
    // What was typed on while this was under way stays on top.
    setTyped((now) => Object.fromEntries(Object.entries(now).filter(([field, value]) => !given.some(([sent, of]) => sent === field && of === value))));
  }, []);
  const set = useCallback((field: CallField, value: Value) => {
    setTyped((now) => ({ ...now, [field]: value }));
    waiting.current.set(field, value);
    if (timer.current) clearTimeout(timer.current);
    timer.current = setTimeout(() => void flush().catch(() => undefined), SEND_AFTER);
  }, [flush]);
  const undo = useCallback((field: CallField) => {
    waiting.current.delete(field);
    setTyped((now) => { const { [field]: _gone, ...rest } = now; return rest; });
    if (open.current) void send.current({ undo: [field] }).catch(() => undefined);
  }, []);

  const call = query.data;
  const form = useMemo<CallForm | null>(() => {
    if (!call) return null;
    return { call, fields: withTyped(call.form.fields, typed, me ?? { login: '', name: '' }), pointed, point, changed, set, undo, flush, error: change.error };
  }, [call, typed, me, pointed, point, changed, set, undo, flush, change.error]);
  return { form, error: query.error, busy: query.isPending && !!id };
}

/** What the agent typed stands at once, before the server has it. */
export function withTyped(fields: CallFields, typed: Partial<Record<CallField, Value>>, by: { login: string; name: string }): CallFields {
  const out = { ...fields } as Record<CallField, unknown>;
  for (const [field, value] of Object.entries(typed) as [CallField, Value][]) {
    const before = fields[field];
    const code = typeof value === 'string' && value ? [{ code: value, name: value, name_en: null, confidence: 1 }] : [];
    out[field] = { value: field === 'matter' ? code : value === '' ? null : value, confidence: 1, said: before?.said ?? [], by, machine: before?.machine ?? (field === 'matter' ? [] : null) };
  }
  return out as CallFields;
}

/** Fields the machine just filled or changed. */
function useFlash(id: number | undefined, fields: CallFields | undefined): ReadonlySet<CallField> {
  const [changed, setChanged] = useState<ReadonlySet<CallField>>(new Set());
  const before = useRef<{ id: number | undefined; fields: CallFields } | null>(null);
  useEffect(() => {
    const last = before.current;
    before.current = fields ? { id, fields } : null;
    if (!fields || last?.id !== id) { setChanged(new Set()); return; }
    const news = changedFields(last?.fields, fields);
    if (!news.length) return;
    setChanged((now) => new Set([...now, ...news]));
    setTimeout(() => setChanged((now) => new Set([...now].filter((one) => !news.includes(one)))), FLASH);
  }, [id, fields]);
  return changed;
}
