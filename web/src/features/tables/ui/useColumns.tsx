import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { SUSPEND_REASONS } from '@/generated/contract';
import { useAreas, useMatters, useUnits } from '@/shared/cases/cityApi';
import type { DocumentKind } from '@/shared/documents/types';
import type { Choice, Column } from '@/shared/grid/model';
import { get } from '@/shared/http/client';
import type { Schemas } from '@/shared/http/types';
import { useCodeWord, useName, useWords } from '@/shared/i18n';
import { overNight, readCondition } from '../api/condition';
import { readSpan } from '../api/span';
import { ConditionPanel } from './ConditionPanel';

export type TableKind = Extract<DocumentKind, 'matters' | 'duties' | 'procedures'>;

const WIDTHS: Record<string, number> = {
  code: 100, name: 170, name_en: 190, parent: 150, description: 280, unit_kind: 130, procedure: 120, urgency_words: 160, secret: 70, matter: 210, area: 140, condition: 190, lead: 170, assist: 170, basis: 300,
  calendar: 100, accept_within: 110, contact_within: 110, resolve_within: 120, urgent_resolve_within: 120, returns_allowed: 80, extensions_allowed: 80, suspend_reasons: 210, review: 70, callback: 70, process: 130,
};
const NUMBERS = ['returns_allowed', 'extensions_allowed'];
const SPANS = ['P1D', 'P2D', 'P3D', 'P5D', 'P7D', 'P10D', 'P15D', 'P30D', 'PT30M', 'PT1H', 'PT2H', 'PT4H', 'PT12H', 'PT24H', 'PT48H', 'PT72H'];
export const UNIT_KINDS = ['hotline', 'city_management', 'housing', 'transport', 'traffic_police', 'police', 'environment', 'water', 'power', 'gas', 'heating', 'telecom', 'planning', 'education', 'culture_tourism', 'health', 'medical_insurance', 'human_resources', 'civil_affairs', 'market', 'commerce', 'agriculture', 'emergency', 'fire', 'justice', 'finance', 'tax', 'industry', 'petition', 'discipline', 'party_affairs', 'veterans', 'parks', 'sanitation', 'statistics', 'development', 'disabled', 'women', 'union', 'street'];

/** Names behind the codes of a city, for tables and for what proofs say. */
export function useNames() {
  const t = useWords('tables');
  const name = useName();
  const units = useUnits();
  const matters = useMatters();
  const districts = useAreas('district');
  const streets = useAreas('street');
  const communities = useAreas('community');
  return useMemo(() => {
    const choices = (list: readonly { code: string; name: string; name_en?: string | null }[] | undefined): Choice[] => (list ?? []).map((one) => ({ value: one.code, label: name(one), low: one.code }));
    const unit = choices(units.data);
    const kind = UNIT_KINDS.map((code): Choice => ({ value: code, label: t(`unit_kind.${code}`), low: code }));
    const matter = (matters.data ?? []).map((one): Choice => ({ value: one.code, label: name(one), low: one.path?.length ? `${one.code} ${one.path.join(' / ')}` : one.code }));
    const area = [...choices(districts.data), ...choices(streets.data), ...choices(communities.data)];
    const map = (list: readonly Choice[]) => new Map(list.map((one) => [one.value, one.label]));
    return { unit, kind, matter, area, names: { unit: map(unit), kind: map(kind), matter: map(matter), area: map(area) }, loaded: { unit: !!units.data, matter: !!matters.data, area: !!districts.data } };
  }, [t, name, units.data, matters.data, districts.data, streets.data, communities.data]);
}

/** How a lead or assisting unit reads: a unit's name, or the kind of unit that serves the place. */
export const unitWord = (names: ReturnType<typeof useNames>['names'], say: (kind: string) => string) => (code: string) => (code.startsWith('@') ? say(names.kind.get(code.slice(1)) ?? code.slice(1)) : names.unit.get(code) ?? code);

