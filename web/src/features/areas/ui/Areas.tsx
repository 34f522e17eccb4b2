import '../words';
import { useNavigate, useParams } from 'react-router-dom';
import { PageHead } from '@/shared/components/Panel';
import { TabRow } from '@/shared/components/TabRow';
import { useWords } from '@/shared/i18n';
import { CheckPane } from './CheckPane';
import { MappingPane } from './MappingPane';
import { NowPane } from './NowPane';
import { PlanList } from './PlanList';
import { PlanPage } from './PlanPage';
import styles from './areas.module.css';

const TABS = ['now', 'plans', 'mapping', 'check'] as const;

/** The city's grids side by side: as they are and were, plans to change them, how they lie in one another, what is wrong with them. */
export default function Areas() {
  const t = useWords('areas');
  const go = useNavigate();
  const [part = '', id] = (useParams()['*'] ?? '').split('/');
  if (part === 'plans' && Number(id) > 0) return <PlanPage key={id} id={Number(id)} />;
  const tab = TABS.find((one) => one === part) ?? 'now';
  return (
    <div className={styles.page}>
      <PageHead title={t('title')} hint={t('hint')} />
      <TabRow label={t('parts')} panel="areas-part" active={tab} onChange={(next) => go(next === 'now' ? '/areas' : `/areas/${next}`)} items={TABS.map((one) => ({ key: one, label: t(`tab.${one}`) }))} />
      <div id="areas-part" role="tabpanel" aria-label={t(`tab.${tab}`)} className={styles.part}>
        {tab === 'now' && <NowPane />}
        {tab === 'plans' && <PlanList />}
        {tab === 'mapping' && <MappingPane />}
        {tab === 'check' && <CheckPane />}
      </div>
    </div>
  );
}
