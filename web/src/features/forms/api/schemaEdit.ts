import { EARLIER, TIME_PATTERN, kindOf, told, type FieldKind, type FieldSchema } from '@/shared/forms/fields';

export type FormSchema = Readonly<Record<string, unknown>>;
type Props = Record<string, FieldSchema>;

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value);
export const propertiesOf = (form: FormSchema): Props => (isObject(form.properties) ? (form.properties as Props) : {});
export const requiredOf = (form: FormSchema): string[] => (Array.isArray(form.required) ? form.required.filter((one): one is string => typeof one === 'string') : []);
const rulesOf = (form: FormSchema): unknown[] => (Array.isArray(form.allOf) ? form.allOf : []);

/** A member set, or taken away when it says nothing; the others keep their order. */
export function withMember<T extends Readonly<Record<string, unknown>>>(object: T, key: string, value: unknown): T {
  if (value === undefined || value === '' || (Array.isArray(value) && !value.length) || (isObject(value) && !Object.keys(value).length)) { const { [key]: _, ...rest } = object; return rest as unknown as T; }
  return { ...object, [key]: value };
}

export function withLayout(schema: FieldSchema, key: keyof typeof EARLIER, value: unknown): FieldSchema {
  const { [EARLIER[key]]: _, ...rest } = schema;
  return withMember(rest, 'x-yiwang', withMember(isObject(schema['x-yiwang']) ? schema['x-yiwang'] : {}, key, value));
}

/** A field of a kind as it begins. */
export function fresh(kind: FieldKind, title: string): FieldSchema {
  const options = [{ const: 'a', title: 'A' }, { const: 'b', title: 'B' }];
  const file = { type: 'string', pattern: '^[0-9a-f]{64}$' };
  const made: Record<string, FieldSchema> = {
    text: { type: 'string', title, maxLength: 100 }, long_text: { type: 'string', title, maxLength: 2000, 'x-yiwang': { widget: 'textarea' } }, number: { type: 'number', title }, integer: { type: 'integer', title },
    date: { type: 'string', title, format: 'date' }, date_time: { type: 'string', title, format: 'date-time' }, time: { type: 'string', title, pattern: TIME_PATTERN, 'x-yiwang': { widget: 'time' } },
    choice: { type: 'string', title, oneOf: options }, several: { type: 'array', title, uniqueItems: true, items: { type: 'string', oneOf: options } }, yes_no: { type: 'boolean', title },
    photo: { type: 'array', title, items: file, maxItems: 9, 'x-yiwang': { widget: 'photo' } }, file: { type: 'array', title, items: file, maxItems: 9, 'x-yiwang': { widget: 'file' } },
    place: { type: 'object', title, properties: { lon: { type: 'number' }, lat: { type: 'number' }, address: { type: 'string', title } }, 'x-yiwang': { widget: 'place' } }, unit: { type: 'string', title, 'x-yiwang': { widget: 'unit' } },
  };
  return made[kind] ?? { type: 'string', title };
}

export const NAME = /^[A-Za-z][A-Za-z0-9_]{0,63}$/;

export function freeName(form: FormSchema, kind: string): string {
  const known = propertiesOf(form);
  for (let i = 1; ; i += 1) { const name = `${kind}_${i}`; if (!Object.hasOwn(known, name)) return name; }
}

export const addField = (form: FormSchema, name: string, schema: FieldSchema): FormSchema => ({ ...form, properties: { ...propertiesOf(form), [name]: schema } });
export const setField = (form: FormSchema, name: string, schema: FieldSchema): FormSchema => ({ ...form, properties: { ...propertiesOf(form), [name]: schema } });
export const setRequired = (form: FormSchema, name: string, needed: boolean): FormSchema => withMember(form, 'required', needed ? [...requiredOf(form).filter((one) => one !== name), name] : requiredOf(form).filter((one) => one !== name));

/** Fields in the order they are shown: those with an `order` first, as the engine has it. */
export function fieldNames(form: FormSchema): string[] {
  const place = (name: string) => { const layout = propertiesOf(form)[name]?.['x-yiwang']; return isObject(layout) && typeof layout.order === 'number' ? layout.order : 1e9; };
  return Object.keys(propertiesOf(form)).sort((a, b) => place(a) - place(b));
}

/** Puts a field before another place; from then on the order of the text is the order on screen. */
export function moveField(form: FormSchema, name: string, to: number): FormSchema {
  const names = fieldNames(form).filter((one) => one !== name);
  names.splice(Math.max(0, Math.min(names.length, to)), 0, name);
  const known = propertiesOf(form);
  return { ...form, properties: Object.fromEntries(names.map((one) => [one, withLayout(known[one] ?? {}, 'order', undefined)])) };
}

const isRule = (rule: unknown): rule is { if: FieldSchema; then?: FieldSchema; else?: FieldSchema } => isObject(rule) && isObject(rule.if);
/** The rule that hides exactly this field while its condition does not hold. */
const hides = (rule: unknown, name: string) => isRule(rule) && isObject(rule.else) && isObject(rule.else.properties) && Object.keys(rule.else.properties).join() === name && rule.else.properties[name] === false;
const mentions = (rule: unknown, name: string) => JSON.stringify(rule ?? null).includes(JSON.stringify(name));

export function removeField(form: FormSchema, name: string): FormSchema {
  const { [name]: _, ...rest } = propertiesOf(form);
  return setRequired(withMember({ ...form, properties: rest }, 'allOf', rulesOf(form).filter((rule) => !hides(rule, name) && !(isRule(rule) && conditionIn(rule)?.field === name))), name, false);
}

