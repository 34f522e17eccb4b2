import { addWords } from '@/shared/i18n';
import rulesEn from '@/features/rules/words/en.json';
import rulesZh from '@/features/rules/words/zh.json';
import tablesEn from '@/features/tables/words/en.json';
import tablesZh from '@/features/tables/words/zh.json';
import en from './en.json';
import faultsEn from './faults/en.json';
import faultsZh from './faults/zh.json';
import zh from './zh.json';

// These words come with the studio's own part of the bundle, not with the first page; so do those of the editors it shows.
addWords('studio', { zh, en });
addWords('rules', { zh: rulesZh, en: rulesEn });
addWords('tables', { zh: tablesZh, en: tablesEn });
/** Sentences for the rules of drawn processes, by the engine's code for the rule. */
addWords('faults', { zh: faultsZh, en: faultsEn });
