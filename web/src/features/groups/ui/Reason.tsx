import type { Schemas } from '@/shared/http/types';
import { useLanguage, useWords } from '@/shared/i18n';
import { dayTime } from '@/shared/time/format';

/** Fewer reports a week than this are as good as none. */
const RARE = 0.05;

/** Why a group was raised, in one sentence. */
export function Reason({ of, short }: { of: Schemas['GroupReason']; short?: boolean }) {
  const t = useWords('groups');
  const language = useLanguage();
  const usual = of.usual_a_week < RARE ? t('usual_rare') : t('usual', { usual: of.usual_a_week.toFixed(1) });
  const why = t(`reason.${of.pace}`, { people: of.people, days: of.days, usual });
  return <>{why}{!short && ` ${t('raised', { at: dayTime(of.raised_at, language), after: of.raised_after })}`}</>;
}
