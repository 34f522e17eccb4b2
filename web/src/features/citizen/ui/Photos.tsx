import { useRef } from 'react';
import { useWords } from '@/shared/i18n';
import { uploadPhoto } from '../api/citizen';
import styles from './form.module.css';

export interface Photo { key: string; name: string; url: string | null; state: 'sending' | 'sent' | 'failed' | 'too_large'; id: string | null }
const AT_MOST = 9;
let made = 0;

/** Photos are sent as soon as they are chosen, so that sending the report itself is quick. */
export function Photos({ photos, onChange, most, types }: { photos: Photo[]; onChange: (change: (photos: Photo[]) => Photo[]) => void; most: number; types?: string[] }) {
  const t = useWords('citizen');
  const field = useRef<HTMLInputElement>(null);
  const set = (key: string, change: Partial<Photo>) => onChange((now) => now.map((one) => (one.key === key ? { ...one, ...change } : one)));

  const add = (files: FileList | null) => {
    for (const file of Array.from(files ?? []).slice(0, AT_MOST - photos.length)) {
      const key = `p${made++}`;
      const url = file.type.startsWith('image/') ? URL.createObjectURL(file) : null;
      const tooLarge = file.size > most;
      onChange((now) => [...now, { key, name: file.name, url, state: tooLarge ? 'too_large' : 'sending', id: null }]);
      if (!tooLarge) uploadPhoto(file).then((sent) => set(key, { state: 'sent', id: sent.id }), () => set(key, { state: 'failed' }));
    }
    if (field.current) field.current.value = '';
  };
  const remove = (photo: Photo) => {
    if (photo.url) URL.revokeObjectURL(photo.url);
    onChange((now) => now.filter((one) => one.key !== photo.key));
  };

  return (
    <div>
      <p className={styles.label} id="photos-label">{t('photos')}<span className={styles.optional}>{t('photos.hint', { most: AT_MOST })}</span></p>
      <div className={styles.photos}>
        {photos.map((photo) => (
          <div key={photo.key} className={styles.photo}>
            {photo.url ? <img src={photo.url} alt={photo.name} /> : <span className="visually-hidden">{photo.name}</span>}
            {photo.state !== 'sent' && <em className={photo.state === 'sending' ? '' : styles.broken}>{t(`photos.${photo.state}`)}</em>}
            <button type="button" onClick={() => remove(photo)} aria-label={t('photos.remove', { name: photo.name })}>×</button>
          </div>
        ))}
        {photos.length < AT_MOST && (
          <label className={styles.add}>
            <svg viewBox="0 0 24 24" aria-hidden="true"><path d="M4 8h3l1.5-2.5h7L17 8h3v11H4Z" /><circle cx="12" cy="13" r="3.5" /></svg>{t('photos.add')}
            <input ref={field} type="file" multiple accept={(types ?? ['image/*']).join(',')} className="visually-hidden" onChange={(event) => add(event.target.files)} />
          </label>
        )}
      </div>
    </div>
  );
}
