import { ArrowLeftOutlined, DeleteOutlined, RedoOutlined, UndoOutlined } from '@ant-design/icons';
import { Alert, App, Button, Tooltip } from 'antd';
import type { FeatureCollection, Geometry } from 'geojson';
import { useEffect, useMemo, useState } from 'react';
import { Link, useNavigate } from 'react-router-dom';
import { usePublicCity } from '@/shared/cases/cityApi';
import { useProblemText } from '@/shared/components/problemText';
import { Empty, Loaded } from '@/shared/components/States';
import { TabRow } from '@/shared/components/TabRow';
import { isProblem } from '@/shared/http/problem';
import { useLanguage, useWords } from '@/shared/i18n';
import { hasRole, useSession } from '@/shared/session/session';
import { useAreasAt, useDropPlan, usePlan, usePreview, type AreaCollection, type AreaFacts, type Plan } from '../api/areas';
import { begin, concerned, drawn, finished, pick, stepOf, TOOLS, type Half } from '../api/tools';
import { usePlanWork } from '../api/usePlanWork';
import { boundsOf, NOTHING, withPlan, type Bounds } from '../gl/shapes';
import { AreaMap } from './AreaMap';
import { ChangeForm } from './ChangeForm';
import { ChangeList } from './ChangeList';
import { EffectPane } from './EffectPane';
import { LayerChoice, type Layer } from './LayerChoice';
import { PlanState } from './PlanList';
import { ReleasePane } from './ReleasePane';
import { Toolbox } from './Toolbox';
import styles from './areas.module.css';

export function PlanPage({ id }: { id: number }) {
  const t = useWords('areas');
  const query = usePlan(id);
  if (isProblem(query.error) && query.error.status === 404) return <Empty page title={t('plan_gone')} action={<Link to="/areas/plans">{t('back')}</Link>} />;
  return <Loaded query={query} rows={8} page>{(plan) => <Desk plan={plan} />}</Loaded>;
}

type Part = 'changes' | 'effects' | 'release';
const OPEN = ['draft', 'checked', 'tested'];

