import { urlOf } from '@/shared/http/client';
import { useLanguage, useWords } from '@/shared/i18n';
import type { Schema } from './check';
import { kindOf, optionsOf, worded, type FieldSchema } from './fields';
import styles from './forms.module.css';

/** A filled-in form to be read: questions in the form's own words where it is known, else by their names. */
export function Answers({ schema, data, caseId }: { schema: Schema | null; data: Readonly<Record<string, unknown>>; caseId?: number }) {
  const language = useLanguage();
  const known = typeof schema === 'object' && schema !== null ? (schema.properties as Record<string, FieldSchema> | undefined) ?? {} : {};
  const names = [...Object.keys(known).filter((name) => name in data), ...Object.keys(data).filter((name) => !(name in known))];
  if (!names.length) return null;
  return <dl className={styles.answers}>{names.map((name) => <div key={name}><dt>{worded(known[name] ?? {}, 'title', language) || name}</dt><dd><Answer schema={known[name] ?? {}} value={data[name]} caseId={caseId} /></dd></div>)}</dl>;
}

function Answer({ schema, value, caseId }: { schema: FieldSchema; value: unknown; caseId?: number }) {
  const t = useWords('forms');
  const language = useLanguage();
  const options = optionsOf(schema);
  const label = (one: unknown) => { const found = options.find((option) => option.value === one); return found ? (language === 'en' && found.titleEn) || found.title : String(one); };
  const kind = kindOf(schema);
  if (typeof value === 'boolean') return <>{value ? t('yes') : t('no')}</>;
  if ((kind === 'photo' || kind === 'file') && Array.isArray(value)) return <>{value.map((id, i) => <a key={String(id)} href={urlOf(`/attachments/${String(id)}`, { case: caseId })} target="_blank" rel="noreferrer">{t(`kind.${kind}`)} {i + 1}</a>)}</>;
  if (Array.isArray(value)) return <>{value.map(label).join(' \u00b7 ')}</>;
  if (kind === 'place' && typeof value === 'object' && value) { const place = value as { address?: string; lon?: number; lat?: number }; return <>{place.address ?? `${place.lon ?? ''}, ${place.lat ?? ''}`}</>; }
  if (typeof value === 'object' && value !== null) return <code>{JSON.stringify(value)}</code>;
  return <>{label(value)}{typeof value === 'number' && typeof schema['x-unit'] === 'string' ? ` ${schema['x-unit']}` : ''}</>;
}
