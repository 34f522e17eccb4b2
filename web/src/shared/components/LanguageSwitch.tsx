import { setLanguage, useLanguage, useWords } from '@/shared/i18n';
import styles from './languageSwitch.module.css';

/** Offers the other language in its own words. */
export function LanguageSwitch() {
  const t = useWords('shared');
  const now = useLanguage();
  const other = now === 'zh' ? 'en' : 'zh';
  return <button type="button" className={styles.switch} lang={other === 'en' ? 'en' : 'zh-CN'} onClick={() => setLanguage(other)}>{t('other_language')}</button>;
}
