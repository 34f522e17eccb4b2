import 'bpmn-js/dist/assets/diagram-js.css';
import 'bpmn-js/dist/assets/bpmn-js.css';
import 'bpmn-js/dist/assets/bpmn-font/css/bpmn.css';
import '@/shared/process/diagram.css';
import Modeler from 'bpmn-js/lib/Modeler';
import Viewer from 'bpmn-js/lib/NavigatedViewer';
import type { Language } from '@/shared/i18n';
import { LOOK, type Board } from '@/shared/process/engine';
import descriptor from '@/shared/process/moddle.json';
import { translateModule } from './translate';

/** A drawing board: with tools, or only to look at. */
export function makeBoard(container: HTMLElement, language: Language, readOnly: boolean): Board {
  const options = { container, moddleExtensions: { yiwang: descriptor }, additionalModules: [translateModule(language)], ...LOOK } as never;
  return (readOnly ? new Viewer(options) : new Modeler(options)) as unknown as Board;
}
