import { Alert, App, Form, Input, Modal } from 'antd';
import { useProblemText } from '@/shared/components/problemText';
import { useWords } from '@/shared/i18n';
import { useChangePassword } from '@/shared/session/session';

interface Given { old_password: string; new_password: string; again: string }

export function PasswordDialog({ open, onClose }: { open: boolean; onClose: () => void }) {
  const t = useWords('session');
  const say = useProblemText();
  const { message } = App.useApp();
  const [form] = Form.useForm<Given>();
  const change = useChangePassword();
  const close = () => { form.resetFields(); change.reset(); onClose(); };
  const send = (given: Given) =>
    change.mutate({ old_password: given.old_password, new_password: given.new_password }, { onSuccess: () => { void message.success(t('changed')); close(); } });
  return (
    <Modal open={open} onCancel={close} title={t('change')} onOk={() => form.submit()} okText={t('change_submit')} cancelText={t('cancel')} confirmLoading={change.isPending} destroyOnHidden width={420}>
      {change.error && <Alert type="error" message={say(change.error)} style={{ marginBottom: 12 }} role="alert" />}
      <Form form={form} layout="vertical" requiredMark={false} onFinish={send}>
        <Form.Item name="old_password" label={t('old')} rules={[{ required: true, message: t('password_missing') }]}><Input.Password autoComplete="current-password" /></Form.Item>
        <Form.Item name="new_password" label={t('new')} extra={t('new_hint')} rules={[{ required: true, min: 10, message: t('new_hint') }]}><Input.Password autoComplete="new-password" /></Form.Item>
        <Form.Item name="again" label={t('again')} dependencies={['new_password']}
          rules={[{ validator: (_, value) => (value === form.getFieldValue('new_password') ? Promise.resolve() : Promise.reject(new Error(t('again_differs')))) }]}>
          <Input.Password autoComplete="new-password" />
        </Form.Item>
      </Form>
    </Modal>
  );
}
