import { App, Button, Input, Select, Table } from 'antd';
import { useState } from 'react';
import { More } from '@/shared/cases/More';
import { useUnitOptions } from '@/shared/commands/Pickers';
import { useProblemText } from '@/shared/components/problemText';
import { Loaded } from '@/shared/components/States';
import { useSettled } from '@/shared/hooks/useSettled';
import { useCodeWord, useLanguage, useName, useWords } from '@/shared/i18n';
import { useSession } from '@/shared/session/session';
import { dayTime } from '@/shared/time/format';
import { useChangePerson, usePeople, type PeopleFilters, type Person } from '../api/admin';
import { PasswordDialog } from './PasswordDialog';
import { PersonDialog, STAFF } from './PersonDialog';
import styles from './admin.module.css';

export function People() {
  const t = useWords('admin');
  const word = useCodeWord();
  const name = useName();
  const say = useProblemText();
  const language = useLanguage();
  const { message, modal } = App.useApp();
  const { data: session } = useSession();
  const [filters, setFilters] = useState<PeopleFilters>({});
  const q = useSettled(filters.q, 300);
  const people = usePeople({ ...filters, q });
  const units = useUnitOptions();
  const change = useChangePerson();
  const [edited, setEdited] = useState<Person | 'new' | null>(null);
  const [password, setPassword] = useState<Person | null>(null);
  const turn = (person: Person) => void modal.confirm({
    title: t(person.active ? 'disable_title' : 'enable_title', { name: person.name }), content: person.active ? t('disable_hint') : undefined, okText: person.active ? t('disable') : t('enable'), cancelText: t('cancel'), okButtonProps: { danger: person.active },
    onOk: () => change.mutateAsync({ login: person.login, active: !person.active }).then(() => void message.success(t('saved')), (error: unknown) => void message.error(say(error))),
  });
  return (
    <>
      <div className={styles.tools}>
        <Input allowClear value={filters.q ?? ''} onChange={(event) => setFilters({ ...filters, q: event.target.value || undefined })} placeholder={t('find_person')} aria-label={t('find_person')} className={styles.words} />
        <Select showSearch optionFilterProp="label" allowClear value={filters.unit} onChange={(unit?: string) => setFilters({ ...filters, unit })} options={units} placeholder={t('unit')} aria-label={t('unit')} className={styles.field} />
        <Select allowClear value={filters.role} onChange={(role?: PeopleFilters['role']) => setFilters({ ...filters, role })} options={STAFF.map((role) => ({ value: role, label: word('Role', role) }))} placeholder={t('role')} aria-label={t('role')} className={styles.field} />
        <Button type="primary" onClick={() => setEdited('new')} className={styles.end}>{t('add_person')}</Button>
      </div>
      <div className={styles.box}>
        <Loaded query={people} rows={10}>
          {(data) => (
            <Table<Person> size="small" rowKey="login" pagination={false} aria-label={t('page.people')} dataSource={data.pages.flatMap((page) => page.items)} scroll={{ x: 1200 }} rowClassName={(person) => (person.active ? '' : styles.off ?? '')}
              columns={[
                { title: t('login'), dataIndex: 'login', width: 120, render: (login: string) => <span className="mono">{login}</span> },
                { title: t('name'), dataIndex: 'name', width: 100, render: (value: string) => <b className={styles.strong}>{value}</b> },
                { title: t('unit'), key: 'unit', width: 190, ellipsis: true, render: (_, person) => name(person.unit) },
                { title: t('roles'), key: 'roles', width: 170, render: (_, person) => person.roles.map((role) => word('Role', role)).join(language === 'en' ? ', ' : '、') },
                { title: t('areas'), key: 'areas', width: 150, ellipsis: true, render: (_, person) => person.areas.map((area) => name(area)).join(', ') },
                { title: t('phone'), dataIndex: 'phone', width: 120, render: (value: string | null) => value ?? '–' },
                { title: t('last_seen'), dataIndex: 'last_seen_at', width: 120, render: (value: string | null) => (value ? dayTime(value, language) : '–') },
                { title: t('actions'), key: 'actions', width: language === 'en' ? 290 : 230, fixed: 'right', render: (_, person) => (
                  <span className={styles.actions}>
                    <Button size="small" onClick={() => setEdited(person)} aria-label={`${t('edit')} ${person.name}`}>{t('edit')}</Button>
                    <Button size="small" onClick={() => setPassword(person)} aria-label={`${t('reset_password')} ${person.name}`}>{t('reset_password')}</Button>
                    <Button size="small" danger={person.active} disabled={person.login === session?.person.login} onClick={() => turn(person)} aria-label={`${person.active ? t('disable') : t('enable')} ${person.name}`}>{person.active ? t('disable') : t('enable')}</Button>
                  </span>
                ) },
              ]} />
          )}
        </Loaded>
      </div>
      <More pages={people} />
      <PersonDialog of={edited} onClose={() => setEdited(null)} />
      <PasswordDialog of={password} onClose={() => setPassword(null)} />
    </>
  );
}
