import { Alert, Button, Input, Modal, Segmented } from 'antd';
import { useState } from 'react';
import { useProblemText } from '@/shared/components/problemText';
import { useWords } from '@/shared/i18n';
import { useImport, type Imported } from '../api/knowledge';
import styles from './knowledge.module.css';

/** Articles from a file: first told what would happen, then taken in as drafts for a second person. */
export function ImportDialog({ open, onClose }: { open: boolean; onClose: () => void }) {
  const t = useWords('knowledge');
  const say = useProblemText();
  const [format, setFormat] = useState<'csv' | 'markdown'>('csv');
  const [text, setText] = useState('');
  const check = useImport();
  const take = useImport();
  const told = take.data ?? check.data;
  const ready = !!check.data && !check.data.faults.length && !take.data;
  const change = (next: string) => { setText(next); check.reset(); take.reset(); };
  const read = async (file: File | undefined) => { if (!file) return; setFormat(/\.(md|markdown)$/i.test(file.name) ? 'markdown' : 'csv'); change(await file.text()); };
  const close = () => { onClose(); change(''); };
  return (
    <Modal focusTriggerAfterClose={false} open={open} onCancel={close} title={t('import')} width={680} destroyOnHidden
      footer={take.data ? <Button type="primary" onClick={close}>{t('done')}</Button> : [
        <Button key="no" onClick={close}>{t('cancel')}</Button>,
        <Button key="check" type={ready ? 'default' : 'primary'} disabled={!text.trim()} loading={check.isPending} onClick={() => check.mutate({ format, text, check_only: true })}>{t('check')}</Button>,
        <Button key="take" type="primary" disabled={!ready} loading={take.isPending} onClick={() => take.mutate({ format, text, check_only: false })}>{t('take_in')}</Button>,
      ]}>
      <p className={styles.low}>{t('import_hint')}</p>
      <div className={styles.importTools}>
        <Segmented aria-label={t('format')} value={format} onChange={(next) => { setFormat(next); check.reset(); }} options={(['csv', 'markdown'] as const).map((value) => ({ value, label: t(`format.${value}`) }))} />
        <label className={styles.fileButton}>{t('file')}<input type="file" accept=".csv,.md,.markdown,.txt" className="visually-hidden" onChange={(event) => void read(event.target.files?.[0])} /></label>
      </div>
      <Input.TextArea aria-label={t('import_text')} rows={9} value={text} onChange={(event) => change(event.target.value)} className="mono" />
      {told && <Told of={told} taken={!!take.data} />}
      {!!(check.error ?? take.error) && <Alert type="error" showIcon role="alert" className={styles.alert} message={say(check.error ?? take.error)} />}
    </Modal>
  );
}

const MOST = 20;

function Told({ of, taken }: { of: Imported; taken: boolean }) {
  const t = useWords('knowledge');
  const reason = useWords('shared');
  return (
    <Alert className={styles.alert} showIcon role="status" type={of.faults.length ? 'error' : 'success'} message={t(of.faults.length ? 'import_faults' : taken ? 'import_taken' : 'import_would', { made: of.made, changed: of.changed, same: of.same, count: of.faults.length })}
      description={of.faults.length ? <ul className={styles.faults}>{of.faults.slice(0, MOST).map((one, i) => <li key={i}>{t('import_fault', { line: one.line, code: one.code, field: one.field ?? '' })} {reason(`reason.${one.reason}`)}</li>)}</ul> : undefined} />
  );
}
