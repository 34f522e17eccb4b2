import { PlusOutlined } from '@ant-design/icons';
import { Alert, Button, Input, Modal, Switch, Tag } from 'antd';
import { useState } from 'react';
import { Link, useNavigate } from 'react-router-dom';
import { Panel } from '@/shared/components/Panel';
import { useProblemText } from '@/shared/components/problemText';
import { Empty, Loaded } from '@/shared/components/States';
import { useLanguage, useWords } from '@/shared/i18n';
import { hasRole, useSession } from '@/shared/session/session';
import { dayTime } from '@/shared/time/format';
import { useMakePlan, usePlans, type PlanItem } from '../api/areas';
import styles from './areas.module.css';

const TONE: Record<PlanItem['state'], string> = { draft: 'default', checked: 'processing', tested: 'processing', in_review: 'warning', approved: 'success', published: 'success' };

export function PlanState({ of }: { of: Pick<PlanItem, 'state' | 'published'> }) {
  const t = useWords('areas');
  const newest = of.published[0];
  const word = of.state === 'published' && newest ? (newest.rolled_back ? 'rolled_back' : newest.state) : of.state;
  return <Tag color={word === 'failed' ? 'error' : word === 'rolled_back' ? 'default' : TONE[of.state]}>{t(`state.${word}`)}</Tag>;
}

/** Plans under way, and those that were. */
export function PlanList() {
  const t = useWords('areas');
  const language = useLanguage();
  const [all, setAll] = useState(false);
  const [making, setMaking] = useState(false);
  const { data: session } = useSession();
  const mayDraw = hasRole(session, ['admin', 'dispatcher']);
  const query = usePlans(all);
  const begin = mayDraw && <Button type="primary" icon={<PlusOutlined />} onClick={() => setMaking(true)}>{t('new_plan')}</Button>;
  return (
    <Panel title={t('tab.plans')} tight extra={<><label className={styles.switch}><Switch size="small" checked={all} onChange={setAll} aria-label={t('with_published')} /> {t('with_published')}</label>{begin}</>}>
      <Loaded query={query}>
        {(items) => (!items.length ? <Empty title={t('no_plans')} hint={t('no_plans_hint')} action={begin || undefined} /> : (
          <ul className={styles.plans}>
            {items.map((one) => (
              <li key={one.id}>
                <Link to={`/areas/plans/${one.id}`}><b>{one.name}</b><PlanState of={one} /></Link>
                <span className={styles.low}>{one.author.name} · {dayTime(one.updated_at, language)}{one.published[0] ? ` · ${t('effective_from', { at: dayTime(one.published[0].effective_at, language) })}` : ''}</span>
                {one.state === 'in_review' && one.author.login !== session?.person.login && hasRole(session, ['admin']) && <span className={styles.foryou}>{t('for_you')}</span>}
              </li>
            ))}
          </ul>
        ))}
      </Loaded>
      {making && <NewPlan onClose={() => setMaking(false)} />}
    </Panel>
  );
}

function NewPlan({ onClose }: { onClose: () => void }) {
  const t = useWords('areas');
  const say = useProblemText();
  const go = useNavigate();
  const make = useMakePlan();
  const [name, setName] = useState('');
  const ok = () => make.mutate({ name: name.trim() }, { onSuccess: (plan) => go(`/areas/plans/${plan.id}`) });
  return (
    <Modal open title={t('new_plan')} okText={t('begin')} cancelText={t('shared:cancel')} onCancel={onClose} onOk={ok} okButtonProps={{ disabled: !name.trim(), loading: make.isPending }}>
      <label className={styles.field}>{t('plan_name')}<Input autoFocus maxLength={100} value={name} placeholder={t('plan_name_hint')} onChange={(event) => setName(event.target.value)} onPressEnter={() => name.trim() && ok()} /></label>
      {make.error && <Alert type="error" showIcon message={say(make.error)} />}
    </Modal>
  );
}
