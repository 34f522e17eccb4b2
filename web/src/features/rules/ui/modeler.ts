import 'dmn-js/dist/assets/diagram-js.css';
import 'dmn-js/dist/assets/dmn-js-shared.css';
import 'dmn-js/dist/assets/dmn-js-drd.css';
import 'dmn-js/dist/assets/dmn-js-literal-expression.css';
import 'dmn-js/dist/assets/dmn-js-boxed-expression.css';
import 'dmn-js/dist/assets/dmn-js-boxed-expression-controls.css';
import 'dmn-js/dist/assets/dmn-font/css/dmn-embedded.css';
import Modeler, { type View } from 'dmn-js/lib/Modeler';

export type { View };

/** dmn-js, except that decision tables open in our own grid. */
export class RuleModeler extends Modeler {
  onTable: (id: string) => void = () => undefined;
  override open(view: View) {
    if (view.type === 'decisionTable') { this.onTable(view.element.id); return Promise.resolve({ warnings: [] }); }
    return super.open(view);
  }
}
