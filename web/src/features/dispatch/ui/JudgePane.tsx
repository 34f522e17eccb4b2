import { Alert, App, Button } from 'antd';
import { useMemo, useState } from 'react';
import { Link } from 'react-router-dom';
import { useRelated, useTrail } from '@/shared/cases/api';
import { usePublicCity } from '@/shared/cases/cityApi';
import { RehearsalMark, UrgencyMark } from '@/shared/cases/Marks';
import { evidenceOf } from '@/shared/commands/CaseBrief';
import type { Opened } from '@/shared/commands/CaseDrawer';
import { useMatterOptions, useUnitOptions } from '@/shared/commands/Pickers';
import { Confidence } from '@/shared/components/Confidence';
import { Marked, type Span } from '@/shared/components/Mark';
import { Palette } from '@/shared/components/Palette';
import { Panel } from '@/shared/components/Panel';
import { useProblemText } from '@/shared/components/problemText';
import { useShortcuts } from '@/shared/components/shortcuts';
import { SimilarCases } from '@/shared/settled/SimilarCases';
import { Tags } from '@/shared/tags/Tags';
import type { Case, Schemas } from '@/shared/http/types';
import { useCodeWord, useLanguage, useName, useWords } from '@/shared/i18n';
import { CityMap } from '@/shared/map/CityMap';
import { dayTime } from '@/shared/time/format';
import { useDispatch, useMerge, useOtherwise, useUnitFor } from '../api/dispatch';
import { readWhy } from '../api/why';
import { GroupNote } from './GroupNote';
import type { Done } from './LastDone';
import { MatterChoice } from './MatterChoice';
import { RelatedList } from './RelatedList';
import { UnitChoice } from './UnitChoice';
import { WhyLine } from './WhyLine';
import styles from './dispatch.module.css';

interface Props { of: Case; active: boolean; onDone: (one: Done) => void; onMore: (opened: Opened) => void }

const LEGEND = ['matter', 'place', 'urgency'] as const;

