import { useMemo } from 'react';
import { useTrail } from '@/shared/cases/api';
import { useUnits } from '@/shared/cases/cityApi';
import { Panel } from '@/shared/components/Panel';
import type { Case } from '@/shared/http/types';
import { useLanguage, useName, useWords } from '@/shared/i18n';
import { courseOf, useProcessText } from '@/shared/process/api';
import { ProcessDiagram, type Badge, type Tone } from '@/shared/process/ProcessDiagram';
import { dayTime } from '@/shared/time/format';
import styles from './process.module.css';

/** Where the case stands in the process its city drew, and which way it came; nothing for cases without one. */
export function ProcessPanel({ of }: { of: Case }) {
  const t = useWords('cases');
  const name = useName();
  const language = useLanguage();
  const { data: units } = useUnits();
  const { data: trail } = useTrail(of.id);
  const course = useMemo(() => courseOf(trail ?? []), [trail]);
  const now = of.process ?? null;
  const code = now?.code ?? course?.code;
  const version = now?.version ?? course?.version;
  const drawing = useProcessText(code, version);
  const tones = useMemo(() => {
    const out: Record<string, Tone[]> = {};
    for (const id of course?.been ?? []) out[id] = ['been'];
    for (const one of now?.activities ?? []) out[one.element] = ['here'];
    for (const one of now?.stuck ?? []) out[one.element] = ['bad'];
    return out;
  }, [course, now]);
  const badges = useMemo<Badge[]>(() => (now?.activities ?? []).map((one) => ({ element: one.element, text: '●', tone: 'here', title: one.name })), [now]);
  if (!code) return null;
  const who = (given: string | null) => { const unit = units?.find((one) => one.code === given); return unit ? name(unit) : given; };
  return (
    <Panel title={t('process')} tight extra={<small className={styles.low}>{now?.name ?? drawing.data?.name ?? code} <span className="mono">{version?.slice(0, 7)}</span></small>}>
      {drawing.data && <div className={styles.picture}><ProcessDiagram text={drawing.data.text} label={t('process_picture', { number: of.number })} tones={tones} badges={badges} follow={now?.activities[0]?.element} still /></div>}
      {now && now.activities.length > 0 && (
        <ul className={styles.steps}>{now.activities.map((one) => <li key={one.id}><b>{one.name}</b><span>{who(one.who)}</span>{one.due_at && <small>{t('process_due', { time: dayTime(one.due_at, language) })}</small>}</li>)}</ul>
      )}
      {now?.stuck.map((one) => <p key={one.id} className={styles.stuck} role="alert">{t('process_stuck', { name: one.name })} {one.detail || one.cause}</p>)}
      {course && course.steps.length > 0 && <p className={styles.way}>{t('process_way')} {course.steps.map((one, i) => <span key={i} title={dayTime(one.at, language)}>{one.name}</span>)}{!now && <span>{t('process_over')}</span>}</p>}
    </Panel>
  );
}
