import { useWords } from '@/shared/i18n';
import { lengthParts } from './format';

/** Seconds as words, such as "2 h 05 min". */
export function useLength() {
  const t = useWords('shared');
  return (seconds: number) => {
    const { key, a, b } = lengthParts(seconds);
    return t(`length.${key}`, { a, b: String(b).padStart(key === 'days' ? 1 : 2, '0') });
  };
}
