import { useMatters } from '@/shared/cases/cityApi';
import type { Proof } from '@/shared/documents/types';
import { useName, useWords } from '@/shared/i18n';

/** The input a proof found, said so that a person can picture it. */
export function ProofText({ proof }: { proof: Proof }) {
  const t = useWords('studio');
  const name = useName();
  const { data: matters } = useMatters();
  const say = (key: string, value: unknown): string => {
    if (value === null || value === undefined || value === '') return t('proof_any');
    if (key === 'matter' && typeof value === 'string') { const found = matters?.find((one) => one.code === value); return found ? `${name(found)} ${value}` : value; }
    return Array.isArray(value) ? value.map(String).join(' / ') : typeof value === 'object' ? JSON.stringify(value) : String(value);
  };
  const parts = Object.entries(proof.example).filter(([key]) => !['matter_name', 'area_code'].includes(key));
  if (!parts.length) return <>{proof.text}</>;
  return <>{parts.map(([key, value]) => `${t(`fact.${key}`, { defaultValue: key })} ${say(key, value)}`).join(' · ')}</>;
}
