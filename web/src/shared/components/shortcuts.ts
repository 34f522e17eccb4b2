import { useEffect, useSyncExternalStore } from 'react';

export interface Shortcut { keys: string; what: string; run?: (event: KeyboardEvent) => void; whileTyping?: boolean }

/** Whether a key press goes into a field, so that shortcuts keep out of the way. */
export function isTyping(event: KeyboardEvent): boolean {
  const at = event.target as HTMLElement | null;
  return !!at && (at.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(at.tagName));
}

/** Enter and Space belong to the button, link or dialog that has the focus. */
const isAnswered = (event: KeyboardEvent) =>
  (event.key === 'Enter' || event.key === ' ') && !event.ctrlKey && !event.metaKey && !!(event.target as HTMLElement | null)?.closest?.('button, a, summary, [role="tab"], [role="radio"], [role="dialog"]');

let shown: readonly Shortcut[] = [];
const listeners = new Set<() => void>();
const tell = () => listeners.forEach((listener) => listener());
const subscribe = (listener: () => void) => { listeners.add(listener); return () => { listeners.delete(listener); }; };

/** What the present page added, for the `?` dialog. */
export const useShortcutList = () => useSyncExternalStore(subscribe, () => shown, () => shown);

const spell = (event: KeyboardEvent) => [(event.ctrlKey || event.metaKey) && 'Ctrl', event.altKey && 'Alt', event.key === ' ' ? 'Space' : event.key.length === 1 ? event.key.toUpperCase() : event.key]
  .filter(Boolean).join('+');

/** Gives a page its keys: `useShortcuts([{ keys: 'Ctrl+Enter', what: t('submit'), run, whileTyping: true }])`. Keys without a modifier rest while somebody types. */
export function useShortcuts(list: readonly Shortcut[]) {
  useEffect(() => {
    shown = list;
    tell();
    const onKey = (event: KeyboardEvent) => {
      const hit = list.find((one) => one.keys === spell(event) && (one.whileTyping || !(isTyping(event) || isAnswered(event))));
      if (hit?.run) { event.preventDefault(); hit.run(event); }
    };
    window.addEventListener('keydown', onKey);
    return () => { window.removeEventListener('keydown', onKey); if (shown === list) { shown = []; tell(); } };
  });
}
