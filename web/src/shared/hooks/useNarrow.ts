import { useSyncExternalStore } from 'react';

const query = () => (typeof window !== 'undefined' && window.matchMedia ? window.matchMedia('(max-width: 720px)') : null);
const subscribe = (listener: () => void) => { const now = query(); now?.addEventListener?.('change', listener); return () => now?.removeEventListener?.('change', listener); };

/** Whether the screen is a phone's: tables become cards. */
export const useNarrow = () => useSyncExternalStore(subscribe, () => !!query()?.matches, () => false);
