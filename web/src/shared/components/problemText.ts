import { useTranslation } from 'react-i18next';
import { isProblem } from '@/shared/http/problem';

/** Puts a thrown thing into one sentence of the reader's language. Facts of the problem fill the sentence. */
export function useProblemText() {
  const { t } = useTranslation('shared');
  return (error: unknown): string => {
    if (!isProblem(error)) return t('reason.unknown');
    const facts = Object.fromEntries(Object.entries(error.facts).map(([key, value]) => [key, Array.isArray(value) ? value.join(', ') : String(value)]));
    if ('stage' in facts) facts.stage = t(`contract:Stage.${facts.stage}`, { defaultValue: facts.stage });
    return t(`reason.${error.reason}`, { ...facts, defaultValue: t('reason.unknown') });
  };
}
