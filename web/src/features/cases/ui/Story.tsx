import { useMemo, useState } from 'react';
import { useTrail } from '@/shared/cases/api';
import { useMatters, useUnits } from '@/shared/cases/cityApi';
import { Confidence } from '@/shared/components/Confidence';
import { Panel } from '@/shared/components/Panel';
import { Loaded } from '@/shared/components/States';
import type { Case, Schemas, TrailEvent } from '@/shared/http/types';
import { useCodeWord, useLanguage, useName, useWords } from '@/shared/i18n';
import { courseOf, type Course } from '@/shared/process/api';
import { fullTime } from '@/shared/time/format';
import { Attachments } from './Attachments';
import { StepAnswers } from './StepAnswers';
import { blanks, CHAPTERS, chapterOf, chapters, fromHistory, otherwise, readable, stepForms, written, type Chapter } from '../api/story';
import styles from './story.module.css';

/** Everything that happened, oldest first: who or what decided, on what evidence, how sure, and what it would have been otherwise. */
export function Story({ of }: { of: Case }) {
  const t = useWords('cases');
  const trail = useTrail(of.id);
  const [hidden, setHidden] = useState<readonly Chapter[]>(['clock']);
  const toggle = (chapter: Chapter) => setHidden((now) => (now.includes(chapter) ? now.filter((one) => one !== chapter) : [...now, chapter]));
  const count = chapters(trail.data ?? []);
  const course = useMemo(() => courseOf(trail.data ?? []), [trail.data]);
  const forms = useMemo(() => stepForms(trail.data ?? []), [trail.data]);
  return (
    <Panel title={t('story')} tight extra={(
      <span className={styles.filter} role="group" aria-label={t('filter')}>
        {CHAPTERS.filter((chapter) => count[chapter] > 0).map((chapter) => <button key={chapter} type="button" aria-pressed={!hidden.includes(chapter)} onClick={() => toggle(chapter)} data-chapter={chapter}>{t(`chapter.${chapter}`)} <b>{count[chapter]}</b></button>)}
      </span>
    )}>
      <Loaded query={trail}>
        {(events) => {
          const shown = events.filter((event) => !hidden.includes(chapterOf(event)));
          return shown.length ? <ol className={styles.story}>{shown.map((event, i) => <Line key={`${event.seq}-${event.kind}-${i}`} event={event} of={of} course={course} forms={forms} />)}</ol> : <p className={styles.none}>{t('story_none')}</p>;
        }}
      </Loaded>
    </Panel>
  );
}

function Line({ event, of, course, forms }: { event: TrailEvent; of: Case; course: Course | null; forms: ReadonlyMap<number, string> }) {
  const t = useWords('cases');
  const word = useCodeWord();
  const name = useName();
  const language = useLanguage();
  const { data: units } = useUnits();
  const { data: matters } = useMatters();
  const time = (at: string) => fullTime(at, language).slice(0, -3);
  const nameOf = (code: string) => { const found = units?.find((one) => one.code === code) ?? matters?.find((one) => one.code === code); return found && name(found); };
  const values = blanks(event, (list, code) => word(list, code), time, nameOf);
  const chapter = chapterOf(event);
  const other = otherwise(event);
  const history = (text: string) => { const said = fromHistory(text); return said && t(said.returned ? 'history_returned' : 'history', { ...said, unit: nameOf(said.unit) ?? said.unit }); };
  const evidence = event.evidence.map((one) => (one.kind === 'history' ? history(one.text) : readable(one.text, (row) => t('row', { row }), nameOf))).filter((one): one is string => !!one);
  const nowhere = event.kind === 'place_judged' && !event.data.label;
  const unsure = event.data.sure === false;
  const words = event.kind === 'report_received' ? [] : written(event);
  const files = (event.data.attachments ?? (event.data.attachment ? [event.data.attachment] : [])) as Schemas['Attachment'][];
  const byEngine = chapter !== 'people';
  const who = byEngine || event.actor.kind === 'system' ? t('actor.system') : event.actor.kind === 'citizen' ? t('actor.citizen') : event.actor.name ?? event.actor.login ?? t('actor.person');
  return (
    <li className={styles.line} data-chapter={chapter}>
      <div className={styles.what}>
        <b>{word('EventKind', event.kind)}</b>
        <span>{event.kind === 'queued_for_dispatcher' ? t(`why.${String(event.data.why)}`, { defaultValue: '' }) : nowhere ? t('no_place') : t(`trail.${event.kind}`, { ...keysOf(values), defaultValue: '' })}</span>
        {event.confidence !== null && !nowhere && <Confidence value={event.confidence} sure={event.data.sure as boolean | undefined} />}
        {unsure && <em>{t('unsure')}</em>}
      </div>
      {words.map((text, i) => <p key={i} className={styles.quote}>{text}</p>)}
      {event.kind === 'activity_completed' && <StepAnswers event={event} course={course} forms={forms} caseId={of.id} />}
      {evidence.length > 0 && <p className={styles.why}>{t('evidence')} {[...new Set(evidence)].slice(0, 8).map((one, i) => <mark key={i} className="evidence" data-tone={event.kind === 'place_judged' ? 'place' : 'matter'}>{one}</mark>)}</p>}
      {other && <p className={styles.why}>{t('otherwise')} {nameOf(other.split(' ')[0] ?? '') ?? other}{other.includes(' row ') ? ` · ${t('row', { row: other.split(' row ')[1] ?? '' })}` : ''}</p>}
      {files.some((file) => typeof file === 'object') && <Attachments files={files.filter((file) => typeof file === 'object')} caseId={of.id} />}
      <p className={styles.low}><span>{who}{!byEngine && event.actor.unit ? ` · ${name(event.actor.unit)}` : ''}</span><time dateTime={event.at}>{fullTime(event.at, language)}</time>{event.by && <span className="mono">{event.by}</span>}</p>
    </li>
  );
}

/** i18next copies its blanks, so the stand-ins for missing ones are spelt out. */
const BLANKS = ['channel', 'number', 'matter', 'before', 'label', 'area', 'address', 'unit', 'duty_row', 'basis', 'why', 'claim_unit', 'from', 'to', 'grade', 'days', 'cause', 'satisfaction', 'refusal', 'into', 'report', 'card', 'partner', 'reference', 'clock', 'due', 'how', 'name'] as const;
const keysOf = (values: Record<string, string>) => Object.fromEntries(BLANKS.map((key) => [key, values[key]]));
