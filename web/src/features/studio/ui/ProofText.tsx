import { useMatters, useUnits } from '@/shared/cases/cityApi';
import type { Proof } from '@/shared/documents/types';
import { useName, useWords } from '@/shared/i18n';

/** The input a proof found, said so that a person can picture it. */
export function ProofText({ proof }: { proof: Proof }) {
  const t = useWords('studio');
  const name = useName();
  const { data: matters } = useMatters();
  const { data: units } = useUnits();
  const unitName = (code: string) => { const found = units?.find((one) => one.code === code); return found ? name(found) : code; };
  const say = (key: string, value: unknown): string => {
    if (value === null || value === undefined || value === '') return t('proof_any');
    if (key === 'matter' && typeof value === 'string') { const found = matters?.find((one) => one.code === value); return found ? `${name(found)} ${value}` : value; }
    if (key === 'units' && Array.isArray(value)) return value.map((one) => unitName(String(one))).join(' / ');
    return Array.isArray(value) ? value.map(String).join(' / ') : typeof value === 'object' ? JSON.stringify(value) : String(value);
  };
  const parts = Object.entries(proof.example).filter(([key]) => !['matter_name', 'area_code'].includes(key));
  if (!parts.length) return <>{proof.text}</>;
  return <>{parts.map(([key, value]) => `${t(`fact.${key}`, { defaultValue: key })} ${say(key, value)}`).join(' · ')}</>;
}