/** One unsure case: its words with the evidence, what the engine thinks, and one key to agree. */
export function JudgePane({ of, active, onDone, onMore }: Props) {
  const t = useWords('dispatch');
  const word = useCodeWord();
  const name = useName();
  const say = useProblemText();
  const language = useLanguage();
  const { modal } = App.useApp();
  const guesses = of.advice.matters.slice(0, 3);
  const [picked, setPicked] = useState<string | undefined>(() => (of.matter_confidence === null ? of.matter?.code : undefined) ?? guesses[0]?.matter.code ?? of.matter?.code);
  const [pickedUnit, setPickedUnit] = useState<string | undefined>();
  const [palette, setPalette] = useState<'unit' | 'matter' | null>(null);
  const { guess, busy } = useUnitFor(of, picked);
  const otherwise = useOtherwise(of.id);
  const related = useRelated(of.id);
  const why = readWhy(useTrail(of.id).data);
  const [pointed, setPointed] = useState<Schemas['Tag'] | null>(null);
  const units = useUnitOptions();
  const matterOptions = useMatterOptions();
  const matters = useMemo(() => matterOptions.map((one) => ({ ...one, hint: one.path })), [matterOptions]);
  const { data: city } = usePublicCity();
  const dispatch = useDispatch();
  const merge = useMerge();

  const unit = pickedUnit ?? guess?.unit.code;
  const unitName = units.find((one) => one.value === unit)?.label ?? (guess?.unit.code === unit ? name(guess?.unit) : unit);
  const choose = (matter: string) => { setPicked(matter); setPickedUnit(undefined); };
  const confirm = () => {
    if (dispatch.isPending) return;
    if (!unit) { setPalette('unit'); return; }
    dispatch.mutate({ of, matter: picked, unit }, { onSuccess: (after) => onDone({ id: after.id, version: after.version, number: after.number, unit: after.unit, what: 'assign_unit' }) });
  };
  const askMerge = (into: number, number: string) => void modal.confirm({
    title: t('merge_title', { number }), content: t('merge_hint'), okText: t('merge_yes'), cancelText: t('cancel'),
    onOk: () => merge.mutateAsync({ of, into }).then((after) => onDone({ id: after.id, version: after.version, number: after.number, unit: null, what: 'merge' }), () => undefined),
  });

  useShortcuts(!active || palette ? [] : [
    { keys: 'Enter', what: t('key.confirm'), run: confirm },
    ...guesses.map((guessed, i) => ({ keys: String(i + 1), what: t('key.matter_nth', { n: i + 1 }), run: () => choose(guessed.matter.code) })),
    { keys: 'U', what: t('key.unit'), run: () => setPalette('unit') },
    { keys: 'M', what: t('key.matter'), run: () => setPalette('matter') },
    { keys: 'P', what: t('key.place'), run: () => onMore({ id: of.id, operation: 'correct_place' }) },
    { keys: 'O', what: t('key.more'), run: () => onMore({ id: of.id }) },
    { keys: 'J', what: t('key.next') }, { keys: 'K', what: t('key.previous') },
  ]);

  const best = guesses[0];
  const spans: Span[] = [...(pointed ? [{ ...pointed, tone: 'lit' as const }] : []), ...evidenceOf(of)];
  const failed = dispatch.error ?? merge.error;
  return (
    <>
      <div className={styles.judge}>
        <div className={styles.column}>
          <Panel title={<span className={styles.head}><UrgencyMark urgency={of.urgency} />{of.title}{of.rehearsal && <RehearsalMark />}</span>} extra={<Link to={`/cases/${of.id}`} className="mono">{of.number}</Link>}>
            {of.queue && <p className={styles.whyLine}>{t(`why_long.${of.queue.why}`)}</p>}
            <p className={styles.words}><Marked text={of.text} spans={spans} /></p>
            {best && spans.length > 0 && (
              <p className={styles.legend} aria-label={t('legend')}>
                <span>{t('marked_for', { matter: name(best.matter) })}</span>
                {LEGEND.filter((tone) => spans.some((one) => (one.tone ?? 'matter') === tone)).map((tone) => <mark key={tone} className="evidence" data-tone={tone}>{t(`legend_${tone}`)}</mark>)}
              </p>
            )}
            {of.tags.length > 0 && <div className={styles.tags}><Tags tags={of.tags} label={t('tags')} onPoint={setPointed} /></div>}
            <p className={styles.source}>
              <span>{word('Channel', of.channel)} · {word('RequestKind', of.kind)} · {dayTime(of.opened_at, language)}</span>
              {of.reporter && <span>{[of.reporter.name, of.reporter.phone].filter(Boolean).join(' ')}</span>}
              {of.reports.length > 1 && <span>{t('reports', { count: of.reports.length })}</span>}
              {of.advice.by && <span className={styles.by}>{of.advice.by}</span>}
            </p>
          </Panel>
          <Panel title={t('matter')} extra={<Button size="small" onClick={() => setPalette('matter')}>{t('search')} <kbd>M</kbd></Button>}>
            {why && <WhyLine why={why} matters={matterOptions} />}
            <MatterChoice guesses={guesses} picked={picked} options={matterOptions} onPick={choose} />
          </Panel>
          <Panel title={t('unit')} extra={<Button size="small" onClick={() => setPalette('unit')}>{t('search')} <kbd>U</kbd></Button>}>
            <UnitChoice guess={guess} chosen={pickedUnit} chosenName={unitName} busy={busy} otherwise={picked === guesses[0]?.matter.code ? otherwise : null} units={units} onPick={setPickedUnit} />
          </Panel>
        </div>
        <div className={styles.column}>
          <Panel title={t('place')} extra={<Button size="small" onClick={() => onMore({ id: of.id, operation: 'correct_place' })}>{t('correct')} <kbd>P</kbd></Button>} tight>
            <p className={styles.placeText}>{of.place?.text ?? t('place_none')}{of.place_confidence !== null && <Confidence value={of.place_confidence} />}</p>
            {city && of.place?.point && <CityMap view={city.map} point={of.place.point} label={t('place')} className={styles.map} />}
          </Panel>
          <GroupNote of={of.id} />
          <SimilarCases of={of.id} onUnit={setPickedUnit} />
          <RelatedList related={related.data ?? []} busy={merge.isPending} mayMerge={of.may.includes('merge')} onMerge={askMerge} />
        </div>
      </div>
      <footer className={styles.bar}>
        {!!failed && <Alert type="error" showIcon role="alert" message={say(failed)} className={styles.alert} />}
        <Button type="primary" size="large" loading={dispatch.isPending} onClick={confirm} disabled={!of.may.includes('assign_unit')}>{unit ? t('confirm_to', { unit: unitName }) : t('choose_unit')} <kbd>↵</kbd></Button>
        <Button size="large" onClick={() => onMore({ id: of.id })}>{t('more')} <kbd>O</kbd></Button>
        <span className={styles.keys}><kbd>J</kbd> <kbd>K</kbd> {t('key.move')}<span> </span><kbd>?</kbd> {t('key.help')}</span>
      </footer>
      <Palette open={palette === 'unit'} title={t('find_unit')} choices={units} first={[guess?.unit.code, otherwise?.unit].filter((one): one is string => !!one)} onClose={() => setPalette(null)} onChoose={(value) => { setPickedUnit(value); setPalette(null); }} />
      <Palette open={palette === 'matter'} title={t('find_matter')} choices={matters} first={guesses.map((one) => one.matter.code)} onClose={() => setPalette(null)} onChoose={(value) => { choose(value); setPalette(null); }} />
    </>
  );
}
