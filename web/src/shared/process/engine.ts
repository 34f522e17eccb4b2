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
  scrollToElement(element: string | Shape, padding?: number): void;
  getContainer(): HTMLElement;
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

/** Shows the whole drawing, but never larger than life; `left` pixels stay free for tools. */
export function fit(board: Board, left = 0) {
  const canvas = service(board, 'canvas');
  const box = canvas.viewbox();
  if (!box.outer.width || !box.outer.height) return;
  canvas.zoom('fit-viewport', 'auto');
  const { inner, outer } = canvas.viewbox();
  const air = 28;
  const scale = Math.min(1.1, (outer.width - left) / (inner.width + 2 * air), outer.height / (inner.height + 2 * air));
  const [width, height] = [outer.width / scale, outer.height / scale];
  canvas.viewbox({ x: inner.x + inner.width / 2 - (width + left / scale) / 2, y: inner.y + inner.height / 2 - height / 2, width, height });
}

/** How everything is drawn: the quiet colours and the fonts of the desks. */
export const LOOK = {
  textRenderer: { defaultStyle: { fontFamily: 'var(--font)', fontSize: 12, lineHeight: 1.35 }, externalStyle: { fontSize: 12, lineHeight: 1.35 } },
  bpmnRenderer: { defaultFillColor: '#ffffff', defaultStrokeColor: '#353d4a', defaultLabelColor: '#1f2733' },
} as const;
