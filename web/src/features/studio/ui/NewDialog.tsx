import { Alert, App, Input, Modal, Select } from 'antd';
import { useId, useRef, useState } from 'react';
import { useNavigate } from 'react-router-dom';
import { useProblemText } from '@/shared/components/problemText';
import { DOCUMENT_KINDS, type DocumentKind } from '@/shared/documents/types';
import { useName, useWords } from '@/shared/i18n';
import { blank, kindOf, mayBeCode, renamed } from '../api/blank';
import { readDocument, useMakeDraft, type DocumentItem } from '../api/studio';
import styles from './studio.module.css';

const DRAWN: readonly DocumentKind[] = ['process', 'rule', 'form'];
const TABLES: readonly DocumentKind[] = ['matters', 'duties', 'procedures'];

/** Begins a document: empty, from one that is there, or from a file. */
export function NewDialog({ documents, way, kind: given, onClose }: { documents: readonly DocumentItem[]; way: 'new' | 'import'; kind?: DocumentKind; onClose: () => void }) {
  const t = useWords('studio');
  const titled = useName();
  const say = useProblemText();
  const go = useNavigate();
  const { message } = App.useApp();
  const id = useId();
  const make = useMakeDraft();
  const picker = useRef<HTMLInputElement>(null);
  const [kind, setKind] = useState<DocumentKind>(given && (way === 'import' || DRAWN.includes(given)) ? given : 'process');
  const [from, setFrom] = useState('');
  const [file, setFile] = useState<{ name: string; text: string } | null>(null);
  const [code, setCode] = useState('');
  const [name, setName] = useState('');
  const [fault, setFault] = useState<unknown>(null);
  const table = TABLES.includes(kind);
  const target = table ? kind : code;
  const taken = documents.some((one) => one.kind === kind && one.code === target);
  const ready = (table || (mayBeCode(code) && (way === 'import' || !taken))) && (way === 'new' || !!file);

  const run = async () => {
    setFault(null);
    try {
      let text = file?.text ?? '';
      if (way === 'new') text = from ? (await readDocument(kind, from)).text : blank(kind, code, name, { start: t('blank.start'), work: t('blank.work'), end: t('blank.end') });
      const draft = await make.mutateAsync({ kind, code: target, text: table ? text : renamed(kind, text, code, way === 'new' ? name || code : name), ...(name ? { name } : {}) });
      if (way === 'import' && taken) void message.info(t('import_replaces'));
      go(`/studio/drafts/${draft.id}`);
    } catch (error) { setFault(error); }
  };
  const take = async (chosen: File | undefined) => {
    if (!chosen) return;
    const text = await chosen.text();
    setFile({ name: chosen.name, text });
    setKind(kindOf(chosen.name, text) ?? kind);
    const stem = chosen.name.replace(/\.[^.]+$/, '').toLowerCase().replace(/[^a-z0-9_-]+/g, '_').replace(/^[^a-z]+/, '');
    if (!code && stem) setCode(stem.slice(0, 64));
  };
  return (
    <Modal open title={t(way === 'new' ? 'new_title' : 'import_title')} okText={t(way === 'new' ? 'new_ok' : 'import_ok')} cancelText={t('shared:cancel')} onCancel={onClose} onOk={() => void run()} okButtonProps={{ disabled: !ready, loading: make.isPending }} destroyOnHidden>
      <div className={styles.form}>
        {way === 'import' && (
          <div className={styles.field}>
            <label htmlFor={`${id}file`}>{t('file')}</label>
            <input id={`${id}file`} ref={picker} type="file" accept=".bpmn,.dmn,.json,.csv,.xml" onChange={(event) => void take(event.target.files?.[0])} />
          </div>
        )}
        <div className={styles.field}>
          <label htmlFor={`${id}kind`}>{t('column.kind')}</label>
          <Select id={`${id}kind`} value={kind} onChange={(next: DocumentKind) => { setKind(next); setFrom(''); }} options={(way === 'import' ? DOCUMENT_KINDS : DRAWN).map((one) => ({ value: one, label: t(`kind.${one}`) }))} />
        </div>
        {way === 'new' && (
          <div className={styles.field}>
            <label htmlFor={`${id}from`}>{t('begin_from')}</label>
            <Select id={`${id}from`} value={from} onChange={(next: string) => setFrom(next)} showSearch optionFilterProp="label" options={[{ value: '', label: t('begin_empty') }, ...documents.filter((one) => one.kind === kind).map((one) => ({ value: one.code, label: `${titled(one)} (${one.code})` }))]} />
          </div>
        )}
        {!table && (
          <>
            <div className={styles.field}>
              <label htmlFor={`${id}name`}>{t('column.name')}</label>
              <Input id={`${id}name`} value={name} maxLength={100} onChange={(event) => setName(event.target.value)} />
            </div>
            <div className={styles.field}>
              <label htmlFor={`${id}code`}>{t('code')}</label>
              <Input id={`${id}code`} className={styles.mono} value={code} maxLength={64} status={code && !mayBeCode(code) ? 'error' : undefined} onChange={(event) => setCode(event.target.value.trim())} />
              <small>{code && !mayBeCode(code) ? t('code_bad') : way === 'new' && taken ? t('code_taken') : t('code_hint')}</small>
            </div>
          </>
        )}
        {way === 'import' && taken && <Alert type="info" showIcon message={t('import_replaces')} />}
        {!!fault && <Alert type="error" showIcon message={say(fault)} />}
      </div>
    </Modal>
  );
}
