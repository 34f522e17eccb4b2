import { useCallback, useMemo, useState } from 'react';
import { check, type Schema, type Wrong } from './check';
import { answers } from './fields';

/** Keeps the answers of a form; says what is wrong once somebody tried to send, and field by field from then on. */
export function useSchemaForm(schema: Schema | null, initial: Readonly<Record<string, unknown>> = {}) {
  const [value, setValue] = useState<Record<string, unknown>>({ ...initial });
  const [tried, setTried] = useState(false);
  const data = useMemo(() => (schema === null ? value : answers(schema, value)), [schema, value]);
  const wrong = useMemo<Wrong[]>(() => (schema === null ? [] : check(schema, data)), [schema, data]);
  /** The answers when they may be sent; null, and every fault shown, when not. */
  const ready = useCallback(() => { setTried(true); return wrong.length ? null : data; }, [wrong, data]);
  return { value, setValue, data, wrong, shown: tried ? wrong : NOTHING, ready };
}
const NOTHING: Wrong[] = [];
