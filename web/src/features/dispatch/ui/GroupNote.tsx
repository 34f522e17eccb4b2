import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router-dom';
import { Panel } from '@/shared/components/Panel';
import { get } from '@/shared/http/client';
import type { Schemas } from '@/shared/http/types';
import { useWords } from '@/shared/i18n';
import styles from './dispatch.module.css';

/** The group a case belongs to, when it belongs to one: then it may be one thing with others. */
export function GroupNote({ of }: { of: number }) {
  const t = useWords('dispatch');
  const { data: group } = useQuery({ queryKey: ['case-group', of], queryFn: ({ signal }) => get<{ group: Schemas['GroupItem'] | null }>(`/cases/${of}/group`, {}, signal).then((page) => page.group), retry: false, staleTime: 60_000 });
  if (!group) return null;
  return (
    <Panel title={t('group')} extra={<Link to={`/groups?id=${group.id}`}>{t('group_open')}</Link>}>
      <p className={styles.groupName}>{group.name}</p>
      <p className={styles.reason}>{group.sentence}</p>
      <p className={styles.reason}>{t('group_people', { people: group.people, heat: group.hotness.toFixed(1) })}</p>
    </Panel>
  );
}
