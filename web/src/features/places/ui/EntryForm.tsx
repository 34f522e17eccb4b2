import { Alert, Form, Input, InputNumber, Modal, Select } from 'antd';
import { useProblemText } from '@/shared/components/problemText';
import { useWords } from '@/shared/i18n';
import { KINDS, useSaveEntry, type Entry, type Kind } from '../api/places';
import styles from './places.module.css';

interface Given { kind: Kind; name?: string; number?: string; building?: string; category?: string; lon: number; lat: number; reason: string }

/** Adds a place by hand or corrects one; roads are drawn in files, so only their name is changed here. */
export function EntryForm({ entry, onClose, onSaved }: { entry: Entry | null; onClose: () => void; onSaved: (entry: Entry) => void }) {
  const t = useWords('places');
  const say = useProblemText();
  const [form] = Form.useForm<Given>();
  const save = useSaveEntry(entry);
  const kind = Form.useWatch('kind', form) ?? entry?.kind ?? 'poi';
  const address = kind === 'address' || kind === 'building';
  const send = (given: Given) => {
    const text = (value: string | undefined) => (value ?? '').trim();
    const body = { name: text(given.name), reason: given.reason.trim(), ...(address ? { number: text(given.number), building: text(given.building) } : {}), ...(kind === 'poi' ? { category: text(given.category) } : {}), ...(kind === 'road' ? {} : { point: { lon: given.lon, lat: given.lat } }) };
    save.mutate(entry ? body : { ...body, kind: given.kind }, { onSuccess: onSaved });
  };
  return (
    <Modal open focusTriggerAfterClose={false} title={t(entry ? 'correct' : 'add')} onCancel={onClose} okText={t('save')} cancelText={t('cancel')} confirmLoading={save.isPending} onOk={() => form.submit()}>
      <Form form={form} layout="vertical" onFinish={send} requiredMark={false} initialValues={{ kind: entry?.kind ?? 'poi', name: entry?.name ?? '', number: entry?.number ?? '', building: entry?.building ?? '', category: entry?.category ?? '', lon: entry?.point?.lon, lat: entry?.point?.lat }}>
        {!entry && <Form.Item name="kind" label={t('field.kind')}><Select options={KINDS.filter((one) => one === 'poi' || one === 'estate').map((value) => ({ value, label: t(`kind.${value}`) }))} /></Form.Item>}
        <Form.Item name="name" label={t('field.name')} rules={address ? [] : [{ required: true, message: t('needed') }]}><Input maxLength={100} /></Form.Item>
        {address && <div className={styles.pair}><Form.Item name="number" label={t('field.number')}><Input maxLength={100} /></Form.Item><Form.Item name="building" label={t('field.building')}><Input maxLength={100} /></Form.Item></div>}
        {kind === 'poi' && <Form.Item name="category" label={t('field.category')}><Input maxLength={100} /></Form.Item>}
        {kind !== 'road' && (
          <div className={styles.pair}>
            <Form.Item name="lon" label={t('field.lon')} rules={[{ required: true, message: t('needed') }]}><InputNumber className={styles.number} step={0.0001} controls={false} stringMode={false} /></Form.Item>
            <Form.Item name="lat" label={t('field.lat')} rules={[{ required: true, message: t('needed') }]}><InputNumber className={styles.number} step={0.0001} controls={false} stringMode={false} /></Form.Item>
          </div>
        )}
        <Form.Item name="reason" label={t('reason')} rules={[{ required: true, min: 2, message: t('needed') }]}><Input maxLength={300} /></Form.Item>
      </Form>
      {!!save.error && <Alert role="alert" type="error" showIcon message={say(save.error)} />}
    </Modal>
  );
}
