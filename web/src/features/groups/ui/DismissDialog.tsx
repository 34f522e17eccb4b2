import { Alert, Input, Modal } from 'antd';
import { useState } from 'react';
import { useProblemText } from '@/shared/components/problemText';
import { useWords } from '@/shared/i18n';
import { useDismissGroup } from '../api/groups';
import styles from './groups.module.css';

const LEAST = 4;

export function DismissDialog({ id, open, onClose }: { id: number; open: boolean; onClose: () => void }) {
  const t = useWords('groups');
  const say = useProblemText();
  const dismiss = useDismissGroup(id);
  const [reason, setReason] = useState('');
  return (
    <Modal focusTriggerAfterClose={false} open={open} onCancel={onClose} title={t('dismiss')} okText={t('dismiss_yes')} cancelText={t('cancel')} confirmLoading={dismiss.isPending} okButtonProps={{ disabled: reason.trim().length < LEAST }} afterClose={() => setReason('')}
      onOk={() => dismiss.mutate(reason.trim(), { onSuccess: onClose })}>
      <p className={styles.hintText}>{t('dismiss_hint')}</p>
      {!!dismiss.error && <Alert type="error" role="alert" message={say(dismiss.error)} className={styles.alert} />}
      <label htmlFor="dismiss-reason" className={styles.label}>{t('dismiss_reason')}</label>
      <Input.TextArea id="dismiss-reason" rows={3} value={reason} maxLength={500} onChange={(event) => setReason(event.target.value)} />
    </Modal>
  );
}
