import { useEffect, useRef, useState } from 'react';
import { Alert } from 'antd';
import type { Focus, Marks } from '@/shared/documents/types';
import { useLanguage, useWords } from '@/shared/i18n';
import { asDmn13, laidOut } from '../api/layout';
import { withoutRules, withRules } from '../api/stripped';
import { RuleModeler } from './modeler';
import { translator } from './translator';
import styles from './rules.module.css';

interface Props { text: string; change?: (text: string) => void; onTable: (id: string) => void; marks: Marks; focus?: Focus | null; onSelect?: (element: string | null) => void }
interface Canvas { zoom(to: string, center?: string): void; addMarker(id: string, name: string): void; removeMarker(id: string, name: string): void }
interface Registry { get(id: string): { id: string } | undefined }
interface Selection { select(element: { id: string }): void }

/** The decision requirements diagram and boxed expressions, drawn by dmn-js. Rules of tables never go through it: they are put back byte by byte. */
export default function Diagram({ text, change, onTable, marks, focus, onSelect }: Props) {
  const t = useWords('rules');
  const language = useLanguage();
  const box = useRef<HTMLDivElement>(null);
  const modeler = useRef<RuleModeler | null>(null);
  const given = useRef('');
  const whole = useRef((xml: string) => xml);
  const importing = useRef(false);
  const [fault, setFault] = useState<string | null>(null);
  const say = useRef({ change, onTable, onSelect });
  say.current = { change, onTable, onSelect };

  useEffect(() => {
    if (!box.current) return undefined;
    const words = { additionalModules: [{ translate: ['value', translator(t)] }] };
    const made = new RuleModeler({ container: box.current, drd: words, literalExpression: words, boxedExpression: words, decisionTable: words });
    modeler.current = made;
    made.onTable = (id) => { if (!importing.current) say.current.onTable(id); };
    let timer: ReturnType<typeof setTimeout> | undefined;
    const save = async () => {
      if (!say.current.change) return;
      const { xml } = await made.saveXML({ format: true });
      const fresh = whole.current(xml);
      if (fresh !== given.current) { given.current = fresh; say.current.change(fresh); }
    };
    made.on('viewer.created', (({ viewer }: { viewer: { on(event: string, run: (event: { newSelection?: { id: string }[] }) => void): void } }) => {
      viewer.on('commandStack.changed', () => { clearTimeout(timer); timer = setTimeout(() => void save(), 200); });
      viewer.on('selection.changed', (event) => say.current.onSelect?.(event.newSelection?.[0]?.id ?? null));
    }) as never);
    return () => { clearTimeout(timer); modeler.current = null; made.destroy(); };
  }, [language]);   // eslint-disable-line react-hooks/exhaustive-deps

  useEffect(() => {
    const made = modeler.current;
    if (!made || (text === given.current && made.getActiveView())) return;
    given.current = text;
    const stripped = withoutRules(text);
    const plain = asDmn13(laidOut(stripped.text));
    whole.current = (xml) => plain.back(withRules(xml, stripped.kept));
    importing.current = true;
    made.importXML(plain.text).then(() => {
      importing.current = false;
      setFault(null);
      const first = made.getViews().find((view) => view.type === 'drd') ?? made.getViews().find((view) => view.type !== 'decisionTable');
      return first && made.open(first);
    }).then(() => { if (made.getActiveView()?.type === 'drd') made.getActiveViewer()?.get<Canvas>('canvas').zoom('fit-viewport', 'auto'); paint(made, marks); }).catch((error: unknown) => { importing.current = false; setFault(error instanceof Error ? error.message : String(error)); });
  }, [text, language]);   // eslint-disable-line react-hooks/exhaustive-deps

  useEffect(() => { if (modeler.current) paint(modeler.current, marks); }, [marks]);
  useEffect(() => {
    const viewer = modeler.current?.getActiveView()?.type === 'drd' ? modeler.current.getActiveViewer() : undefined;
    const element = focus?.element ? viewer?.get<Registry>('elementRegistry').get(focus.element) : undefined;
    if (element) viewer?.get<Selection>('selection').select(element);
  }, [focus?.at]);   // eslint-disable-line react-hooks/exhaustive-deps

  return (
    <div className={styles.diagram}>
      {fault && <Alert type="error" banner message={t('cannot_draw')} description={fault} />}
      {change ? null : <p className={styles.look}>{t('read_only')}</p>}
      <div ref={box} className={styles.canvas} data-look={change ? undefined : true} tabIndex={0} role="application" aria-label={t('diagram')} />
    </div>
  );
}

const MARK = 'yw-fault';
const painted = new WeakMap<RuleModeler, string[]>();

function paint(made: RuleModeler, marks: Marks) {
  if (made.getActiveView()?.type !== 'drd') return;
  const viewer = made.getActiveViewer();
  const canvas = viewer?.get<Canvas>('canvas');
  const registry = viewer?.get<Registry>('elementRegistry');
  if (!canvas || !registry) return;
  for (const id of painted.get(made) ?? []) if (registry.get(id)) canvas.removeMarker(id, MARK);
  const ids = [...new Set([...marks.faults.map((one) => one.element), ...marks.proofs.map((one) => one.table)])].filter((id): id is string => !!id && !!registry.get(id));
  for (const id of ids) canvas.addMarker(id, MARK);
  painted.set(made, ids);
}
