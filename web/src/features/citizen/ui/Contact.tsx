import { useWords } from '@/shared/i18n';
import styles from './form.module.css';

export interface ContactGiven { name: string; phone: string; confidential: boolean }
export const emptyContact: ContactGiven = { name: '', phone: '', confidential: false };

/** Who tells it: never needed, kept from those who need not know. */
export function Contact({ given, onChange }: { given: ContactGiven; onChange: (given: ContactGiven) => void }) {
  const t = useWords('citizen');
  return (
    <div>
      <p className={styles.label}>{t('contact')}<span className={styles.optional}>{t('contact.hint')}</span></p>
      <div className={styles.row}>
        <div><label htmlFor="name" className={styles.optional}>{t('contact.name')}</label>
          <input id="name" className={styles.input} value={given.name} maxLength={50} autoComplete="name" onChange={(event) => onChange({ ...given, name: event.target.value })} /></div>
        <div><label htmlFor="phone" className={styles.optional}>{t('contact.phone')}</label>
          <input id="phone" className={styles.input} type="tel" inputMode="tel" value={given.phone} maxLength={32} autoComplete="tel" onChange={(event) => onChange({ ...given, phone: event.target.value })} /></div>
      </div>
      <label className={styles.switch}>
        <input type="checkbox" role="switch" checked={given.confidential} onChange={(event) => onChange({ ...given, confidential: event.target.checked })} aria-describedby="confidential-hint" />
        <span><b>{t('contact.confidential')}</b><small id="confidential-hint">{t('contact.confidential_hint')}</small></span>
      </label>
    </div>
  );
}