/** One plan: the map to draw on, the changes in their order, what they would do, and the way into use. */
function Desk({ plan }: { plan: Plan }) {
  const t = useWords('areas');
  const say = useProblemText();
  const go = useNavigate();
  const language = useLanguage();
  const { modal } = App.useApp();
  const { data: session } = useSession();
  const { data: city } = usePublicCity();
  const work = usePlanWork(plan);
  const drop = useDropPlan();
  const [layer, setLayer] = useState<Layer>({ layer: 'territorial', kind: 'grid' });
  const [part, setPart] = useState<Part>(plan.state === 'draft' ? 'changes' : 'release');
  const [half, setHalf] = useState<Half | null>(null);
  const [focus, setFocus] = useState<Bounds | null>(null);
  const [shown, setShown] = useState<number | null>(null);

  const published = plan.state === 'published';
  const mayDraw = hasRole(session, ['admin', 'dispatcher']) && OPEN.includes(plan.state);
  const areas = useAreasAt(layer.layer, layer.kind);
  const query = usePreview(work.now.changes, !published);
  const preview = published ? undefined : work.now.changes.length ? query.data : undefined;
  const standing = useMemo(() => withPlan(areas.data, preview, layer.kind), [areas.data, preview, layer.kind]);
  const step = half && stepOf(half);
  const draw = step === 'line' ? 'line' : step === 'shape' ? 'shape' : null;
  const looked = half ?? (shown === null ? null : work.now.changes[shown] ?? null);
  const marked = useMemo(() => (looked ? concerned(looked) : []), [looked]);
  const sketch = useMemo((): FeatureCollection => ({ type: 'FeatureCollection', features: [looked?.line, looked?.shape].filter((one) => !!one).map((one) => ({ type: 'Feature', properties: {}, geometry: one as unknown as Geometry })) }), [looked]);
  const facts = useMemo(() => new Map([...((preview?.gone as unknown as AreaCollection | undefined)?.features ?? []), ...(areas.data?.features ?? []), ...(standing?.features ?? [])].map((one) => [one.properties.code, one.properties])), [areas.data, standing, preview]);
  const nameOf = (code: string | null | undefined) => { const one = code ? facts.get(code) : undefined; return one ? (language === 'en' ? one.name_en || one.name : one.name) : code ?? ''; };

  const add = (from: Half) => { work.change({ ...work.now, changes: [...work.now.changes, finished(from)] }); setHalf(null); setShown(work.now.changes.length); setPart('changes'); };
  /** With the last thing shown a change without words is made at once. */
  const take = (next: Half) => { if (stepOf(next) === null && !TOOLS[next.kind].includes('words') && next.kind !== 'retire') add(next); else setHalf(next); };
  const onPick = (area: AreaFacts) => { if (half) take(pick(half, area, (name, number) => t(number === 1 ? 'part_one' : 'part_two', { name }))); };
  const onDrawn = (geometry: Geometry) => { if (half) take(drawn(half, geometry)); };

  useEffect(() => {
    const key = (event: KeyboardEvent) => {
      const typing = event.target instanceof HTMLInputElement || event.target instanceof HTMLTextAreaElement;
      if (event.key === 'Escape' && half && !typing) { setHalf(null); return; }
      if (!(event.ctrlKey || event.metaKey) || typing || half || !mayDraw) return;
      if (event.key.toLowerCase() === 'z' && !event.shiftKey) { event.preventDefault(); work.undo(); }
      if (event.key.toLowerCase() === 'y' || (event.key.toLowerCase() === 'z' && event.shiftKey)) { event.preventDefault(); work.redo(); }
    };
    window.addEventListener('keydown', key);
    return () => window.removeEventListener('keydown', key);
  });

  const remove = () => modal.confirm({ title: t('drop_title'), content: t('drop_hint'), okText: t('drop'), okButtonProps: { danger: true }, cancelText: t('shared:cancel'), onOk: () => drop.mutateAsync(plan.id).then(() => go('/areas/plans')) });
  const show = (index: number) => {
    setShown(index === shown ? null : index);
    const change = work.now.changes[index];
    if (!change) return;
    const codes = new Set([...concerned(change), ...(preview?.steps.find((one) => one.index === index)?.made ?? [])]);
    const where = boundsOf([change.line as unknown as Geometry, change.shape as unknown as Geometry, ...(standing?.features ?? []).filter((one) => codes.has(one.properties.code)).map((one) => one.geometry)]);
    if (where) setFocus(where);
  };
  const faults = preview?.faults.features.length ?? 0;
  return (
    <div className={styles.plan}>
      <header className={styles.planHead}>
        <Link to="/areas/plans" aria-label={t('back')} className={styles.backLink}><ArrowLeftOutlined /></Link>
        <h1>{plan.name}</h1><PlanState of={plan} />
        <span className={styles.low} role="status">{mayDraw ? t(`kept.${work.kept}`) : t('closed_to_changes')}</span>
        <span className={styles.grow} />
        {mayDraw && <>
          <Tooltip title={t('undo')}><Button size="small" icon={<UndoOutlined />} aria-label={t('undo')} disabled={!work.canUndo} onClick={work.undo} /></Tooltip>
          <Tooltip title={t('redo')}><Button size="small" icon={<RedoOutlined />} aria-label={t('redo')} disabled={!work.canRedo} onClick={work.redo} /></Tooltip>
        </>}
        {!published && (plan.author.login === session?.person.login || hasRole(session, ['admin'])) && <Tooltip title={t('drop')}><Button size="small" danger icon={<DeleteOutlined />} aria-label={t('drop')} onClick={remove} /></Tooltip>}
      </header>
      {work.kept === 'conflict' && <Alert type="warning" showIcon message={t('conflict')} action={<Button size="small" onClick={() => work.takeTheirs(plan)}>{t('conflict_theirs')}</Button>} />}
      {work.kept === 'failed' && <Alert type="error" showIcon message={say(work.error)} action={<Button size="small" onClick={work.again}>{t('shared:retry')}</Button>} />}
      {plan.decision_reason && plan.state === 'draft' && plan.reviewer && <Alert type="warning" showIcon message={t('given_back', { name: plan.reviewer.name })} description={plan.decision_reason} />}
      <div className={styles.desk} data-wide="true">
        <div className={styles.board}>
          <div className={styles.bar}><LayerChoice value={layer} onChange={(next) => { setLayer(next); setHalf(null); }} />{mayDraw && <Toolbox now={half?.kind ?? null} onChoose={(kind) => setHalf(kind ? begin(kind, layer.layer, layer.kind) : null)} />}</div>
          {city && <AreaMap view={city.map} areas={standing} gone={preview?.gone as unknown as AreaCollection | undefined} faults={(preview?.faults ?? NOTHING) as unknown as FeatureCollection} sketch={sketch} marked={marked} draw={draw} onPick={half ? onPick : undefined} onDrawn={onDrawn} focus={focus} label={t('map_label')} />}
          <ul className={styles.legend} aria-label={t('legend')}>{(['new', 'changed', 'gone', 'fault'] as const).map((one) => <li key={one}><i data-mark={one} />{t(`legend.${one}`)}</li>)}</ul>
        </div>
        <aside className={styles.side} aria-label={t('plan')}>
          {half ? <ChangeForm half={half} areas={standing} layer={layer} nameOf={nameOf} onHalf={setHalf} onPick={(area) => { onPick(area); const found = boundsOf((standing?.features ?? []).filter((one) => one.properties.code === area.code || (half.areas ?? []).includes(one.properties.code)).map((one) => one.geometry)); if (found) setFocus(found); }} onDrawn={onDrawn} onAdd={() => add(half)} onCancel={() => setHalf(null)} /> : (
            <>
              <TabRow label={t('plan')} panel="plan-part" active={part} onChange={setPart} items={[{ key: 'changes', label: t('part.changes'), count: work.now.changes.length }, { key: 'effects', label: t('part.effects'), ...(faults ? { count: faults, tone: 'bad' as const } : {}) }, { key: 'release', label: t('part.release') }]} />
              <div id="plan-part" role="tabpanel" aria-label={t(`part.${part}`)} className={styles.part}>
                {part === 'changes' && <ChangeList work={work} preview={preview} editable={mayDraw} shown={shown} onShow={show} nameOf={nameOf} />}
                {part === 'effects' && (published ? <p className={styles.low}>{t('effects_published')}</p> : <EffectPane query={query} empty={!work.now.changes.length} onShow={setFocus} />)}
                {part === 'release' && <ReleasePane plan={plan} work={work} kept={work.kept === 'saved'} />}
              </div>
            </>
          )}
        </aside>
      </div>
    </div>
  );
}
