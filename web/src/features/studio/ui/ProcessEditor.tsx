export { default } from './TextEditor';
