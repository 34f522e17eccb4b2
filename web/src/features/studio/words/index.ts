import { addWords } from '@/shared/i18n';
import en from './en.json';
import zh from './zh.json';

// These words come with the studio's own part of the bundle, not with the first page.
addWords('studio', { zh, en });
