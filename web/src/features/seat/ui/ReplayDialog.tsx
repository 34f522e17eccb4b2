import { Button, Input, Modal, Segmented } from 'antd';
import { useState } from 'react';
import { useWords } from '@/shared/i18n';
import type { NewLine } from '../api/call';
import { PACES, readTranscript } from '../api/replay';
import styles from './seat.module.css';

const MOST = 200_000;

/** Takes a transcript by paste or file and lets it be said again, for training and for showing. */
export function ReplayDialog({ open, onClose, onStart }: { open: boolean; onClose: () => void; onStart: (lines: NewLine[], caller: string, pace: number) => void }) {
  const t = useWords('seat');
  const [text, setText] = useState('');
  const [caller, setCaller] = useState('');
  const [pace, setPace] = useState<number>(PACES[1]);
  const names = (key: string) => t(key).toLowerCase().split(',');
  const lines = readTranscript(text, names('speakers.seat'), names('speakers.citizen'));
  const read = async (file: File | undefined) => { if (file) setText((await file.text()).slice(0, MOST)); };
  return (
    <Modal focusTriggerAfterClose={false} open={open} onCancel={onClose} title={t('replay')} okText={t('replay_start')} cancelText={t('cancel')} okButtonProps={{ disabled: !lines.length }} onOk={() => onStart(lines, caller.trim(), pace)} width={640} destroyOnHidden>
      <p className={styles.quiet}>{t('replay_hint')}</p>
      <label htmlFor="transcript" className={styles.dialogLabel}>{t('transcript')} {lines.length > 0 && <span className={styles.quiet}>{t('lines', { count: lines.length })}</span>}</label>
      <Input.TextArea id="transcript" rows={9} value={text} maxLength={MOST} placeholder={t('replay_placeholder')} onChange={(event) => setText(event.target.value)} />
      <div className={styles.replayTools}>
        <Button size="small" onClick={() => setText(t('replay_example'))}>{t('replay_example_name')}</Button>
        <label className={styles.fileButton}>{t('replay_file')}<input type="file" accept=".txt,text/plain" className="visually-hidden" onChange={(event) => void read(event.target.files?.[0])} /></label>
      </div>
      <div className={styles.replayRow}>
        <div><label htmlFor="replay-caller" className={styles.dialogLabel}>{t('replay_caller')}</label><Input id="replay-caller" value={caller} inputMode="tel" maxLength={32} onChange={(event) => setCaller(event.target.value.replace(/[^\d+\-() ]/g, ''))} /></div>
        <div><span className={styles.dialogLabel} id="pace-label">{t('pace')}</span><Segmented aria-labelledby="pace-label" value={pace} onChange={setPace} options={PACES.map((one) => ({ value: one as number, label: t(`pace.${one}`) }))} /></div>
      </div>
    </Modal>
  );
}
