import { addWords } from '@/shared/i18n';
import en from './en.json';
import faultsEn from './faults/en.json';
import faultsZh from './faults/zh.json';
import zh from './zh.json';

// These words come with the studio's own part of the bundle, not with the first page.
addWords('studio', { zh, en });
/** Sentences for the rules of drawn processes, by the engine's code for the rule. */
addWords('faults', { zh: faultsZh, en: faultsEn });
