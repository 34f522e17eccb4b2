/** The few services of the drawing library that we use, as types; the library gives its services untyped. */
export interface BusinessObject {
  $type: string;
  id: string;
  name?: string;
  $parent?: BusinessObject;
  get(name: string): unknown;
  set(name: string, value: unknown): void;
  $instanceOf?(type: string): boolean;
  [key: string]: unknown;
}
export interface Shape {
  id: string;
  type: string;
  businessObject: BusinessObject;
  parent?: Shape | null;
  children?: Shape[];
  incoming?: Shape[];
  outgoing?: Shape[];
  labelTarget?: Shape;
  waypoints?: { x: number; y: number }[];
  x: number; y: number; width: number; height: number;
}
export interface Canvas {
  zoom(level?: number | 'fit-viewport', center?: 'auto' | { x: number; y: number }): number;
  viewbox(box?: { x: number; y: number; width: number; height: number }): { x: number; y: number; width: number; height: number; scale: number; inner: { x: number; y: number; width: number; height: number }; outer: { width: number; height: number } };
  addMarker(element: string | Shape, marker: string): void;
  removeMarker(element: string | Shape, marker: string): void;
  getRootElement(): Shape;
  getContainer(): HTMLElement;
  resized(): void;
}
export interface Overlays {
  add(element: string | Shape, kind: string, overlay: { position: Partial<Record<'top' | 'left' | 'right' | 'bottom', number>>; html: HTMLElement; show?: { minZoom?: number } }): string;
  remove(filter: { type?: string; element?: string }): void;
}
export interface Registry { get(id: string): Shape | undefined; filter(keep: (shape: Shape) => boolean): Shape[]; getAll(): Shape[] }
export interface EventBus { on(event: string, listener: (event: never) => void): void; off(event: string, listener: (event: never) => void): void }
export interface Selection { get(): Shape[]; select(shape: Shape | Shape[] | null): void }

interface Services { canvas: Canvas; overlays: Overlays; elementRegistry: Registry; eventBus: EventBus; selection: Selection }
/** Viewer or modeler. */
export interface Board {
  /** With `strict` false what is not there is null. */
  get(name: string, strict?: boolean): unknown;
  importXML(text: string): Promise<{ warnings: unknown[] }>;
  saveXML(options?: { format?: boolean }): Promise<{ xml?: string }>;
  destroy(): void;
}
export const service = <K extends keyof Services>(board: Board, name: K) => board.get(name) as Services[K];

/** Smaller than this, words on a drawing can no longer be read. */
export const READABLE = 0.62;

/**
 * Shows the whole drawing, but never larger than life; `left` pixels stay free for tools. Under the scale `least` words can no longer be read: then it shows
 * the part around the element `around`, or the beginning.
 */
export function fit(board: Board, { left = 0, least = 0, around }: { left?: number; least?: number; around?: string } = {}) {
  const canvas = service(board, 'canvas');
  canvas.resized();   // it remembers its size
  const box = canvas.viewbox();
  if (!box.outer.width || !box.outer.height) return;
  canvas.zoom('fit-viewport', 'auto');
  const { inner, outer } = canvas.viewbox();
  const air = 28;
  const whole = Math.min((outer.width - left) / (inner.width + 2 * air), outer.height / (inner.height + 2 * air));
  const scale = Math.max(least, Math.min(1.1, whole));
  const [width, height] = [outer.width / scale, outer.height / scale];
  const shape = whole < least && around ? service(board, 'elementRegistry').get(around) : undefined;
  const middle = shape ? { x: shape.x + shape.width / 2, y: shape.y + shape.height / 2 } : { x: inner.x + inner.width / 2, y: inner.y + inner.height / 2 };
  const within = (wanted: number, from: number, size: number, window: number) => (size + 2 * air <= window ? from + size / 2 - window / 2 : Math.min(Math.max(wanted, from - air), from + size + air - window));
  const room = width - left / scale;
  const x = shape ? within(middle.x - room / 2, inner.x, inner.width, room) : within(inner.x - air, inner.x, inner.width, room);
  canvas.viewbox({ x: x - left / scale, y: within(middle.y - height / 2, inner.y, inner.height, height), width, height });
}

/** Moves the drawing, and no further than needed, so that an element is in sight; its size stays. */
export function reveal(board: Board, id: string) {
  const shape = service(board, 'elementRegistry').get(id);
  if (!shape) return;
  const canvas = service(board, 'canvas');
  const { x, y, width, height } = canvas.viewbox();
  const points = shape.waypoints ?? [{ x: shape.x, y: shape.y }, { x: shape.x + shape.width, y: shape.y + shape.height }];
  const [west, east] = [Math.min(...points.map((one) => one.x)), Math.max(...points.map((one) => one.x))];
  const [north, south] = [Math.min(...points.map((one) => one.y)), Math.max(...points.map((one) => one.y))];
  const air = Math.min(60, width / 8, height / 8);
  const move = (from: number, size: number, low: number, high: number) => (high - low + 2 * air > size ? (low + high - size) / 2 : low - air < from ? low - air : high + air > from + size ? high + air - size : from);
  const [left, top] = [move(x, width, west, east), move(y, height, north, south)];
  if (left !== x || top !== y) canvas.viewbox({ x: left, y: top, width, height });
}

/** How everything is drawn: the quiet colours and the fonts of the desks. */
export const LOOK = {
  textRenderer: { defaultStyle: { fontFamily: 'var(--font)', fontSize: 12, lineHeight: 1.35 }, externalStyle: { fontSize: 12, lineHeight: 1.35 } },
  bpmnRenderer: { defaultFillColor: '#ffffff', defaultStrokeColor: '#353d4a', defaultLabelColor: '#1f2733' },
} as const;
