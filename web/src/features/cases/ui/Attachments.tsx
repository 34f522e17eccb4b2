import { urlOf } from '@/shared/http/client';
import { sizeOf } from '@/shared/commands/Files';
import type { Schemas } from '@/shared/http/types';
import { useWords } from '@/shared/i18n';
import styles from './case.module.css';

/** Photos as small pictures, other files by name. */
export function Attachments({ files, caseId }: { files: readonly Schemas['Attachment'][]; caseId: number }) {
  const t = useWords('cases');
  if (!files.length) return null;
  return (
    <ul className={styles.files} aria-label={t('attachments')}>
      {files.map((file) => (
        <li key={file.id}>
          <a href={urlOf(`/attachments/${file.id}`, { case: caseId })} target="_blank" rel="noreferrer">
            {file.type.startsWith('image/') && <img src={urlOf(`/attachments/${file.id}`, { case: caseId })} alt="" loading="lazy" />}
            <span>{file.name}</span><small>{sizeOf(file.bytes)}</small>
          </a>
        </li>
      ))}
    </ul>
  );
}
