/**
 * JSON Schema 2020-12, interpreted: the page's Content-Security-Policy forbids the code Ajv would make. Local `$ref` only (`#`, `#/...`, `#anchor`); `format` is asserted for
 * dates, times and mail addresses. Checked against Ajv in the tests.
 */
export type Schema = boolean | { readonly [key: string]: unknown };
/** What is wrong where; `limit` is what the schema says. `path` holds names and indexes from the root of the value. */
export interface Wrong { path: readonly (string | number)[]; keyword: string; limit?: unknown }

type Path = readonly (string | number)[];
interface Seen { props: Set<string>; items: Set<number> }

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value);
const list = (value: unknown): unknown[] => (Array.isArray(value) ? value : []);
const DEEPEST = 60;

export function same(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (Array.isArray(a)) return Array.isArray(b) && a.length === b.length && a.every((one, i) => same(one, b[i]));
  if (!isObject(a) || !isObject(b)) return false;
  const keys = Object.keys(a);
  return keys.length === Object.keys(b).length && keys.every((key) => key in b && same(a[key], b[key]));
}

const typeOf = (value: unknown) => (value === null ? 'null' : Array.isArray(value) ? 'array' : typeof value);
const fits = (type: unknown, value: unknown) => (type === 'integer' ? typeof value === 'number' && Number.isFinite(value) && Math.floor(value) === value : type === typeOf(value));

const patterns = new Map<string, RegExp | null>();
function pattern(source: string): RegExp | null {
  let made = patterns.get(source);
  if (made === undefined) { try { made = new RegExp(source, 'u'); } catch { made = null; } patterns.set(source, made); }
  return made;
}

const DATE = /^(\d{4})-(\d{2})-(\d{2})$/;
const TIME = /^([01]\d|2[0-3]):[0-5]\d:([0-5]\d|60)(\.\d+)?(z|[+-]([01]\d|2[0-3]):?[0-5]\d)$/i;
const isDate = (text: string) => { const [, year, month, day] = DATE.exec(text) ?? []; const last = new Date(Date.UTC(2000 + (Number(year) % 400), Number(month), 0)).getUTCDate(); return !!day && Number(month) >= 1 && Number(month) <= 12 && Number(day) >= 1 && Number(day) <= last; };
const FORMATS: Record<string, (text: string) => boolean> = {
  date: isDate, time: (text) => TIME.test(text), 'date-time': (text) => { const [day = '', time = '', ...more] = text.split(/t|\s/i); return !more.length && isDate(day) && TIME.test(time); },
  email: (text) => /^[^\s@]+@[^\s@.]+(\.[^\s@.]+)*$/.test(text),
};

function resolve(root: Schema, ref: string): Schema {
  if (ref === '#') return root;
  if (!ref.startsWith('#/')) return anchored(root, ref.slice(1)) ?? true;
  let at: unknown = root;
  for (const part of decodeURIComponent(ref.slice(2)).split('/')) at = isObject(at) || Array.isArray(at) ? (at as Record<string, unknown>)[part.replaceAll('~1', '/').replaceAll('~0', '~')] : undefined;
  return isObject(at) || typeof at === 'boolean' ? at : true;
}

function anchored(at: unknown, name: string): Schema | null {
  if (Array.isArray(at)) { for (const one of at) { const found = anchored(one, name); if (found) return found; } return null; }
  if (!isObject(at)) return null;
  if (at.$anchor === name) return at;
  for (const one of Object.values(at)) { const found = anchored(one, name); if (found) return found; }
  return null;
}

/** Everything wrong with a value; empty when it fits. */
export function check(schema: Schema, value: unknown, root: Schema = schema): Wrong[] {
  const out: Wrong[] = [];
  walk(schema, value, [], root, out, { props: new Set(), items: new Set() }, 0);
  return out;
}

export const fitsSchema = (schema: Schema, value: unknown, root: Schema = schema) => check(schema, value, root).length === 0;

