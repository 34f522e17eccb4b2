import { AutoComplete, Input, Select } from 'antd';
import { TestList } from '@/shared/documents/TestList';
import type { TestEditorProps } from '@/shared/documents/types';
import { useWords } from '@/shared/i18n';
import { useNames } from './useColumns';

const find = (input: string, option?: { label?: unknown; value?: unknown }) => `${String(option?.label ?? '')} ${String(option?.value ?? '')}`.toLowerCase().includes(input.trim().toLowerCase());
const CITY = 8 * 3600_000;
const local = (at: string | undefined) => { const time = Date.parse(at ?? ''); return Number.isNaN(time) ? '' : new Date(time + CITY).toISOString().slice(0, 16); };
const back = (text: string) => (text ? new Date(Date.parse(`${text}:00Z`) - CITY).toISOString().replace('.000', '') : undefined);

/** Test cases of the duty list: a matter at a place, at an hour, in some words, and who must lead. */
export default function DutyTests({ tests, onChange, readOnly, results }: TestEditorProps) {
  const t = useWords('tables');
  const { unit, matter, area } = useNames();
  return (
    <TestList tests={tests} onChange={onChange} readOnly={readOnly} results={results} fresh={() => ({ matter: '', area: '', words: '', expect: { lead: '' } })}>
      {(test, put) => {
        const expect = (test.expect ?? {}) as { lead?: string };
        return (
          <>
            <label>{t('column.matter')}<Select size="small" showSearch filterOption={find} disabled={readOnly} value={test.matter || undefined} onChange={(value: string) => put({ matter: value })} options={matter.filter((one) => one.value.length === 6).map((one) => ({ value: one.value, label: `${one.label} ${one.value}` }))} /></label>
            <label>{t('column.area')}<AutoComplete size="small" filterOption={find} disabled={readOnly} value={test.area ?? ''} onChange={(value: string) => put({ area: value })} options={area.map((one) => ({ value: one.value, label: `${one.label} ${one.value}` }))} /></label>
            <label>{t('test.at')}<Input size="small" type="datetime-local" disabled={readOnly} value={local(test.at)} onChange={(event) => put({ at: back(event.target.value) })} /></label>
            <label>{t('test.words')}<Input size="small" disabled={readOnly} value={test.words ?? ''} onChange={(event) => put({ words: event.target.value })} /></label>
            <label>{t('test.lead')}<Select size="small" showSearch filterOption={find} disabled={readOnly} value={expect.lead || undefined} onChange={(value: string) => put({ expect: { ...expect, lead: value } })} options={unit.map((one) => ({ value: one.value, label: `${one.label} ${one.value}` }))} /></label>
          </>
        );
      }}
    </TestList>
  );
}