/** A span in words; days are working days where the calendar keeps office hours. */
export function useSpanWords() {
  const t = useWords('tables');
  return (text: string, calendar: string) => {
    const span = readSpan(text);
    if (!span) return null;
    return [span.days && t(calendar === 'always' || calendar === '' ? 'span.days' : 'span.working_days', { count: span.days }), span.hours && t('span.hours', { count: span.hours }), span.minutes && t('span.minutes', { count: span.minutes })].filter(Boolean).join(' ') || t('span.none');
  };
}

/** Codes of other documents that a table names; none while they cannot be had. */
function useCodes(kind: TableKind) {
  const name = useName();
  const long = { staleTime: 5 * 60_000, retry: false } as const;
  const procedures = useQuery({ queryKey: ['procedures'], queryFn: ({ signal }) => get<{ items: Schemas['Procedure'][] }>('/city/procedures', {}, signal).then((page) => page.items), enabled: kind === 'matters', ...long });
  const calendars = useQuery({ queryKey: ['calendars'], queryFn: ({ signal }) => get<{ items: Schemas['Calendar'][] }>('/city/calendars', {}, signal), enabled: kind === 'procedures', ...long });
  const documents = useQuery({ queryKey: ['studio', 'documents'], queryFn: ({ signal }) => get<{ items: Schemas['StudioDocumentItem'][] }>('/studio/documents', {}, signal), enabled: kind === 'procedures', ...long });
  return useMemo(() => ({
    procedure: (procedures.data ?? []).map((one): Choice => ({ value: one.code, label: name(one), low: one.code })),
    calendar: (calendars.data?.items ?? []).map((one): Choice => ({ value: one.code, label: one.name || one.code, low: one.code })),
    process: (documents.data?.items ?? []).filter((one) => one.kind === 'process').map((one): Choice => ({ value: one.code, label: name(one), low: one.code })),
  }), [procedures.data, calendars.data, documents.data, name]);
}

