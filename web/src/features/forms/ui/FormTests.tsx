import { Select } from 'antd';
import { useMemo } from 'react';
import { TestList } from '@/shared/documents/TestList';
import type { TestEditorProps } from '@/shared/documents/types';
import { SchemaForm } from '@/shared/forms/SchemaForm';
import { useWords } from '@/shared/i18n';
import type { FormSchema } from '../api/schemaEdit';
import { propertiesOf } from '../api/schemaEdit';
import { readSource } from '../api/source';
import styles from './forms.module.css';

/** Test cases of a form: it filled in, and whether that must be taken, or which fields must be refused. */
export default function FormTests({ text, tests, onChange, readOnly, results }: TestEditorProps) {
  const t = useWords('forms');
  const form = useMemo(() => { const source = readSource(text); return 'value' in source && typeof source.value === 'object' && source.value && !Array.isArray(source.value) ? (source.value as FormSchema) : {}; }, [text]);
  return (
    <TestList tests={tests} onChange={onChange} readOnly={readOnly} results={results} fresh={() => ({ input: {}, expect: { valid: true } })}>
      {(test, put) => {
        const expect = (test.expect ?? {}) as { valid?: boolean; fields?: string[] };
        return (
          <>
            <div className={styles.phone}><SchemaForm schema={form} value={test.input ?? {}} onChange={(input) => put({ input })} offline disabled={readOnly} base={`test-${test.name}`} /></div>
            <label>{t('test_expect')}<Select size="small" disabled={readOnly} value={expect.valid !== false} onChange={(valid: boolean) => put({ expect: valid ? { valid } : { ...expect, valid } })} options={[{ value: true, label: t('test_valid') }, { value: false, label: t('test_invalid') }]} /></label>
            {expect.valid === false && <label>{t('test_fields')}<Select size="small" mode="multiple" disabled={readOnly} value={expect.fields ?? []} onChange={(fields: string[]) => put({ expect: { ...expect, fields } })} options={Object.keys(propertiesOf(form)).map((value) => ({ value, label: value }))} /></label>}
          </>
        );
      }}
    </TestList>
  );
}
