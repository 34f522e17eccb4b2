import { useWords } from '@/shared/i18n';
import { changeOf, FIGURES, percent } from '../api/figures';
import type { Metrics } from '../api/models';
import styles from './models.module.css';

/** The figures of a model, beside those of another where there is one. */
export function Figures({ of, beside }: { of: Metrics; beside?: Metrics | null }) {
  const t = useWords('models');
  return (
    <dl className={styles.figures}>
      {FIGURES.map(({ key }) => {
        const change = beside ? changeOf(key, of, beside) : null;
        return (
          <div key={key} title={t(`figure.${key}_hint`, { threshold: percent(of.threshold, 0) })}>
            <dt>{t(`figure.${key}`)}</dt>
            <dd>{percent(Number(of[key]))}{change && <small data-better={change.better ?? 'same'}>{change.better === null ? t('same') : `${change.points > 0 ? '+' : '−'}${Math.abs(change.points).toFixed(1)}`}</small>}</dd>
          </div>
        );
      })}
    </dl>
  );
}
