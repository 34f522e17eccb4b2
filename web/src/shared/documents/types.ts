/** What a city draws itself, by kind; the last three are tables of the city's folder. */
export const DOCUMENT_KINDS = ['process', 'rule', 'form', 'matters', 'duties', 'procedures'] as const;
export type DocumentKind = (typeof DOCUMENT_KINDS)[number];

export type Facts = Record<string, unknown>;
/** Something wrong or doubtful: `element` is a BPMN/DMN id or a path in a form, `line` a line of the text (tables: the row, counted from 1 after the heading). */
export interface Fault { severity: 'error' | 'warning'; rule: string; element?: string | null; line?: number | null; facts?: Facts | null; advice?: string | null }
/** What the proofs found; `rows` are counted from 1. */
export interface Proof { kind: string; rows?: number[] | null; example?: Facts | null; table?: string | null }
export interface Detail { field: string; before?: unknown; after?: unknown }
export interface Change { element?: string | null; row?: number | null; what: 'added' | 'removed' | 'changed' | 'moved'; name?: string | null; details?: Detail[] | null }

export interface Marks { faults: readonly Fault[]; proofs: readonly Proof[]; changes: readonly Change[] }
export const NO_MARKS: Marks = { faults: [], proofs: [], changes: [] };

/** Where the frame wants the reader to look; a new `at` asks again for the same place. */
export interface Focus { element?: string; row?: number; at: number }

/**
 * What every editor of a kind is given; the frame keeps the draft, its revision, checks, tests, review and versions.
 * `text` is the document's file. An editor calls `onChange` with the whole new text when a person changed something (not on loading), and takes a
 * `text` that differs from what it last gave as a new document (undo of a conflict, import). `readOnly` shows versions and what is in review.
 */
export interface EditorProps {
  kind: DocumentKind;
  code: string;
  text: string;
  onChange: (text: string) => void;
  readOnly?: boolean;
  marks: Marks;
  focus?: Focus | null;
  /** Tells the frame what a person selected, so that lists can follow. */
  onSelect?: (element: string | null) => void;
}

/** A stored test case; its fields depend on the kind. `name` is what a person called it. */
export type TestCase = { name: string } & Record<string, unknown>;
export interface TestResult { name: string; passed: boolean; expected?: unknown; got?: unknown }

/** What an editor of test cases is given. `results` are those of the last run, by name. */
export interface TestEditorProps {
  kind: DocumentKind;
  code: string;
  text: string;
  tests: readonly TestCase[];
  onChange: (tests: TestCase[]) => void;
  readOnly?: boolean;
  results: readonly TestResult[];
}
