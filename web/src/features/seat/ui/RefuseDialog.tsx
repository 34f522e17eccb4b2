import { Alert, Input, Modal, Radio } from 'antd';
import { useEffect, useState } from 'react';
import { REFUSE_KINDS } from '@/generated/contract';
import { useProblemText } from '@/shared/components/problemText';
import type { Schemas } from '@/shared/http/types';
import { useCodeWord, useWords } from '@/shared/i18n';
import styles from './seat.module.css';

type Kind = Schemas['RefuseKind'];
interface Props { open: boolean; kind: Kind | undefined; onClose: () => void; onSend: (kind: Kind, reason: string) => void; busy: boolean; error: unknown }

/** Not taken is never a dead end: each kind has words that tell the caller where to go instead. */
export function RefuseDialog({ open, kind, onClose, onSend, busy, error }: Props) {
  const t = useWords('seat');
  const word = useCodeWord();
  const say = useProblemText();
  const [chosen, setChosen] = useState<Kind>('legal_way');
  const [reason, setReason] = useState('');
  useEffect(() => { if (open) { const first = kind ?? 'legal_way'; setChosen(first); setReason(t(`refuse.${first}`)); } }, [open, kind, t]);
  const choose = (next: Kind) => { setChosen(next); setReason(t(`refuse.${next}`)); };
  const send = () => { if (reason.trim()) onSend(chosen, reason.trim()); };
  return (
    <Modal focusTriggerAfterClose={false} open={open} onCancel={onClose} title={t('refuse')} okText={t('refuse_send')} cancelText={t('cancel')} onOk={send} okButtonProps={{ danger: true, disabled: reason.trim().length < 2 }} confirmLoading={busy} width={560}>
      {!!error && <Alert type="error" message={say(error)} style={{ marginBottom: 12 }} role="alert" />}
      <Radio.Group value={chosen} onChange={(event) => choose(event.target.value as Kind)} className={styles.kinds} aria-label={t('refuse_kind')}>
        {REFUSE_KINDS.map((one) => <Radio key={one} value={one}>{word('RefuseKind', one)}</Radio>)}
      </Radio.Group>
      <label htmlFor="reason" className={styles.dialogLabel}>{t('refuse_words')}</label>
      <Input.TextArea id="reason" rows={5} value={reason} maxLength={1000} onChange={(event) => setReason(event.target.value)} onKeyDown={(event) => { if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) send(); }} />
    </Modal>
  );
}
