import { Alert, App, Button, Input, Modal } from 'antd';
import { useEffect, useState } from 'react';
import { useProblemText } from '@/shared/components/problemText';
import { copy } from '@/shared/hooks/copy';
import { useWords } from '@/shared/i18n';
import { newPassword, useSetPassword, type Person } from '../api/admin';
import styles from './admin.module.css';

/** Sets a new password for somebody who forgot theirs; it is shown once, to be read out. */
export function PasswordDialog({ of, onClose }: { of: Person | null; onClose: () => void }) {
  const t = useWords('admin');
  const say = useProblemText();
  const { message } = App.useApp();
  const [password, setPassword] = useState('');
  const set = useSetPassword();
  useEffect(() => {
    if (of) { setPassword(newPassword()); set.reset(); }
    // Only when another person is opened.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [of]);
  return (
    <Modal open={!!of} onCancel={onClose} title={t('reset_title', { name: of?.name ?? '' })} okText={t('reset_password')} cancelText={t('cancel')} confirmLoading={set.isPending} okButtonProps={{ disabled: password.length < 10 }}
      onOk={() => { if (of) set.mutate({ login: of.login, password }, { onSuccess: () => { void message.success(t('password_set')); onClose(); } }); }}>
      {!!set.error && <Alert type="error" showIcon role="alert" message={say(set.error)} style={{ marginBottom: 12 }} />}
      <p className={styles.gap}>{t('reset_hint')}</p>
      <label htmlFor="new-password" className={styles.label}>{t('new_password')}</label>
      <div className={styles.tools}>
        <Input id="new-password" className="mono" value={password} onChange={(event) => setPassword(event.target.value)} autoComplete="off" maxLength={200} style={{ flex: 1 }} />
        <Button onClick={() => setPassword(newPassword())}>{t('another')}</Button>
        <Button onClick={() => void copy(password).then((ok) => ok && message.success(t('shared:copied')))}>{t('shared:copy')}</Button>
      </div>
    </Modal>
  );
}
