import { useLanguage } from '@/shared/i18n';
import { dayTime } from '@/shared/time/format';

/** A time as a call gives it, with or without an hour, in the reader's words. */
export function useWhen() {
  const language = useLanguage();
  return (at: string) => {
    const time = Date.parse(at);
    if (Number.isNaN(time)) return at;
    return at.includes('T') ? dayTime(time, language) : at;
  };
}
