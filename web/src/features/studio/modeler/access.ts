import { service, type Board, type BusinessObject, type Shape } from '@/shared/process/engine';

interface Modeling {
  updateProperties(shape: Shape, properties: Record<string, unknown>): void;
  updateModdleProperties(shape: Shape, of: BusinessObject, properties: Record<string, unknown>): void;
}
interface Factory { create(type: string, properties?: Record<string, unknown>): BusinessObject }

/** Kinds of things the diagram names once and events point to. */
export type Named = 'bpmn:Message' | 'bpmn:Signal' | 'bpmn:Error' | 'bpmn:Escalation';

/** Reads and writes what is said of one element; every write can be undone. */
export class Access {
  readonly of: BusinessObject;

  constructor(private readonly board: Board, readonly shape: Shape) {
    const given = shape.businessObject;
    this.of = given.$type === 'bpmn:Participant' && given.processRef ? given.processRef as BusinessObject : given;
  }

  // Asked for when something is written: a board to look at has neither.
  private get modeling() { return this.board.get('modeling') as Modeling; }
  private get factory() { return this.board.get('bpmnFactory') as Factory; }

  is(...types: string[]) { return types.includes(this.of.$type); }
  text(name: string, of: BusinessObject = this.of): string { const value = of.get(name); return value === undefined || value === null ? '' : String(value); }
  flag(name: string, of: BusinessObject = this.of): boolean { return of.get(name) === true; }

  /** Attributes of the element itself; empty means not said. */
  set(name: string, value: string | boolean | undefined) {
    const next = value === '' ? undefined : value;
    if (this.of === this.shape.businessObject) this.modeling.updateProperties(this.shape, { [name]: next });
    else this.modeling.updateModdleProperties(this.shape, this.of, { [name]: next });
  }
  /** Attributes of a part of the element, such as its loop or its event definition. */
  setIn(part: BusinessObject, name: string, value: unknown) { this.modeling.updateModdleProperties(this.shape, part, { [name]: value === '' ? undefined : value }); }

  documentation(): string { const list = this.of.get('documentation') as BusinessObject[] | undefined; return list?.[0] ? this.text('text', list[0]) : ''; }
  setDocumentation(words: string) {
    const made = words ? [this.part('bpmn:Documentation', { text: words }, this.of)] : [];
    this.modeling.updateModdleProperties(this.shape, this.of, { documentation: made });
  }

  /** The text of an expression inside the element or one of its parts. */
  expression(name: string, of: BusinessObject = this.of): string { const found = of.get(name) as BusinessObject | undefined; return found ? this.text('body', found) : ''; }
  setExpression(name: string, words: string, of: BusinessObject = this.of) {
    const made = words.trim() ? this.part('bpmn:FormalExpression', { body: words.trim() }, of) : undefined;
    this.modeling.updateModdleProperties(this.shape, of, { [name]: made });
  }

  event(): BusinessObject | undefined { return (this.of.get('eventDefinitions') as BusinessObject[] | undefined)?.[0]; }
  loop(): BusinessObject | undefined { return this.of.get('loopCharacteristics') as BusinessObject | undefined; }
  setLoop(kind: 'none' | 'parallel' | 'sequential') {
    const now = this.loop();
    if (kind === 'none') this.modeling.updateProperties(this.shape, { loopCharacteristics: undefined });
    else if (now?.$type === 'bpmn:MultiInstanceLoopCharacteristics') this.modeling.updateModdleProperties(this.shape, now, { isSequential: kind === 'sequential' });
    else this.modeling.updateProperties(this.shape, { loopCharacteristics: this.part('bpmn:MultiInstanceLoopCharacteristics', { isSequential: kind === 'sequential', 'yiwang:collection': 'signers', 'yiwang:item': 'signer' }, this.of) });
  }

  /** A timer is said in one of three ways. */
  timer(): { way: 'timeDuration' | 'timeDate' | 'timeCycle'; words: string } {
    const event = this.event();
    for (const way of ['timeDuration', 'timeDate', 'timeCycle'] as const) if (event?.get(way)) return { way, words: this.expression(way, event) };
    return { way: 'timeDuration', words: '' };
  }
  setTimer(way: 'timeDuration' | 'timeDate' | 'timeCycle', words: string) {
    const event = this.event();
    if (!event) return;
    const change: Record<string, unknown> = { timeDuration: undefined, timeDate: undefined, timeCycle: undefined };
    change[way] = this.part('bpmn:FormalExpression', { body: words.trim() }, event);
    this.modeling.updateModdleProperties(this.shape, event, change);
  }

  definitions(): BusinessObject {
    let at: BusinessObject | undefined = this.of;
    while (at && at.$type !== 'bpmn:Definitions') at = at.$parent;
    return at ?? (this.board as unknown as { getDefinitions(): BusinessObject }).getDefinitions();
  }
  named(type: Named): BusinessObject[] { return ((this.definitions().get('rootElements') as BusinessObject[] | undefined) ?? []).filter((one) => one.$type === type); }
  /** Points to the named thing with this name (errors and escalations: this code), which is made when there is none. */
  refer(type: Named, property: string, words: string, of: BusinessObject) {
    const key = type === 'bpmn:Error' ? 'errorCode' : type === 'bpmn:Escalation' ? 'escalationCode' : 'name';
    const wanted = words.trim();
    if (!wanted) { this.modeling.updateModdleProperties(this.shape, of, { [property]: undefined }); return; }
    let found = this.named(type).find((one) => this.text(key, one) === wanted || this.text('name', one) === wanted);
    if (!found) {
      const definitions = this.definitions();
      found = this.part(type, { name: wanted, ...(key === 'name' ? {} : { [key]: wanted }) }, definitions);
      this.modeling.updateModdleProperties(this.shape, definitions, { rootElements: [...((definitions.get('rootElements') as BusinessObject[] | undefined) ?? []), found] });
    }
    this.modeling.updateModdleProperties(this.shape, of, { [property]: found });
  }
  referred(property: string, of: BusinessObject | undefined): string {
    const found = of?.get(property) as BusinessObject | undefined;
    return found ? this.text('errorCode', found) || this.text('escalationCode', found) || this.text('name', found) : '';
  }

  isDefault(): boolean { const source = this.of.get('sourceRef') as BusinessObject | undefined; return source?.get('default') === this.of; }
  /** A flow leads out of a gateway or an activity; that one remembers which of its flows is the default. */
  setDefault(on: boolean) {
    const source = this.of.get('sourceRef') as BusinessObject | undefined;
    const shape = source && service(this.board, 'elementRegistry').get(source.id);
    if (!shape) return;
    if (on) this.setExpression('conditionExpression', '');
    this.modeling.updateProperties(shape, { default: on ? this.of : undefined });
  }

  /** Whether an id is free and may be written in XML. */
  mayBeCalled(id: string): boolean { return /^[A-Za-z_][\w.-]*$/.test(id) && (id === this.of.id || !service(this.board, 'elementRegistry').get(id)); }

  private part(type: string, properties: Record<string, unknown>, parent: BusinessObject): BusinessObject {
    const made = this.factory.create(type, properties);
    made.$parent = parent;
    return made;
  }
}
