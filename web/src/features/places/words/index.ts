import { addWords } from '@/shared/i18n';
import en from './en.json';
import zh from './zh.json';

addWords('places', { zh, en });
