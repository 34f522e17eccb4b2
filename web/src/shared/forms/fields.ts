import { fitsSchema, type Schema } from './check';

/** Kinds of fields a person can add to a form. */
export const KINDS = ['text', 'long_text', 'number', 'integer', 'date', 'date_time', 'time', 'choice', 'several', 'yes_no', 'photo', 'file', 'place', 'unit'] as const;
export type FieldKind = (typeof KINDS)[number] | 'tags' | 'group' | 'hidden' | 'other';
export type FieldSchema = Readonly<Record<string, unknown>>;
export interface Option { value: string | number | boolean; title: string; titleEn: string }
export interface Field { name: string; schema: FieldSchema; kind: FieldKind; required: boolean }

export const TIME_PATTERN = '^([01][0-9]|2[0-3]):[0-5][0-9]$';
const isObject = (value: unknown): value is FieldSchema => typeof value === 'object' && value !== null && !Array.isArray(value);

/** Choices of a field: `oneOf` with `const` and titles, or a plain `enum`. */
export function optionsOf(schema: FieldSchema): Option[] {
  const held = schema.type === 'array' && isObject(schema.items) ? schema.items : schema;
  if (Array.isArray(held.oneOf)) return held.oneOf.flatMap((one) => (isObject(one) && 'const' in one ? [{ value: one.const as Option['value'], title: String(one.title ?? one.const), titleEn: told(one, 'title_en') }] : []));
  return Array.isArray(held.enum) ? held.enum.map((value) => ({ value: value as Option['value'], title: String(value), titleEn: '' })) : [];
}

/** How earlier forms of the same tools wrote what `x-yiwang` says now; read, never written. */
export const EARLIER = { widget: 'x-kind', title_en: 'x-title-en', help: 'x-description', help_en: 'x-description-en', order: 'x-order' } as const;
const EARLIER_WIDGETS: Record<string, string> = { long_text: 'textarea', attachment: 'file' };

/** What `x-yiwang` says of a field or choice, empty when it says nothing. */
export function told(schema: FieldSchema, name: 'widget' | 'title_en' | 'help' | 'help_en'): string {
  const layout = schema['x-yiwang'];
  if (isObject(layout) && typeof layout[name] === 'string') return layout[name];
  const before = schema[EARLIER[name]];
  return typeof before === 'string' ? (name === 'widget' ? EARLIER_WIDGETS[before] ?? before : before) : '';
}

/** Title or help in a language, the other one's when there is none. */
export function worded(schema: FieldSchema, what: 'title' | 'help', language: string): string {
  const own = what === 'title' ? (typeof schema.title === 'string' ? schema.title : '') : told(schema, 'help') || (typeof schema.description === 'string' ? schema.description : '');
  return (language === 'en' && told(schema, `${what}_en`)) || own;
}

const WIDGETS: Record<string, FieldKind> = {
  text: 'text', textarea: 'long_text', date: 'date', datetime: 'date_time', time: 'time', select: 'choice', radio: 'choice', checkboxes: 'several', switch: 'yes_no', checkbox: 'yes_no', photo: 'photo', file: 'file', place: 'place', unit: 'unit', tags: 'tags', group: 'group', hidden: 'hidden',
};

export function kindOf(schema: unknown): FieldKind {
  if (!isObject(schema)) return 'other';
  const type = Array.isArray(schema.type) ? schema.type.find((one) => one !== 'null') : schema.type;
  const widget = WIDGETS[told(schema, 'widget')];
  if (widget && !(widget === 'several' && !optionsOf(schema).length)) return widget;
  const chosen = optionsOf(schema).length > 0;
  if (type === 'array') return chosen ? 'several' : isObject(schema.items) && schema.items.type === 'string' ? 'tags' : 'other';
  if (chosen && type !== 'boolean') return 'choice';
  if (type === 'boolean') return 'yes_no';
  if (type === 'integer') return 'integer';
  if (type === 'number') return 'number';
  if (type === 'object') return 'group';
  if (type !== 'string') return 'other';
  if (schema.format === 'date') return 'date';
  if (schema.format === 'date-time') return 'date_time';
  if (schema.format === 'time') return 'time';
  return typeof schema.maxLength === 'number' && schema.maxLength > 200 ? 'long_text' : 'text';
}

const properties = (schema: unknown): [string, unknown][] => (isObject(schema) && isObject(schema.properties) ? Object.entries(schema.properties) : []);

/** Sub-schemas that hold for this value: the schema, its parts, and the branches its conditions lead to. */
function holding(schema: Schema, value: unknown, root: Schema, out: FieldSchema[], depth = 0): FieldSchema[] {
  if (!isObject(schema) || depth > 20) return out;
  out.push(schema);
  for (const sub of Array.isArray(schema.allOf) ? schema.allOf : []) holding(sub as Schema, value, root, out, depth + 1);
  if (schema.if !== undefined) { const branch = fitsSchema(schema.if as Schema, value, root) ? schema.then : schema.else; if (branch !== undefined) holding(branch as Schema, value, root, out, depth + 1); }
  return out;
}

/** The fields to show for what is filled in already, in the order of the schema: a field is hidden while a condition forbids it. */
export function fieldsOf(schema: Schema, value: unknown): Field[] {
  const parts = holding(schema, value, schema, []);
  const forbidden = new Set(parts.flatMap((part) => properties(part).flatMap(([name, sub]) => (sub === false ? [name] : []))));
  const required = new Set(parts.flatMap((part) => (Array.isArray(part.required) ? part.required.filter((one): one is string => typeof one === 'string') : [])));
  const out: Field[] = [];
  for (const part of parts) for (const [name, sub] of properties(part)) if (isObject(sub) && !forbidden.has(name) && !out.some((field) => field.name === name) && described(sub)) out.push({ name, schema: sub, kind: kindOf(sub), required: required.has(name) });
  const place = (field: Field) => { const layout = field.schema['x-yiwang']; return isObject(layout) && typeof layout.order === 'number' ? layout.order : 1e9; };
  return out.filter((field) => field.kind !== 'hidden').sort((a, b) => place(a) - place(b));
}

/** A branch may only narrow a field that stands elsewhere; it shows as one of its own when it says what it is. */
const described = (sub: FieldSchema) => 'type' in sub || 'title' in sub || 'x-yiwang' in sub || 'oneOf' in sub || 'enum' in sub;

const empty = (value: unknown) => value === undefined || value === null || value === '' || (Array.isArray(value) && !value.length) || (isObject(value) && !Object.keys(value).length);

/** What is sent: answers of the fields that show, empty ones left out. Leaving one out may hide another, so it is done until nothing changes. */
export function answers(schema: Schema, value: Readonly<Record<string, unknown>>): Record<string, unknown> {
  let now: Record<string, unknown> = { ...value };
  const hidden = properties(schema).flatMap(([name, sub]) => (kindOf(sub) === 'hidden' ? [name] : []));
  for (let round = 0; round < 20; round += 1) {
    const shown = new Set(fieldsOf(schema, now).map((field) => field.name));
    for (const name of hidden) shown.add(name);
    const next = Object.fromEntries(Object.entries(now).filter(([name, one]) => shown.has(name) && !empty(one)));
    if (Object.keys(next).length === Object.keys(now).length) return next;
    now = next;
  }
  return now;
}
