import { Input } from 'antd';
import type { EditorProps } from '@/shared/documents/types';

/** The file itself, for kinds that have no editor of their own. */
export default function TextEditor({ text, onChange, readOnly, code }: EditorProps) {
  return <Input.TextArea value={text} readOnly={readOnly} onChange={(event) => onChange(event.target.value)} aria-label={code} spellCheck={false} autoSize={{ minRows: 20, maxRows: 40 }} style={{ fontFamily: 'var(--mono)' }} />;
}
