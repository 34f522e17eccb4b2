import type { TFunction } from 'i18next';

/** The modeler's own words: each English phrase has a key in the word files; a phrase nobody knows stays English. */
export const keyOf = (phrase: string) => `modeler.${phrase.toLowerCase().replace(/[^a-z0-9]+/g, '_').replace(/^_|_$/g, '')}`;

export const translator = (t: TFunction) => (phrase: string, blanks: Record<string, string> = {}) =>
  t(keyOf(phrase), { defaultValue: phrase }).replace(/{(\w+)}/g, (whole: string, name: string) => blanks[name] ?? whole);
