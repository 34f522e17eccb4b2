import type { Schemas } from '@/shared/http/types';
import { useLanguage, useWords } from '@/shared/i18n';
import { dayTime } from '@/shared/time/format';

/** Why a group was raised, in one sentence. */
export function Reason({ of, short }: { of: Schemas['GroupReason']; short?: boolean }) {
  const t = useWords('groups');
  const language = useLanguage();
  const why = t(`reason.${of.pace}`, { people: of.people, days: of.days, usual: of.usual_a_week.toFixed(1) });
  return <>{why}{!short && ` ${t('raised', { at: dayTime(of.raised_at, language), after: of.raised_after })}`}</>;
}
