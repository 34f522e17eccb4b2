import '../words';
import { useNavigate, useParams } from 'react-router-dom';
import { PageHead } from '@/shared/components/Panel';
import { TabRow } from '@/shared/components/TabRow';
import { useWords } from '@/shared/i18n';
import { hasRole, useSession } from '@/shared/session/session';
import { useDrift } from '../api/models';
import { CallsPane } from './CallsPane';
import { ComparePane } from './ComparePane';
import { DatasetsPane } from './DatasetsPane';
import { DriftPane } from './DriftPane';
import { Registry } from './Registry';
import { ServicePane } from './ServicePane';
import styles from './models.module.css';

const TABS = ['registry', 'compare', 'drift', 'calls', 'datasets', 'service'] as const;
type Tab = (typeof TABS)[number];

/** The city's own models: which one reads, how it is judged, whether its answers drift, what it learnt from. */
export default function Models() {
  const t = useWords('models');
  const go = useNavigate();
  const { data: session } = useSession();
  const admin = !!session && hasRole(session, ['admin']);
  const drift = useDrift();
  const [part = ''] = (useParams()['*'] ?? '').split('/');
  const tabs = TABS.filter((one) => one !== 'service' || admin);
  const tab: Tab = tabs.find((one) => one === part) ?? 'registry';
  return (
    <div className={styles.page}>
      <PageHead title={t('title')} hint={t('hint')} />
      <TabRow label={t('parts')} panel="models-part" active={tab} onChange={(next) => go(next === 'registry' ? '/models' : `/models/${next}`)}
        items={tabs.map((one) => ({ key: one, label: t(`tab.${one}`), ...(one === 'drift' && drift.data?.alarm ? { count: drift.data.measures.filter((measure) => measure.alarm).length, tone: 'bad' as const } : {}) }))} />
      <div id="models-part" role="tabpanel" aria-label={t(`tab.${tab}`)} className={styles.part}>
        {tab === 'registry' && <Registry admin={admin} />}
        {tab === 'compare' && <ComparePane />}
        {tab === 'drift' && <DriftPane query={drift} />}
        {tab === 'calls' && <CallsPane />}
        {tab === 'datasets' && <DatasetsPane admin={admin} />}
        {tab === 'service' && <ServicePane />}
      </div>
    </div>
  );
}
