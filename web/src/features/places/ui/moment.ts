import { useLanguage } from '@/shared/i18n';

/** Day and minute in the reader's language, at the place of the reader. */
export function useMomentText() {
  const language = useLanguage();
  const format = new Intl.DateTimeFormat(language === 'en' ? 'en-GB' : 'zh-CN', { year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit' });
  return (at: string) => format.format(new Date(at));
}
