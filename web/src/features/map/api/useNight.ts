import { useState } from 'react';

const KEY = 'yiwang.map.night';

/** Whether this person looks at the map by night; kept in this browser. */
export function useNight(): [boolean, (night: boolean) => void] {
  const [night, set] = useState(() => { try { return localStorage.getItem(KEY) === 'yes'; } catch { return false; } });
  return [night, (next) => { set(next); try { localStorage.setItem(KEY, next ? 'yes' : 'no'); } catch { /* then it lasts as long as the page */ } }];
}
