import { useWords } from '@/shared/i18n';
import type { Wrong } from './check';
import type { Field } from './fields';

/** What is wrong with an answer, as a sentence to whoever fills the form in. */
export function useWrongWords() {
  const t = useWords('forms');
  return (wrong: Wrong, field?: Field): string => {
    const limit = typeof wrong.limit === 'number' || typeof wrong.limit === 'string' ? String(wrong.limit) : '';
    const unit = typeof field?.schema['x-unit'] === 'string' ? ` ${field.schema['x-unit']}` : '';
    if (wrong.keyword === 'format') return t(`wrong.format.${limit}`, { defaultValue: t('wrong.format') });
    if (wrong.keyword === 'pattern' && field?.kind === 'time') return t('wrong.format.time');
    return t(`wrong.${wrong.keyword}`, { limit: `${limit}${['minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum'].includes(wrong.keyword) ? unit : ''}`, defaultValue: t('wrong.other') });
  };
}
