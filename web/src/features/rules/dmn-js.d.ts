declare module 'dmn-js/lib/Modeler' {
  export interface View { type: string; id: string; name?: string; element: { id: string; $type: string } }
  export interface Viewer { get(name: string, strict?: boolean): never }
  export default class Modeler {
    constructor(options: Record<string, unknown>);
    importXML(xml: string): Promise<{ warnings: unknown[] }>;
    saveXML(options?: { format?: boolean }): Promise<{ xml: string }>;
    getViews(): View[];
    getActiveView(): View | undefined;
    getActiveViewer(): { get<T>(name: string, strict?: boolean): T } | undefined;
    open(view: View): Promise<{ warnings: unknown[] }>;
    on(event: string, listener: (event: never) => void): void;
    destroy(): void;
  }
}
