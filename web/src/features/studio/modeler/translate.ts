import type { Language } from '@/shared/i18n';
import zh from '../words/modeler/zh.json';

const TABLE: Record<Language, Readonly<Record<string, string>>> = { zh, en: {} };

/** The drawing tool's own words; what stands in no table stays as its authors wrote it, in English. */
export const translator = (language: Language) => (template: string, blanks: Record<string, string> = {}): string =>
  (TABLE[language][template] ?? template).replace(/{([^}]+)}/g, (whole, key: string) => { const word = blanks[key]; return word === undefined ? whole : TABLE[language][word] ?? word; });

export const translateModule = (language: Language) => ({ translate: ['value', translator(language)] });