function walk(schema: Schema, value: unknown, path: Path, root: Schema, out: Wrong[], seen: Seen, depth: number): void {
  if (schema === true) return;
  if (schema === false) { out.push({ path, keyword: 'forbidden' }); return; }
  if (depth > DEEPEST || !isObject(schema)) return;
  const wrong = (keyword: string, limit?: unknown, at: Path = path) => out.push({ path: at, keyword, limit });
  const into = (sub: unknown, what: unknown = value, at: Path = path, note: Seen = { props: new Set(), items: new Set() }) => { const found: Wrong[] = []; walk(sub as Schema, what, at, root, found, note, depth + 1); return { found, note }; };
  const also = (sub: unknown) => { const { found, note } = into(sub); if (!found.length) merge(seen, note); return found; };
  const { type } = schema;
  if (type !== undefined && !(Array.isArray(type) ? type : [type]).some((one) => fits(one, value))) wrong('type', type);
  if ('const' in schema && !same(schema.const, value)) wrong('const', schema.const);
  if (Array.isArray(schema.enum) && !schema.enum.some((one) => same(one, value))) wrong('enum', schema.enum);
  if (typeof schema.$ref === 'string') out.push(...also(resolve(root, schema.$ref)));
  if (typeof schema.$dynamicRef === 'string') out.push(...also(resolve(root, schema.$dynamicRef)));
  if (typeof value === 'number') numbers(schema, value, wrong);
  else if (typeof value === 'string') strings(schema, value, wrong);
  else if (Array.isArray(value)) arrays(schema, value, path, wrong, into, out, seen);
  else if (isObject(value)) objects(schema, value, path, wrong, into, out, seen);
  for (const sub of list(schema.allOf)) out.push(...also(sub));
  if (Array.isArray(schema.anyOf) && schema.anyOf.map((sub) => also(sub).length === 0).every((fine) => !fine)) wrong('anyOf');
  if (Array.isArray(schema.oneOf)) { const fine = schema.oneOf.filter((sub) => !also(sub).length).length; if (fine !== 1) wrong('oneOf', schema.oneOf); }
  if (schema.not !== undefined && !into(schema.not).found.length) wrong('not');
  if (schema.if !== undefined) {
    const branch = also(schema.if).length ? schema.else : schema.then;
    if (branch !== undefined) out.push(...also(branch));
  }
  if (isObject(value) && isObject(schema.dependentSchemas)) for (const [name, sub] of Object.entries(schema.dependentSchemas)) if (name in value) out.push(...also(sub));
  if (Array.isArray(value) && schema.unevaluatedItems !== undefined) value.forEach((one, i) => { if (!seen.items.has(i)) { out.push(...into(schema.unevaluatedItems, one, [...path, i]).found); seen.items.add(i); } });
  if (isObject(value) && schema.unevaluatedProperties !== undefined) for (const name of Object.keys(value)) if (!seen.props.has(name)) { out.push(...into(schema.unevaluatedProperties, value[name], [...path, name]).found); seen.props.add(name); }
}

const merge = (seen: Seen, note: Seen) => { for (const one of note.props) seen.props.add(one); for (const one of note.items) seen.items.add(one); };

type Say = (keyword: string, limit?: unknown, at?: Path) => void;
type Into = (sub: unknown, what?: unknown, at?: Path, note?: Seen) => { found: Wrong[]; note: Seen };

function numbers(schema: Record<string, unknown>, value: number, wrong: Say) {
  const { minimum, maximum, exclusiveMinimum, exclusiveMaximum, multipleOf } = schema as Record<string, number | undefined>;
  if (minimum !== undefined && value < minimum) wrong('minimum', minimum);
  if (maximum !== undefined && value > maximum) wrong('maximum', maximum);
  if (exclusiveMinimum !== undefined && value <= exclusiveMinimum) wrong('exclusiveMinimum', exclusiveMinimum);
  if (exclusiveMaximum !== undefined && value >= exclusiveMaximum) wrong('exclusiveMaximum', exclusiveMaximum);
  if (multipleOf) { const parts = value / multipleOf; if (Math.abs(parts - Math.round(parts)) > 1e-9 * Math.max(1, Math.abs(parts))) wrong('multipleOf', multipleOf); }
}

