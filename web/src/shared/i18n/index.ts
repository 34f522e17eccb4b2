import i18next from 'i18next';
import { initReactI18next, useTranslation } from 'react-i18next';
import { WORDS } from '@/generated/contract';

export type Language = 'zh' | 'en';
type Table = Record<string, string>;

/** Word files stand as features/<noun>/words/{zh,en}.json, app/words, shared/words and shared/<folder>/words; the folder's name is the namespace. Large ones may come later, by addWords. */
const files = import.meta.glob<Table>(['../../features/*/words/*.json', '!../../features/{areas,studio,rules,tables,knowledge,groups,models,map,place,places}/words/*.json', '../../app/words/*.json', '../words/*.json', '../*/words/*.json'], { eager: true, import: 'default' });

function collect(): Record<Language, Record<string, Table>> {
  const tables: Record<Language, Record<string, Table>> = { zh: { contract: WORDS.zh }, en: { contract: WORDS.en } };
  for (const [path, table] of Object.entries(files)) {
    const parts = path.split('/');
    const language = parts[parts.length - 1]?.replace('.json', '') as Language;
    const folder = parts[parts.length - 3];
    tables[language][folder === '..' || folder === undefined ? 'shared' : folder] = table;
  }
  return tables;
}

const KEY = 'yiwang.language';

function first(): Language {
  try {
    const kept = localStorage.getItem(KEY);
    if (kept === 'zh' || kept === 'en') return kept;
  } catch { /* storage may be switched off; the browser's wish then counts */ }
  return typeof navigator !== 'undefined' && navigator.language && !navigator.language.toLowerCase().startsWith('zh') ? 'en' : 'zh';
}

const apply = (language: string) => {
  document.documentElement.lang = language === 'en' ? 'en' : 'zh-CN';
};

void i18next.use(initReactI18next).init({
  resources: collect(),
  lng: first(),
  fallbackLng: 'zh',
  defaultNS: 'shared',
  keySeparator: false,
  interpolation: { escapeValue: false },
  returnNull: false,
});
apply(i18next.language);

/** Words of a part of the bundle that loads later; call it when that part's module is read. */
export function addWords(namespace: string, tables: Record<Language, Table>) {
  for (const [name, table] of Object.entries(tables)) i18next.addResourceBundle(name, namespace, table, false, true);
}

export function setLanguage(language: Language) {
  try { localStorage.setItem(KEY, language); } catch { /* see first() */ }
  void i18next.changeLanguage(language);
  apply(language);
}

export const language = () => i18next.language as Language;

/** The words of one feature or of `app` and `shared`; a key of another namespace is asked for as `space:key`. */
export function useWords(namespace: string) {
  return useTranslation(namespace).t;
}

export function useLanguage(): Language {
  return useTranslation().i18n.language as Language;
}

/** Names of codes from the contract: `word('Stage', 'received')`. */
export function useCodeWord() {
  const { t } = useTranslation('contract');
  return (list: string, code: string | null | undefined) => (code ? t(`${list}.${code}`, { defaultValue: code }) : '');
}

/** The name of a unit, area or matter in the reader's language, Chinese when there is no other. */
export function useName() {
  const now = useLanguage();
  return (thing: { name: string; name_en?: string | null } | null | undefined) => (thing ? (now === 'en' && thing.name_en) || thing.name : '');
}

export { i18next };
