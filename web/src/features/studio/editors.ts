import { lazy, type ComponentType, type LazyExoticComponent } from 'react';
import type { DocumentKind, EditorProps, TestEditorProps } from '@/shared/documents/types';

type Part<P> = LazyExoticComponent<ComponentType<P>>;

const process = lazy(() => import('./ui/ProcessEditor'));
const form = lazy(() => import('@/features/forms/ui/FormEditor'));
const rule = lazy(() => import('@/features/rules/ui/RuleEditor'));
const table = lazy(() => import('@/features/tables/ui/TableEditor'));
const ruleTests = lazy(() => import('@/features/rules/ui/RuleTests'));
const formTests = lazy(() => import('@/features/forms/ui/FormTests'));
const dutyTests = lazy(() => import('@/features/tables/ui/DutyTests'));
const processTests = lazy(() => import('./ui/ProcessTests'));

/** Which editor shows a document of a kind; each is its own part of the bundle and loads when it is opened. A module gives its editor as the default export. */
export const EDITORS: Record<DocumentKind, Part<EditorProps>> = { process, rule, form, matters: table, duties: table, procedures: table };

/** Kinds whose editor describes what is selected in the frame's side column. */
export const ASIDES: readonly DocumentKind[] = ['process'];

/** Editors of test cases, for kinds whose documents carry tests. */
export const TEST_EDITORS: Partial<Record<DocumentKind, Part<TestEditorProps>>> = { process: processTests, rule: ruleTests, form: formTests, duties: dutyTests };
