import { useState } from 'react';

export interface Mine { number: string; code: string; title: string; at: string }
const KEY = 'yiwang.mine';
const AT_MOST = 20;

function read(): Mine[] {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(KEY) ?? '[]');
    return Array.isArray(kept) ? (kept as Mine[]).filter((one) => typeof one?.number === 'string' && typeof one.code === 'string') : [];
  } catch { return []; }
}

function write(list: Mine[]) {
  try { localStorage.setItem(KEY, JSON.stringify(list.slice(0, AT_MOST))); } catch { /* storage may be switched off; nothing is kept then */ }
}

/** Keeps number and code on this device only, so that a citizen finds the report again. */
export const remember = (one: Mine) => write([one, ...read().filter((other) => other.number !== one.number)]);

export function useMine() {
  const [list, setList] = useState(read);
  return { list, forget: () => { write([]); setList([]); } };
}
