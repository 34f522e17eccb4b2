import type { ArticleIn, Version } from './knowledge';

/** An article as the editor holds it: lists of words as lines. */
export interface Draft {
  kind: 'article' | 'template'; title: string; title_en: string; questions: string; keywords: string[]; answer: string; notes: string; unit: string | undefined;
  matters: string[]; areas: string[]; public: boolean; valid_from: string; valid_to: string; review_on: string; note: string;
}

export const blank = (): Draft => ({ kind: 'article', title: '', title_en: '', questions: '', keywords: [], answer: '', notes: '', unit: undefined, matters: [], areas: [], public: true, valid_from: '', valid_to: '', review_on: '', note: '' });

export const draftOf = (version: Version, kind: Draft['kind']): Draft => ({
  kind, title: version.title, title_en: version.title_en ?? '', questions: version.questions.join('\n'), keywords: [...version.keywords], answer: version.answer, notes: version.notes ?? '',
  unit: version.unit?.code, matters: version.matters.map((one) => one.code), areas: version.areas.map((one) => one.code), public: version.public,
  valid_from: version.valid_from ?? '', valid_to: version.valid_to ?? '', review_on: version.review_on ?? '', note: '',
});

const linesOf = (text: string) => text.split('\n').map((line) => line.trim()).filter(Boolean);

const allOf = (draft: Draft): ArticleIn => ({
  kind: draft.kind, title: draft.title.trim(), title_en: draft.title_en.trim(), questions: linesOf(draft.questions), keywords: draft.keywords.map((one) => one.trim()).filter(Boolean),
  answer: draft.answer.trim(), notes: draft.notes.trim(), unit: draft.unit, matters: draft.matters, areas: draft.areas, public: draft.public,
  valid_from: draft.valid_from || null, valid_to: draft.valid_to || null, review_on: draft.review_on || null,
});

/** What is sent: what was filled in of a new article, only what differs of a known one. */
export function givenOf(draft: Draft, before?: Draft): ArticleIn {
  const note = draft.note.trim() ? { note: draft.note.trim() } : {};
  const old = before && (allOf(before) as Record<string, unknown>);
  const empty = (value: unknown) => value === '' || value === null || value === undefined || (Array.isArray(value) && !value.length);
  return { ...Object.fromEntries(Object.entries(allOf(draft)).filter(([key, value]) => (old ? JSON.stringify(value) !== JSON.stringify(old[key]) : !empty(value)))), ...note };
}

export type Missing = 'title' | 'answer' | 'unit' | 'validity';
/** What keeps a draft from being kept. */
export const missingOf = (draft: Draft): Missing[] => [
  ...(draft.title.trim() ? [] : ['title' as const]), ...(draft.answer.trim() ? [] : ['answer' as const]), ...(draft.unit ? [] : ['unit' as const]),
  ...(draft.valid_from && draft.valid_to && draft.valid_to < draft.valid_from ? ['validity' as const] : []),
];
