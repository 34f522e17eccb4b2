import type { Schemas } from '@/shared/http/types';

/** What a city draws itself, by kind; the last three are tables of the city's folder. */
export const DOCUMENT_KINDS = ['process', 'rule', 'form', 'matters', 'duties', 'procedures'] as const;
export type DocumentKind = Schemas['StudioKind'];

export type Facts = Record<string, unknown>;
/** Something wrong or doubtful: `element` is a BPMN/DMN id or a path in a form, `line` a line of the text. */
export type Fault = Schemas['StudioFault'];
/** What the proofs found; `rows` are counted from 1, in CSV tables they are lines of the file. */
export type Proof = Schemas['StudioProof'];
export type Change = Schemas['StudioDifference']['changes'][number];
/** A stored test case; which fields it has depends on the kind. */
export type TestCase = Schemas['StudioTest'];
export type TestResult = Schemas['StudioTestResult'];

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
  /** Room in the frame's side column for the properties of what is selected; editors that want it render there by a portal. */
  aside?: HTMLElement | null;
}

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
