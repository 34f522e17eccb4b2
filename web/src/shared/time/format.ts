import type { Language } from '@/shared/i18n';

/** Times come in UTC and are shown in the city's time, by default Asia/Shanghai. */
let zone = 'Asia/Shanghai';
export const setZone = (name: string) => { zone = name; };

const cache = new Map<string, Intl.DateTimeFormat>();
function formatter(language: Language, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = language + zone + JSON.stringify(options);
  let made = cache.get(key);
  if (!made) { made = new Intl.DateTimeFormat(language === 'en' ? 'en-GB' : 'zh-CN', { timeZone: zone, hourCycle: 'h23', ...options }); cache.set(key, made); }
  return made;
}

export const clockTime = (at: string | number | Date, language: Language) => formatter(language, { hour: '2-digit', minute: '2-digit' }).format(new Date(at));

export const dayTime = (at: string | number | Date, language: Language) =>
  formatter(language, language === 'en' ? { day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit' } : { month: 'numeric', day: 'numeric', hour: '2-digit', minute: '2-digit' }).format(new Date(at));

export const fullTime = (at: string | number | Date, language: Language) =>
  formatter(language, { year: 'numeric', month: language === 'en' ? 'short' : 'numeric', day: 'numeric', hour: '2-digit', minute: '2-digit', second: '2-digit' }).format(new Date(at));

/** How far the city's clock is from UTC at a time, such as `+08:00`. */
export function zoneOffset(at: number | Date): string {
  const name = formatter('en', { timeZoneName: 'longOffset' }).formatToParts(at).find((part) => part.type === 'timeZoneName')?.value ?? '';
  return /[+-]\d\d:\d\d/.exec(name)?.[0] ?? '+00:00';
}

/** `HH:MM` when today in the city's zone, else day and time. */
export function shortTime(at: string, language: Language, now = Date.now()): string {
  const day = formatter('en', { year: 'numeric', month: 'numeric', day: 'numeric' });
  return day.format(new Date(at)) === day.format(new Date(now)) ? clockTime(at, language) : dayTime(at, language);
}

/** Parts of a length of time; the two largest that matter. */
export function lengthParts(seconds: number): { key: 'days' | 'hours' | 'minutes' | 'seconds'; a: number; b: number } {
  const s = Math.abs(Math.round(seconds));
  if (s >= 86400) return { key: 'days', a: Math.floor(s / 86400), b: Math.floor((s % 86400) / 3600) };
  if (s >= 3600) return { key: 'hours', a: Math.floor(s / 3600), b: Math.floor((s % 3600) / 60) };
  if (s >= 60) return { key: 'minutes', a: Math.floor(s / 60), b: s % 60 };
  return { key: 'seconds', a: s, b: 0 };
}
