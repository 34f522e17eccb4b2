import { Alert, App, Form, Input, Modal, Select } from 'antd';
import { useEffect } from 'react';
import { ROLES } from '@/generated/contract';
import { useUnitOptions } from '@/shared/commands/Pickers';
import { useProblemText } from '@/shared/components/problemText';
import type { Schemas } from '@/shared/http/types';
import { useCodeWord, useWords } from '@/shared/i18n';
import { newPassword, useAddPerson, useChangePerson, type Person } from '../api/admin';

export const STAFF = ROLES.filter((role) => role !== 'citizen' && role !== 'system');
interface Values { login: string; name: string; unit: string; roles: Schemas['Role'][]; phone?: string; password: string }

/** Adds a person or changes one. */
export function PersonDialog({ of, onClose }: { of: Person | 'new' | null; onClose: () => void }) {
  const t = useWords('admin');
  const word = useCodeWord();
  const say = useProblemText();
  const { message } = App.useApp();
  const units = useUnitOptions();
  const [form] = Form.useForm<Values>();
  const add = useAddPerson();
  const change = useChangePerson();
  const fresh = of === 'new';
  const busy = add.isPending || change.isPending;
  useEffect(() => {
    add.reset(); change.reset();
    if (of === 'new') form.setFieldsValue({ login: '', name: '', unit: undefined, roles: [], phone: '', password: newPassword() });
    else if (of) form.setFieldsValue({ login: of.login, name: of.name, unit: of.unit?.code, roles: of.roles });
    // Only when another person is opened.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [of]);
  const done = () => { void message.success(t('saved')); onClose(); };
  const send = (values: Values) => {
    if (fresh) add.mutate({ ...values, phone: values.phone?.trim() || undefined }, { onSuccess: done });
    else if (of) change.mutate({ login: of.login, name: values.name, unit: values.unit, roles: values.roles, ...(values.phone?.trim() ? { phone: values.phone.trim() } : {}) }, { onSuccess: done });
  };
  // Not `required: true`: Ant Design would put aria-required where it is not allowed.
  const needed = [{ validator: (_rule: unknown, value: unknown) => (Array.isArray(value) ? value.length : String(value ?? '').trim()) ? Promise.resolve() : Promise.reject(new Error(t('needed'))) }];
  const error = add.error ?? change.error;
  return (
    <Modal open={!!of} onCancel={onClose} title={fresh ? t('add_person') : t('edit_person')} okText={t('save')} cancelText={t('cancel')} onOk={() => form.submit()} confirmLoading={busy} forceRender>
      {!!error && <Alert type="error" showIcon role="alert" message={say(error)} style={{ marginBottom: 12 }} />}
      <Form form={form} layout="vertical" onFinish={send} requiredMark={false}>
        <Form.Item name="login" label={t('login')} rules={fresh ? [...needed, { pattern: /^[a-z0-9_.-]{2,32}$/, message: t('login_rule') }] : []}><Input disabled={!fresh} maxLength={32} autoComplete="off" /></Form.Item>
        <Form.Item name="name" label={t('name')} rules={needed}><Input maxLength={50} /></Form.Item>
        <Form.Item name="unit" label={t('unit')} rules={needed}><Select showSearch optionFilterProp="label" options={units} /></Form.Item>
        <Form.Item name="roles" label={t('roles')} rules={needed}><Select mode="multiple" options={STAFF.map((role) => ({ value: role, label: word('Role', role) }))} /></Form.Item>
        <Form.Item name="phone" label={t('phone_optional')}><Input maxLength={32} placeholder={!fresh && of ? of.phone ?? '' : ''} /></Form.Item>
        {fresh && <Form.Item name="password" label={t('first_password')} extra={t('password_hint')} rules={[...needed, { min: 10, message: t('password_rule') }]}><Input className="mono" maxLength={200} autoComplete="off" /></Form.Item>}
      </Form>
    </Modal>
  );
}
