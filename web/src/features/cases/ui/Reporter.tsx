import { Alert, Button, Input, Modal } from 'antd';
import { useState } from 'react';
import { useReveal } from '@/shared/cases/api';
import { useProblemText } from '@/shared/components/problemText';
import type { Case } from '@/shared/http/types';
import { useWords } from '@/shared/i18n';
import styles from './case.module.css';

const LEAST = 4;

/** Names and numbers stay masked until somebody says why; the server writes that down. They go when the dialog closes. */
export function Reporter({ of }: { of: Case }) {
  const t = useWords('cases');
  const say = useProblemText();
  const [open, setOpen] = useState(false);
  const [reason, setReason] = useState('');
  const reveal = useReveal(of.id);
  const close = () => { setOpen(false); setReason(''); reveal.reset(); };
  const ask = () => { if (reason.trim().length >= LEAST) reveal.mutate(reason.trim()); };
  if (!of.reports.some((report) => report.reporter)) return null;
  return (
    <>
      <Button size="small" onClick={() => setOpen(true)} className={styles.noPrint}>{t('reveal')}</Button>
      <Modal open={open} onCancel={close} title={t('reveal_title')} width={520} destroyOnHidden okText={t('reveal')} cancelText={t('shared:cancel')} onOk={ask} okButtonProps={{ disabled: reason.trim().length < LEAST, loading: reveal.isPending }} footer={reveal.data ? null : undefined}>
        {!!reveal.error && <Alert type="error" showIcon role="alert" message={say(reveal.error)} className={styles.gap} />}
        {reveal.data ? (
          <dl className={styles.facts}>
            {reveal.data.items.map((one) => (['name', 'phone', 'identity', 'address'] as const).map((key) => one[key] && <div key={`${one.report}-${key}`}><dt>{t(`reveal.${key}`)}</dt><dd className={styles.shown}>{one[key]}</dd></div>))}
          </dl>
        ) : (
          <>
            <p className={styles.gap}>{t('reveal_hint')}</p>
            <label htmlFor="reveal-reason" className={styles.label}>{t('reveal_reason')}</label>
            <Input id="reveal-reason" value={reason} maxLength={200} onChange={(event) => setReason(event.target.value)} onPressEnter={ask} />
          </>
        )}
      </Modal>
    </>
  );
}
