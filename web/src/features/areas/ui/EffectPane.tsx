import type { useQuery } from '@tanstack/react-query';
import { Empty, Failed, Loading } from '@/shared/components/States';
import { useWords } from '@/shared/i18n';
import type { Preview } from '../api/areas';
import type { Bounds } from '../gl/shapes';
import { FaultList } from './FaultList';
import { share } from './format';
import styles from './areas.module.css';

const TOUCHED = ['open_cases', 'addresses', 'elements', 'people', 'duties', 'units', 'estates', 'roads'] as const;

/** What the plan would do: how much lies in what changes, what becomes of which area, what would be wrong. */
export function EffectPane({ query, empty, onShow }: { query: Pick<ReturnType<typeof useQuery<Preview>>, 'data' | 'error' | 'isFetching' | 'refetch'>; empty: boolean; onShow: (where: Bounds) => void }) {
  const t = useWords('areas');
  if (empty) return <Empty title={t('no_changes')} />;
  if (!query.data) return query.error ? <Failed error={query.error} retry={() => void query.refetch()} /> : <Loading rows={6} />;
  const { touched, lineage, faults } = query.data;
  return (
    <div className={styles.effects} aria-busy={query.isFetching}>
      <h2>{t('touched')}</h2>
      <dl className={styles.figures}>{TOUCHED.map((one) => <div key={one}><dt>{t(`touched.${one}`)}</dt><dd>{touched[one]}</dd></div>)}</dl>
      <h2>{t('lineage')}</h2>
      <ul className={styles.lineage}>{lineage.map((one, i) => <li key={i}><span>{one.from ? one.from_name ?? one.from : t('nobody')}</span><i aria-hidden="true">→</i><span>{one.to ? one.to_name ?? one.to : t('nobody')}</span><b>{share(one.share)}</b></li>)}</ul>
      <h2>{t('faults_found', { count: faults.features.length })}</h2>
      <FaultList faults={faults} onShow={onShow} />
    </div>
  );
}
