import { useSyncExternalStore } from 'react';

const listeners = new Set<() => void>();
let now = Date.now();
let timer: ReturnType<typeof setInterval> | undefined;

function subscribe(listener: () => void) {
  listeners.add(listener);
  timer ??= setInterval(() => { now = Date.now(); listeners.forEach((tell) => tell()); }, 1000);
  return () => {
    listeners.delete(listener);
    if (!listeners.size && timer) { clearInterval(timer); timer = undefined; }
  };
}

const at = (step: number) => Math.floor(now / step) * step;

/** The present time, refreshed every `step` milliseconds by one timer shared by the whole page. */
export function useNow(step = 1000): number {
  return useSyncExternalStore(subscribe, () => at(step), () => at(step));
}
