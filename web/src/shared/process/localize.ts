import type { Language } from '@/shared/i18n';

/** A drawing to look at, with the names of the reader's language where it carries them (`yiwang:nameEn`); one to edit is never passed through here. */
export function localized(text: string, language: Language): string {
  if (language !== 'en' || !text.includes('yiwang:nameEn=')) return text;
  return text.replace(/<[\w:]+\s[^<>]*\byiwang:nameEn="[^"]*"[^<>]*>/g, (tag) => {
    const english = /\byiwang:nameEn="([^"]*)"/.exec(tag)?.[1];
    if (!english) return tag;
    return /\sname="[^"]*"/.test(tag) ? tag.replace(/\sname="[^"]*"/, () => ` name="${english}"`) : tag;
  });
}
