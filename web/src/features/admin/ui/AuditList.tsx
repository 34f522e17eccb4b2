import { Input, Select, Table } from 'antd';
import { useState } from 'react';
import { More } from '@/shared/cases/More';
import { Loaded } from '@/shared/components/States';
import { useSettled } from '@/shared/hooks/useSettled';
import type { Schemas } from '@/shared/http/types';
import { useLanguage, useWords } from '@/shared/i18n';
import { Link } from 'react-router-dom';
import { fullTime } from '@/shared/time/format';
import { useAudit } from '../api/admin';
import styles from './admin.module.css';

const ACTIONS = ['reveal', 'export', 'sign_in', 'sign_in_failed', 'sign_out', 'add_person', 'change_person', 'set_password', 'change_password', 'set_rehearsal'] as const;

/** Who looked at or changed what, newest first. */
export function AuditList() {
  const t = useWords('admin');
  const language = useLanguage();
  const [who, setWho] = useState('');
  const [action, setAction] = useState<string>();
  const filters = useSettled(JSON.stringify({ ...(who.trim() ? { who: who.trim() } : {}), ...(action ? { action } : {}) }), 300);
  const audit = useAudit(JSON.parse(filters) as { who?: string; action?: string });
  return (
    <>
      <div className={styles.tools}>
        <Input allowClear value={who} onChange={(event) => setWho(event.target.value)} placeholder={t('login')} aria-label={t('login')} className={styles.field} />
<Select allowClear value={action} onChange={(next?: string) => setAction(next)} placeholder={t('action')} aria-label={t('action')} className={styles.field} options={ACTIONS.map((one) => ({ value: one, label: t(`audit.${one}`) }))} />
      </div>
      <div className={styles.box}>
        <Loaded query={audit} rows={10}>
          {(data) => (
            <Table<Schemas['AuditLine']> size="small" rowKey="seq" pagination={false} aria-label={t('page.audit')} dataSource={data.pages.flatMap((page) => page.items)} scroll={{ x: 900 }}
              columns={[
                { title: t('at'), dataIndex: 'at', width: 170, render: (at: string) => fullTime(at, language) },
                { title: t('who'), dataIndex: 'who', width: 120, render: (value: string | null) => value ?? '–' },
                { title: t('action'), dataIndex: 'action', width: 170, render: (value: string) => <><b className={styles.strong}>{t(`audit.${value}`, { defaultValue: value })}</b></> },
                { title: t('object'), dataIndex: 'object', width: 150, render: (value: string | null) => { const id = /^case\/(\d+)$/.exec(value ?? '')?.[1]; return id ? <Link to={`/cases/${id}`}>{value}</Link> : value ?? '–'; } },
                { title: t('reason'), dataIndex: 'reason', ellipsis: true, width: 220, render: (value: string | null) => value ?? '' },
                { title: t('address'), dataIndex: 'address', width: 130, render: (value: string | null) => <span className="mono">{value ?? '–'}</span> },
                { title: t('request'), dataIndex: 'request_id', width: 130, render: (value: string | null) => <span className="mono">{value ?? ''}</span> },
              ]} />
          )}
        </Loaded>
      </div>
      <More pages={audit} />
    </>
  );
}