/** The new name goes wherever the old one stood: the list of needed fields and the conditions. */
export function renameField(form: FormSchema, from: string, to: string): FormSchema {
  const rename = (value: unknown, inProps: boolean): unknown => {
    if (Array.isArray(value)) return value.map((one) => rename(one, false));
    if (!isObject(value)) return value;
    return Object.fromEntries(Object.entries(value).map(([key, held]) => {
      if (inProps) return [key === from ? to : key, rename(held, false)];
      if (key === 'required' && Array.isArray(held)) return [key, held.map((one) => (one === from ? to : one))];
      return [key, ['const', 'enum', 'title', 'pattern'].includes(key) ? held : rename(held, key === 'properties')];
    }));
  };
  const properties = Object.fromEntries(Object.entries(propertiesOf(form)).map(([key, held]) => [key === from ? to : key, held]));
  const out: Record<string, unknown> = { ...form, properties };
  if (form.required) out.required = requiredOf(form).map((one) => (one === from ? to : one));
  if (form.allOf) out.allOf = rulesOf(form).map((rule) => rename(rule, false));
  return out;
}

/** When a field appears; `own` is a rule written by hand that the editor leaves alone. */
export interface Condition { field: string; op: 'is' | 'filled' | 'at_least' | 'at_most'; value?: unknown }

function conditionIn(rule: { if: FieldSchema }): Condition | null {
  const { properties, required, ...more } = rule.if as { properties?: unknown; required?: unknown };
  if (Object.keys(more).length || !Array.isArray(required) || required.length !== 1 || typeof required[0] !== 'string') return null;
  const field = required[0];
  if (properties === undefined) return { field, op: 'filled' };
  if (!isObject(properties) || Object.keys(properties).join() !== field) return null;
  const asked = properties[field];
  if (!isObject(asked) || Object.keys(asked).length !== 1) return null;
  if ('const' in asked) return { field, op: 'is', value: asked.const };
  if ('minimum' in asked) return { field, op: 'at_least', value: asked.minimum };
  if ('maximum' in asked) return { field, op: 'at_most', value: asked.maximum };
  return null;
}

export function conditionOf(form: FormSchema, name: string): Condition | 'own' | null {
  const rule = rulesOf(form).find((one) => hides(one, name));
  if (rule) return (isRule(rule) && conditionIn(rule)) || 'own';
  return rulesOf(form).some((one) => isRule(one) && [one.then, one.else].some((branch) => isObject(branch) && isObject(branch.properties) && mentions(Object.keys(branch.properties), name))) ? 'own' : null;
}

/** Whether the field must be filled in: always, or whenever it appears. */
export function isNeeded(form: FormSchema, name: string): boolean {
  const rule = rulesOf(form).find((one) => hides(one, name));
  return requiredOf(form).includes(name) || (isRule(rule) && isObject(rule.then) && Array.isArray(rule.then.required) && rule.then.required.includes(name));
}

export function setNeeded(form: FormSchema, name: string, needed: boolean): FormSchema {
  const rules = rulesOf(form);
  const at = rules.findIndex((one) => hides(one, name));
  const rule = rules[at];
  if (!isRule(rule)) return setRequired(form, name, needed);
  // A field that may be hidden cannot be needed at all times.
  return { ...setRequired(form, name, false), allOf: rules.map((one, i) => (i === at ? ordered(withMember(rule, 'then', needed ? { required: [name] } : undefined)) : one)) };
}

const ordered = (rule: Record<string, unknown>) => ({ if: rule.if, ...(rule.then === undefined ? {} : { then: rule.then }), ...(rule.else === undefined ? {} : { else: rule.else }) });

export function setCondition(form: FormSchema, name: string, condition: Condition | null): FormSchema {
  const needed = isNeeded(form, name);
  const rules = rulesOf(form);
  const at = rules.findIndex((one) => hides(one, name));
  if (!condition) return setRequired(withMember(form, 'allOf', rules.filter((_, i) => i !== at)), name, needed);
  const asked = condition.op === 'is' ? { const: condition.value } : condition.op === 'at_least' ? { minimum: condition.value } : condition.op === 'at_most' ? { maximum: condition.value } : null;
  const rule = ordered({ if: { ...(asked ? { properties: { [condition.field]: asked } } : {}), required: [condition.field] }, then: needed ? { required: [name] } : undefined, else: { properties: { [name]: false } } });
  return { ...setRequired(form, name, false), allOf: at < 0 ? [...rules, rule] : rules.map((one, i) => (i === at ? rule : one)) };
}

/** The same field as another kind: title, help and place stay, what only the old kind had goes. */
export function changeKind(schema: FieldSchema, kind: FieldKind): FieldSchema {
  if (kindOf(schema) === kind) return schema;
  const made = fresh(kind, typeof schema.title === 'string' ? schema.title : '');
  return (['title_en', 'help', 'help_en'] as const).reduce<FieldSchema>((now, key) => (told(schema, key) ? withLayout(now, key, told(schema, key)) : now), withMember(made, 'description', schema.description));
}

/** Printed with the indentation the text had. */
export function printForm(form: FormSchema, like: string): string {
  const indent = /\n([ \t]+)\S/.exec(like)?.[1] ?? '  ';
  return `${JSON.stringify(form, null, indent)}${like === '' || like.endsWith('\n') ? '\n' : ''}`;
}