/** What each column of a table offers, checks and shows. `own` are the codes of the table itself with their names. */
export function useColumns(kind: TableKind, heading: readonly string[], own: ReadonlyMap<string, string>): Column[] {
  const t = useWords('tables');
  const word = useCodeWord();
  const spanWords = useSpanWords();
  const { unit, kind: kinds, matter, area, names, loaded } = useNames();
  const codes = useCodes(kind);
  return useMemo(() => {
    const title = (key: string) => t(`column.${key}`, { defaultValue: key });
    const coded = (known: ReadonlyMap<string, string>, choices: readonly Choice[]): Partial<Column> => ({
      choices, search: (text) => known.get(text) ?? '', show: (text) => (known.has(text) ? <>{known.get(text)} <small>{text}</small></> : text),
    });
    const atKinds = kinds.map((one) => ({ value: `@${one.value}`, label: t('unit_of_kind', { kind: one.label }), low: `@${one.value}` }));
    const say = unitWord(names, (one) => t('unit_of_kind', { kind: one }));
    const knownUnit = (code: string) => (code.startsWith('@') ? names.kind.has(code.slice(1)) : !loaded.unit || names.unit.has(code));
    const flag: Partial<Column> = { choices: [{ value: 'yes', label: t('yes'), low: 'yes' }, { value: 'no', label: t('no'), low: 'no' }], show: (text) => (text === 'yes' ? t('yes') : text === 'no' ? t('no') : text), fault: (text) => (text === '' || text === 'yes' || text === 'no' ? null : t('bad_flag')) };
    const needed = (text: string) => (text.trim() ? null : t('missing'));
    const special: Record<string, Partial<Column>> = {
      matter: { ...coded(names.matter, matter), fault: (text) => needed(text) ?? (loaded.matter && !names.matter.has(text) ? t('unknown_matter') : null) },
      area: { ...coded(names.area, area), show: (text) => (text === '' ? <small>{t('whole_city')}</small> : names.area.has(text) ? <>{names.area.get(text)} <small>{text.replace(/0{3,}$/, '…')}</small></> : text), search: (text) => names.area.get(text) ?? (text ? '' : t('whole_city')) },
      condition: {
        show: (text) => { const read = text ? readCondition(text) : null; return read ? <>{read.from && `${read.from}–${overNight(read) ? t('next_day', { at: read.to }) : read.to}`}{read.from && read.words.length ? ' · ' : ''}{read.words.map((one) => t('quoted', { word: one })).join(' ')}</> : text; },
        fault: (text) => (readCondition(text) ? null : t('bad_condition')), panel: (props) => <ConditionPanel {...props} />,
      },
      lead: { choices: [...unit, ...atKinds], search: say, show: (text) => (text ? <>{say(text)} <small>{text}</small></> : ''), fault: (text) => needed(text) ?? (knownUnit(text) ? null : t('unknown_unit')) },
      assist: { choices: [...unit, ...atKinds], joined: '|', search: (text) => text.split('|').map(say).join(' '), show: (text) => text && text.split('|').map(say).join(t('list_comma')), fault: (text) => (text === '' || text.split('|').every(knownUnit) ? null : t('unknown_unit')) },
      unit_kind: { ...coded(names.kind, kinds), fault: (text) => (text === '' || names.kind.has(text) ? null : t('unknown_kind')) },
      suspend_reasons: { choices: SUSPEND_REASONS.map((one) => ({ value: one, label: word('SuspendReason', one), low: one })), joined: '|', show: (text) => text && text.split('|').map((one) => word('SuspendReason', one)).join(t('list_comma')), search: (text) => text.split('|').map((one) => word('SuspendReason', one)).join(' '), fault: (text) => (text === '' || text.split('|').every((one) => (SUSPEND_REASONS as readonly string[]).includes(one)) ? null : t('unknown_reason')) },
      secret: flag, review: flag, callback: flag,
      name: { fault: needed },
    };
    if (kind === 'matters') {
      special.code = { mono: true, fault: (text) => (/^\d{2}(\d{2}(\d{2})?)?$/.test(text) ? null : t('bad_matter_code')) };
      const parents = [...own].filter(([code]) => code.length < 6).map(([value, label]): Choice => ({ value, label, low: value }));
      special.parent = { ...coded(own, parents), fault: (text) => (text === '' || own.has(text) ? null : t('unknown_parent')) };
      const known = new Map(codes.procedure.map((one) => [one.value, one.label]));
      special.procedure = { ...coded(known, codes.procedure), fault: (text) => (text === '' || !known.size || known.has(text) ? null : t('unknown_procedure')) };
      special.urgency_words = { show: (text) => text && text.split('|').join(t('list_comma')) };
    } else if (kind === 'procedures') {
      special.code = { mono: true, fault: needed };
      const [calendars, processes] = [new Map(codes.calendar.map((one) => [one.value, one.label])), new Map(codes.process.map((one) => [one.value, one.label]))];
      special.calendar = { ...coded(calendars, codes.calendar), fault: (text) => needed(text) ?? (!calendars.size || calendars.has(text) ? null : t('unknown_calendar')) };
      for (const key of ['accept_within', 'contact_within', 'resolve_within', 'urgent_resolve_within']) {
        special[key] = {
          choices: SPANS.map((one) => ({ value: one, label: spanWords(one, 'working') ?? one, low: one })), fault: (text) => (readSpan(text) ? null : text ? t('bad_span') : t('missing')), search: (text) => spanWords(text, 'working') ?? '',
          show: (text, of) => { const said = spanWords(text, of('calendar')); return said ? <>{said} <small>{text}</small></> : text; },
        };
      }
      for (const key of NUMBERS) special[key] = { align: 'right', fault: (text) => (/^\d+$/.test(text) ? null : t('bad_number')) };
      special.process = { ...coded(processes, codes.process), fault: (text) => (text === '' || !processes.size || processes.has(text) ? null : t('unknown_process')) };
    }
    return heading.map((key): Column => ({ key, title: title(key), low: key, width: WIDTHS[key] ?? 140, ...special[key] }));
  }, [kind, heading, own, codes, t, word, unit, kinds, matter, area, names, loaded]);   // eslint-disable-line react-hooks/exhaustive-deps
}
