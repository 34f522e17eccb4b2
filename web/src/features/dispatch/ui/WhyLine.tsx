import { useWords } from '@/shared/i18n';
import type { Why } from '../api/why';
import styles from './dispatch.module.css';

const percent = (share: number) => Math.round(share * 100);

/** Why the engine was not surer: the city's threshold, a near second, what a model service thought. */
export function WhyLine({ why, matters }: { why: Why; matters: readonly { value: string; label: string }[] }) {
  const t = useWords('dispatch');
  const named = why.model && (matters.find((one) => one.value === why.model?.matter)?.label ?? why.model.matter);
  const moved = percent(why.model?.moved ?? 0);
  return (
    <p className={styles.surer}>
      <span className={styles.scale} aria-hidden="true"><i style={{ width: `${percent(why.confidence)}%` }} /><em style={{ left: `${percent(why.threshold)}%` }} /></span>
      <span>{t(why.sure ? 'why_sure' : 'why_unsure', { confidence: percent(why.confidence), threshold: percent(why.threshold) })}</span>
      {why.lead !== null && <span>{t('why_near', { points: percent(why.lead) })}</span>}
      {named && <span>{moved === 0 ? t('why_model_same', { matter: named }) : t(moved > 0 ? 'why_model_up' : 'why_model_down', { matter: named, points: Math.abs(moved) })}</span>}
    </p>
  );
}
