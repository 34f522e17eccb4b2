import '../words';
import { useNavigate, useParams } from 'react-router-dom';
import { PageHead } from '@/shared/components/Panel';
import { TabRow } from '@/shared/components/TabRow';
import { useWords } from '@/shared/i18n';
import { useAliases } from '../api/places';
import { AliasesPane } from './AliasesPane';
import { ImportPage } from './ImportPage';
import { ImportsPane } from './ImportsPane';
import { LibraryPane } from './LibraryPane';
import styles from './places.module.css';

const TABS = ['library', 'imports', 'aliases'] as const;

/** The city's library of addresses, estates, buildings, roads and names: look up, correct, bring in, learn. */
export default function Places() {
  const t = useWords('places');
  const go = useNavigate();
  const [part = '', id] = (useParams()['*'] ?? '').split('/');
  const waiting = useAliases('suggested').data?.items.length ?? 0;
  if (part === 'imports' && Number(id) > 0) return <ImportPage key={id} id={Number(id)} />;
  const tab = TABS.find((one) => one === part) ?? 'library';
  return (
    <div className={styles.page}>
      <PageHead title={t('title')} hint={t('hint')} />
      <TabRow label={t('parts')} panel="places-part" active={tab} onChange={(next) => go(next === 'library' ? '/places' : `/places/${next}`)}
        items={TABS.map((one) => ({ key: one, label: t(`tab.${one}`), ...(one === 'aliases' && waiting ? { count: waiting, tone: 'warn' as const } : {}) }))} />
      <div id="places-part" role="tabpanel" aria-label={t(`tab.${tab}`)} className={styles.part}>
        {tab === 'library' && <LibraryPane />}
        {tab === 'imports' && <ImportsPane />}
        {tab === 'aliases' && <AliasesPane />}
      </div>
    </div>
  );
}