function strings(schema: Record<string, unknown>, value: string, wrong: Say) {
  const size = schema.minLength === undefined && schema.maxLength === undefined ? 0 : Array.from(value).length;
  if (typeof schema.minLength === 'number' && size < schema.minLength) wrong('minLength', schema.minLength);
  if (typeof schema.maxLength === 'number' && size > schema.maxLength) wrong('maxLength', schema.maxLength);
  if (typeof schema.pattern === 'string' && !(pattern(schema.pattern)?.test(value) ?? true)) wrong('pattern', schema.pattern);
  if (typeof schema.format === 'string' && !(FORMATS[schema.format]?.(value) ?? true)) wrong('format', schema.format);
}

function arrays(schema: Record<string, unknown>, value: readonly unknown[], path: Path, wrong: Say, into: Into, out: Wrong[], seen: Seen) {
  if (typeof schema.minItems === 'number' && value.length < schema.minItems) wrong('minItems', schema.minItems);
  if (typeof schema.maxItems === 'number' && value.length > schema.maxItems) wrong('maxItems', schema.maxItems);
  if (schema.uniqueItems === true && value.some((one, i) => value.slice(i + 1).some((other) => same(one, other)))) wrong('uniqueItems');
  const first = list(schema.prefixItems);
  value.forEach((one, i) => {
    const sub = i < first.length ? first[i] : schema.items;
    if (sub !== undefined) { out.push(...into(sub, one, [...path, i]).found); seen.items.add(i); }
  });
  if (schema.contains !== undefined) {
    const hits = value.flatMap((one, i) => (into(schema.contains, one, [...path, i]).found.length ? [] : [i]));
    for (const i of hits) seen.items.add(i);
    const least = typeof schema.minContains === 'number' ? schema.minContains : 1;
    if (hits.length < least) wrong('contains', least);
    if (typeof schema.maxContains === 'number' && hits.length > schema.maxContains) wrong('maxContains', schema.maxContains);
  }
}

function objects(schema: Record<string, unknown>, value: Record<string, unknown>, path: Path, wrong: Say, into: Into, out: Wrong[], seen: Seen) {
  const names = Object.keys(value);
  for (const name of list(schema.required)) if (typeof name === 'string' && !(name in value)) wrong('required', name, [...path, name]);
  if (typeof schema.minProperties === 'number' && names.length < schema.minProperties) wrong('minProperties', schema.minProperties);
  if (typeof schema.maxProperties === 'number' && names.length > schema.maxProperties) wrong('maxProperties', schema.maxProperties);
  if (isObject(schema.dependentRequired)) for (const [name, needs] of Object.entries(schema.dependentRequired)) if (name in value) for (const need of list(needs)) if (typeof need === 'string' && !(need in value)) wrong('required', need, [...path, need]);
  const props = isObject(schema.properties) ? schema.properties : {};
  const forms = isObject(schema.patternProperties) ? Object.entries(schema.patternProperties) : [];
  for (const name of names) {
    const at = [...path, name];
    if (schema.propertyNames !== undefined && into(schema.propertyNames, name, at).found.length) wrong('propertyNames', name, at);
    let known = false;
    if (Object.hasOwn(props, name)) { known = true; out.push(...into(props[name], value[name], at).found); }
    for (const [source, sub] of forms) if (pattern(source)?.test(name)) { known = true; out.push(...into(sub, value[name], at).found); }
    if (!known && schema.additionalProperties !== undefined) { known = true; out.push(...into(schema.additionalProperties, value[name], at).found); }
    if (known) seen.props.add(name);
  }
}
