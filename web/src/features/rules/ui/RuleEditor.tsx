import { Alert } from 'antd';
import { lazy, Suspense, useCallback, useEffect, useMemo, useState } from 'react';
import { Loading } from '@/shared/components/States';
import { TabRow } from '@/shared/components/TabRow';
import type { EditorProps } from '@/shared/documents/types';
import { useDocument } from '@/shared/grid/useHistory';
import { useWords } from '@/shared/i18n';
import { outline } from '../api/dmn';
import { DIAGRAM, openView, printRules, readRules, SOURCE } from '../api/rulesDocument';
import { DecisionGrid } from './DecisionGrid';
import styles from './rules.module.css';

const Diagram = lazy(() => import('./Diagram'));

/** A DMN file: its diagram and expressions in dmn-js, every decision table in our own grid, which writes only what was changed. */
export default function RuleEditor({ text, onChange, readOnly, marks, focus, onSelect }: EditorProps) {
  const t = useWords('rules');
  const doc = useDocument(text, readRules, printRules, onChange);
  const { now } = doc;
  // While a table is edited its headings tell all that is shown of it; the file is read again only when another view opens.
  const known = useMemo(() => outline(printRules(now)), [now.view, now.text]);   // eslint-disable-line react-hooks/exhaustive-deps
  const [asked, setAsked] = useState<{ row: number; at: number } | null>(null);
  const show = useCallback((view: string) => { if (view !== doc.now.view) doc.swap(openView(printRules(doc.now), view)); }, [doc]);
  const tables = known.elements.filter((one) => one.logic === 'table');
  const others = known.elements.filter((one) => one.logic === 'literal' || one.logic === 'boxed').length;

  useEffect(() => {
    if (!focus) return;
    const element = known.elements.find((one) => one.id === focus.element || one.name === focus.element);
    if (element?.logic === 'table') show(element.id); else if (element) show(DIAGRAM);
    if (focus.row) setAsked({ row: focus.row - 1, at: focus.at });
    else if (focus.element && now.table) { const row = now.table.rows.findIndex((one) => one.id === focus.element); if (row >= 0) setAsked({ row, at: focus.at }); }
  }, [focus?.at]);   // eslint-disable-line react-hooks/exhaustive-deps

  const raw = <textarea className={styles.raw} value={now.text} readOnly={readOnly} spellCheck={false} wrap="off" aria-label={t('source')} onChange={(event) => doc.put({ text: event.target.value, view: SOURCE, table: null })} />;
  if (!known.readable && !now.table) return <div className={styles.editor}><Alert type="error" showIcon banner message={t('unreadable')} />{raw}</div>;
  const tabs = [...tables.map((one) => ({ key: one.id, label: one.name })), { key: DIAGRAM, label: others ? t('diagram_and', { count: others }) : t('diagram') }, { key: SOURCE, label: t('source') }];
  return (
    <div className={styles.editor}>
      <div className={styles.views}><TabRow label={t('views')} panel="rule-view" active={now.view} onChange={show} items={tabs} /></div>
      <div id="rule-view" role="tabpanel" aria-label={tabs.find((one) => one.key === now.view)?.label} className={styles.view}>
        {now.table ? (
          <DecisionGrid key={now.view} table={now.table} history={doc} change={readOnly ? undefined : (table) => doc.put({ ...doc.now, table })} marks={marks} only={tables.length < 2} focus={asked} onSelect={onSelect} text={() => printRules(doc.now)} />
        ) : now.view === SOURCE ? raw : (
          <Suspense fallback={<Loading rows={8} />}><Diagram text={now.text} change={readOnly ? undefined : (fresh) => doc.put({ text: fresh, view: DIAGRAM, table: null })} onTable={show} marks={marks} focus={focus} onSelect={onSelect} /></Suspense>
        )}
      </div>
    </div>
  );
}
