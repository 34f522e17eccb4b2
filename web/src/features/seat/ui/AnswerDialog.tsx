import { Alert, Button, Input, Modal } from 'antd';
import { useState } from 'react';
import { useProblemText } from '@/shared/components/problemText';
import { useWords } from '@/shared/i18n';
import styles from './seat.module.css';

const TEMPLATES = ['guide', 'policy', 'progress', 'thanks'] as const;

export function AnswerDialog({ open, onClose, onSend, busy, error }: { open: boolean; onClose: () => void; onSend: (answer: string) => void; busy: boolean; error: unknown }) {
  const t = useWords('seat');
  const say = useProblemText();
  const [answer, setAnswer] = useState('');
  const send = () => { if (answer.trim()) onSend(answer.trim()); };
  return (
    <Modal focusTriggerAfterClose={false} open={open} onCancel={onClose} title={t('answer')} okText={t('answer_send')} cancelText={t('cancel')} onOk={send} confirmLoading={busy} okButtonProps={{ disabled: !answer.trim() }} afterClose={() => setAnswer('')} width={560}>
      {!!error && <Alert type="error" message={say(error)} style={{ marginBottom: 12 }} role="alert" />}
      <div className={styles.templates}>{TEMPLATES.map((one) => <Button key={one} size="small" onClick={() => setAnswer(t(`template.${one}`))}>{t(`template.${one}_name`)}</Button>)}</div>
      <label htmlFor="answer" className={styles.dialogLabel}>{t('answer_words')}</label>
      <Input.TextArea id="answer" rows={6} value={answer} maxLength={5000} onChange={(event) => setAnswer(event.target.value)} onKeyDown={(event) => { if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) send(); }} />
    </Modal>
  );
}
