import type { FieldSchema } from '@/shared/forms/fields';
import { optionsOf, told } from '@/shared/forms/fields';

/** Something wrong or doubtful in a form's text; `at` is a JSON pointer. The engine's own check has the last word. */
export interface Note { severity: 'error' | 'warning'; rule: string; at: string; name?: string }

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value);
const isSchema = (value: unknown) => typeof value === 'boolean' || isObject(value);
const isNumber = (value: unknown) => typeof value === 'number';
const isCount = (value: unknown) => typeof value === 'number' && Number.isInteger(value) && value >= 0;
const isText = (value: unknown) => typeof value === 'string';
const isFlag = (value: unknown) => typeof value === 'boolean';
const isNames = (value: unknown) => Array.isArray(value) && value.every(isText) && new Set(value).size === value.length;
const isSchemas = (value: unknown) => Array.isArray(value) && value.length > 0 && value.every(isSchema);
const isSchemaMap = (value: unknown) => isObject(value) && Object.values(value).every(isSchema);

/** What each keyword of 2020-12 may hold. */
const SHAPES: Record<string, (value: unknown) => boolean> = {
  minimum: isNumber, maximum: isNumber, exclusiveMinimum: isNumber, exclusiveMaximum: isNumber, multipleOf: (value) => typeof value === 'number' && value > 0,
  minLength: isCount, maxLength: isCount, minItems: isCount, maxItems: isCount, minProperties: isCount, maxProperties: isCount, minContains: isCount, maxContains: isCount, uniqueItems: isFlag, readOnly: isFlag, writeOnly: isFlag, deprecated: isFlag,
  pattern: isText, format: isText, title: isText, description: isText, $ref: isText, $id: isText, $schema: isText, $anchor: isText, $dynamicRef: isText, $dynamicAnchor: isText, $comment: isText, contentEncoding: isText, contentMediaType: isText,
  required: isNames, enum: Array.isArray, examples: Array.isArray, allOf: isSchemas, anyOf: isSchemas, oneOf: isSchemas, prefixItems: isSchemas,
  not: isSchema, if: isSchema, then: isSchema, else: isSchema, items: isSchema, contains: isSchema, additionalProperties: isSchema, propertyNames: isSchema, unevaluatedItems: isSchema, unevaluatedProperties: isSchema, contentSchema: isSchema,
  properties: isSchemaMap, patternProperties: isSchemaMap, dependentSchemas: isSchemaMap, $defs: isSchemaMap, dependentRequired: (value) => isObject(value) && Object.values(value).every(isNames),
};
const TYPES = ['string', 'number', 'integer', 'boolean', 'object', 'array', 'null'];
const WIDGETS = ['text', 'textarea', 'number', 'date', 'time', 'datetime', 'select', 'radio', 'checkbox', 'checkboxes', 'switch', 'tags', 'place', 'photo', 'file', 'person', 'unit', 'signature', 'group', 'list', 'hidden'];
const LAYOUT = ['widget', 'title_en', 'order', 'help', 'help_en'];
const escaped = (key: string) => key.replaceAll('~', '~0').replaceAll('/', '~1');

export function lint(form: unknown): Note[] {
  const out: Note[] = [];
  if (!isObject(form)) return [{ severity: 'error', rule: 'top', at: '' }];
  if (form.type !== 'object' || !isObject(form.properties)) out.push({ severity: 'error', rule: 'top', at: '' });
  walk(form, '', form, out, 0);
  if (isObject(form.properties)) fields(form, form.properties, '', out, 0);
  return out;
}

function walk(schema: unknown, at: string, root: Record<string, unknown>, out: Note[], depth: number) {
  if (!isObject(schema) || depth > 40) return;
  for (const [key, value] of Object.entries(schema)) {
    const here = `${at}/${escaped(key)}`;
    const shape = SHAPES[key];
    if (shape && !shape(value)) { out.push({ severity: 'error', rule: 'keyword', at: here, name: key }); continue; }
    if (key === 'pattern') { try { new RegExp(String(value), 'u'); } catch { out.push({ severity: 'error', rule: 'pattern', at: here }); } }
    if (key === 'type') for (const one of Array.isArray(value) ? value : [value]) if (!TYPES.includes(String(one))) out.push({ severity: 'error', rule: 'type', at: here, name: String(one) });
    if (key === '$ref' && typeof value === 'string' && value.startsWith('#/') && !reaches(root, value)) out.push({ severity: 'error', rule: 'ref', at: here });
    if (key === '$schema' && !String(value).includes('2020-12')) out.push({ severity: 'error', rule: 'schema', at: here });
    if (['properties', 'patternProperties', 'dependentSchemas', '$defs'].includes(key)) for (const [name, sub] of Object.entries(value as object)) walk(sub, `${here}/${escaped(name)}`, root, out, depth + 1);
    else if (['allOf', 'anyOf', 'oneOf', 'prefixItems'].includes(key)) (value as unknown[]).forEach((sub, i) => walk(sub, `${here}/${i}`, root, out, depth + 1));
    else if (shape === isSchema) walk(value, here, root, out, depth + 1);
  }
}

function reaches(root: unknown, ref: string): boolean {
  let at: unknown = root;
  for (const part of decodeURIComponent(ref.slice(2)).split('/')) at = isObject(at) || Array.isArray(at) ? (at as Record<string, unknown>)[part.replaceAll('~1', '/').replaceAll('~0', '~')] : undefined;
  return isSchema(at);
}

function fields(schema: Record<string, unknown>, properties: Record<string, unknown>, at: string, out: Note[], depth: number) {
  if (depth > 8) return;
  for (const [name, field] of Object.entries(properties)) {
    const here = `${at}/properties/${escaped(name)}`;
    if (!isObject(field)) continue;
    const layout = field['x-yiwang'];
    if (!field.title) out.push({ severity: 'warning', rule: 'title', at: here, name });
    else if (!told(field as FieldSchema, 'title_en')) out.push({ severity: 'warning', rule: 'title_en', at: here, name });
    if (layout !== undefined && !isObject(layout)) out.push({ severity: 'error', rule: 'layout', at: `${here}/x-yiwang`, name: 'x-yiwang' });
    if (isObject(layout)) {
      for (const key of Object.keys(layout)) if (!LAYOUT.includes(key)) out.push({ severity: 'error', rule: 'layout', at: `${here}/x-yiwang/${escaped(key)}`, name: key });
      if (layout.widget !== undefined && !WIDGETS.includes(String(layout.widget))) out.push({ severity: 'error', rule: 'widget', at: `${here}/x-yiwang/widget`, name: String(layout.widget) });
      if (['select', 'radio'].includes(String(layout.widget)) && !optionsOf(field as FieldSchema).length) out.push({ severity: 'error', rule: 'options', at: here });
    }
    const values = optionsOf(field as FieldSchema).map((one) => JSON.stringify(one.value));
    if (new Set(values).size < values.length) out.push({ severity: 'error', rule: 'same', at: here, name });
    const place = isObject(layout) && layout.widget === 'place';
    if (field.type === 'object' && isObject(field.properties) && !place) fields(field, field.properties, here, out, depth + 1);
  }
  if (Array.isArray(schema.required)) schema.required.forEach((name, i) => { if (typeof name === 'string' && !Object.hasOwn(properties, name)) out.push({ severity: 'error', rule: 'unknown_required', at: `${at}/required/${i}`, name }); });
}
