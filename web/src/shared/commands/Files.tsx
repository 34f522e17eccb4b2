import { Button } from 'antd';
import { useRef, useState } from 'react';
import { upload } from '@/shared/http/client';
import type { Schemas } from '@/shared/http/types';
import { useProblemText } from '@/shared/components/problemText';
import { useWords } from '@/shared/i18n';
import styles from './commands.module.css';

type File_ = Schemas['Attachment'];
interface Props { id: string; value: File_[]; onChange: (files: File_[]) => void; most: number }

export const sizeOf = (bytes: number) => (bytes >= 1048576 ? `${(bytes / 1048576).toFixed(1)} MB` : `${Math.max(1, Math.round(bytes / 1024))} KB`);

/** Photos and papers as evidence; each is uploaded at once and named by its content. On a phone this opens the camera's picker. */
export function Files({ id, value, onChange, most }: Props) {
  const t = useWords('commands');
  const say = useProblemText();
  const field = useRef<HTMLInputElement>(null);
  const [busy, setBusy] = useState(0);
  const [error, setError] = useState<unknown>(null);
  const add = async (list: FileList | null) => {
    setError(null);
    const chosen = [...(list ?? [])].slice(0, most - value.length);
    let now = value;
    for (const file of chosen) {
      setBusy((count) => count + 1);
      try {
        const made = await upload<File_>('/attachments', file);
        now = [...now.filter((one) => one.id !== made.id), made];
        onChange(now);
      } catch (thrown) { setError(thrown); } finally { setBusy((count) => count - 1); }
    }
    if (field.current) field.current.value = '';
  };
  return (
    <div className={styles.files}>
      <input ref={field} id={id} type="file" multiple={most > 1} className="visually-hidden" accept="image/jpeg,image/png,image/webp,application/pdf,video/mp4,audio/mpeg,text/plain" onChange={(event) => void add(event.target.files)} />
      <ul>{value.map((file) => (
        <li key={file.id}><span title={file.name}>{file.name}</span><small>{sizeOf(file.bytes)}</small>
          <button type="button" onClick={() => onChange(value.filter((one) => one.id !== file.id))} aria-label={t('remove_file', { name: file.name })}>×</button></li>
      ))}</ul>
      {value.length < most && <Button onClick={() => field.current?.click()} loading={busy > 0}>{t('add_file')}</Button>}
      {!!error && <p role="alert" className={styles.wrong}>{say(error)}</p>}
    </div>
  );
}
