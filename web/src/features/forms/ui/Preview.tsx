import { Button } from 'antd';
import { useEffect, useState } from 'react';
import { SchemaForm } from '@/shared/forms/SchemaForm';
import { useSchemaForm } from '@/shared/forms/useSchemaForm';
import { worded } from '@/shared/forms/fields';
import { useLanguage, useWords } from '@/shared/i18n';
import type { FormSchema } from '../api/schemaEdit';
import styles from './forms.module.css';

/** The form as a person meets it; it can be filled in and checked, and a click on a field opens its settings. */
export function Preview({ form, chosen, choose }: { form: FormSchema | null; chosen: string | null; choose: (name: string) => void }) {
  const t = useWords('forms');
  const language = useLanguage();
  const [last, setLast] = useState<FormSchema>(form ?? {});
  useEffect(() => { if (form) setLast(form); }, [form]);
  const filled = useSchemaForm(last);
  const [fine, setFine] = useState(false);
  return (
    <section className={styles.preview} aria-label={t('preview')}>
      <header><h2>{t('preview')}</h2><Button size="small" type="text" onClick={() => { filled.setValue({}); setFine(false); }}>{t('preview_reset')}</Button></header>
      <form className={styles.phone} noValidate onSubmit={(event) => { event.preventDefault(); setFine(!!filled.ready()); }}>
        {worded(last, 'title', language) && <h3>{worded(last, 'title', language)}</h3>}
        <SchemaForm schema={last} value={filled.value} onChange={(value) => { filled.setValue(value); setFine(false); }} wrong={filled.shown} offline chosen={chosen} onField={choose} base="preview" />
        <Button htmlType="submit" block>{t('preview_try')}</Button>
        {fine && <p role="status" className={styles.fine}>{t('preview_fine')}</p>}
      </form>
    </section>
  );
}
