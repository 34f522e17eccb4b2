import { useCallback } from 'react';
import { useWords } from '@/shared/i18n';
import type { Finding } from '../api/marks';
import { unitWord, useNames } from './useColumns';

/** A finding as a sentence with the concrete case that shows it. */
export function useFindingWords(): (finding: Finding, numberOf: (row: number) => number) => string {
  const t = useWords('tables');
  const { names } = useNames();
  return useCallback((finding: Finding, numberOf: (row: number) => number) => {
    const fact = (key: string) => { const value = finding.facts[key]; return value === undefined || value === null ? '' : Array.isArray(value) ? value.join(t('list_comma')) : String(value); };
    const unit = unitWord(names, (kind) => t('unit_of_kind', { kind }));
    const matter = fact('matter_name') || names.matter.get(fact('matter')) || fact('matter');
    const place = names.area.get(fact('area_code')) || fact('area') || t('whole_city');
    const count = Number(finding.facts.areas ?? 0);
    const area = count > 1 && fact('area') ? t('areas_like', { area: place, count }) : place;
    const when = fact('at');
    const words = fact('words');
    const case_ = [t('case.matter', { matter, code: fact('matter') }), t('case.area', { area }), when && t('case.time', { time: when }), words && t('case.words', { words })].filter(Boolean).join(t('list_comma'));
    if (finding.kind === 'no_lead') return t('finding.no_lead', { case: case_ });
    if (finding.kind === 'two_leads') return t('finding.two_leads', { case: case_, rows: finding.rows.map(numberOf).join(t('list_comma')), units: (Array.isArray(finding.facts.units) ? finding.facts.units.map(String) : []).map(unit).join(t('list_comma')) });
    if (finding.kind === 'unknown_output') return t('finding.unknown_output', { rows: finding.rows.map(numberOf).join(t('list_comma')) });
    if (finding.kind === 'unreachable' || finding.kind === 'unreachable_duty') return t('finding.unreachable', { rows: finding.rows.map(numberOf).join(t('list_comma')) });
    const rest = Object.entries(finding.facts).filter(([key]) => key !== 'advice').map(([key, value]) => `${t(`column.${key}`, { defaultValue: key })} ${String(value)}`).join(t('list_comma'));
    return (finding.text && t(`fault.${finding.kind}`, { defaultValue: finding.text })) || t(`fault.${finding.kind}`, { defaultValue: t(`faults:${finding.kind}`, { defaultValue: finding.kind }) }) + (rest ? t('colon') + rest : '') + (typeof finding.facts.advice === 'string' ? t('list_comma') + finding.facts.advice : '');
  }, [t, names]);
}
