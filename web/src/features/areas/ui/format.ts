import { useLanguage, useWords } from '@/shared/i18n';

/** Ground as people say it: square metres below a hectare, square kilometres above. */
export function useGround() {
  const t = useWords('areas');
  const language = useLanguage();
  const say = (value: number, digits: number) => new Intl.NumberFormat(language === 'en' ? 'en' : 'zh-CN', { maximumFractionDigits: digits }).format(value);
  return (m2: number | null | undefined) => (m2 === null || m2 === undefined ? '–' : Math.abs(m2) < 10_000 ? t('m2', { value: say(m2, m2 < 10 ? 1 : 0) }) : t('km2', { value: say(m2 / 1e6, m2 < 1e6 ? 3 : 2) }));
}

export const share = (of: number) => `${(100 * of).toFixed(of > 0 && of < 0.01 ? 2 : 1)} %`;
