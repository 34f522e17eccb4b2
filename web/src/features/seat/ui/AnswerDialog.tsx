import { Alert, Button, Input, Modal } from 'antd';
import { useEffect, useState } from 'react';
import { useProblemText } from '@/shared/components/problemText';
import { useWords } from '@/shared/i18n';
import styles from './seat.module.css';

const TEMPLATES = ['guide', 'policy', 'progress', 'thanks'] as const;

interface Props { open: boolean; /** Words to start from, such as an article's. */ start: string; onClose: () => void; onSend: (answer: string) => void; busy: boolean; error: unknown }

export function AnswerDialog({ open, start, onClose, onSend, busy, error }: Props) {
  const t = useWords('seat');
  const say = useProblemText();
  const [answer, setAnswer] = useState('');
  useEffect(() => { if (open) setAnswer(start); }, [open, start]);
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
