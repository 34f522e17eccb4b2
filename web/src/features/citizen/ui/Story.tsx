import { Link } from 'react-router-dom';
import type { PublicCase, Schemas } from '@/shared/http/types';
import { useCodeWord, useLanguage, useName, useWords } from '@/shared/i18n';
import { RehearsalMark } from '@/shared/cases/Marks';
import { dayTime } from '@/shared/time/format';
import { Answer } from './Answer';
import { Rate, Rated } from './Rate';
import form from './form.module.css';
import styles from './track.module.css';

const MILESTONES = ['received', 'dispatched', 'handling', 'resolved'] as const;
const REACHED: Record<Schemas['Stage'], number> = { received: 0, dispatched: 1, accepted: 2, handling: 2, resolved: 3, called_back: 4, closed: 4, answered: 4, refused: 4, merged: 2 };

/** Everything a citizen may know about a report, in plain words, newest question first. */
export function Story({ story, code }: { story: PublicCase; code: string }) {
  const t = useWords('citizen');
  const word = useCodeWord();
  const name = useName();
  const language = useLanguage();
  const settled = ['called_back', 'closed', 'answered', 'refused'].includes(story.stage);
  return (
    <>
      <nav className={styles.back}><Link to="/track">{t('track.other')}</Link></nav>
      <section className={form.card}>
        <p className={styles.number}>{story.number} {story.rehearsal && <RehearsalMark />}</p>
        <h1 className={styles.stage}>{t(`stage.${story.stage}`)}</h1>
        {!settled && story.due_at && !story.suspended && <p className={styles.due}>{t('track.due', { at: dayTime(story.due_at, language) })}</p>}
        {story.suspended && <p className={styles.due}>{t('track.suspended', { cause: word('SuspendReason', story.suspended.cause) })}</p>}
        {story.stage !== 'refused' && story.stage !== 'answered' && <Milestones reached={REACHED[story.stage]} />}
        <blockquote className={styles.words}>{story.text}</blockquote>
        <dl className={form.facts}>
          {story.matter && <div><dt>{t('understood.matter')}</dt><dd>{name(story.matter)}</dd></div>}
          {story.place_text && <div><dt>{t('understood.place')}</dt><dd>{story.place_text}</dd></div>}
          {story.unit && <div><dt>{t('track.unit')}</dt><dd>{name(story.unit)}</dd></div>}
        </dl>
        {story.joined_others && <p className={styles.note}>{t('track.joined')}</p>}
      </section>
      {story.question && story.may_reply && <Answer number={story.number} code={code} question={story.question.text} />}
      {story.reply && (
        <section className={`${form.card} ${styles.reply}`}>
          <h2 className={styles.next}>{t('track.reply')}</h2>
          <p className={styles.replyText}>{story.reply.text}</p>
          <p className={form.quiet}>{[name(story.reply.unit), dayTime(story.reply.at, language)].filter(Boolean).join(' · ')}</p>
        </section>
      )}
      {story.refusal && <section className={form.card}><h2 className={styles.next}>{word('RefuseKind', story.refusal.kind)}</h2><p className={styles.replyText}>{story.refusal.reason}</p></section>}
      {story.may_rate && <Rate number={story.number} code={code} />}
      {story.rating && <Rated rating={story.rating} />}
      <section className={form.card}>
        <h2 className={styles.next}>{t('track.steps')}</h2>
        <ol className={styles.steps}>
          {[...story.steps].reverse().map((step, i) => <li key={i} className={i === 0 ? styles.newest : undefined}><Step step={step} /><time dateTime={step.at}>{dayTime(step.at, language)}</time></li>)}
        </ol>
      </section>
    </>
  );
}

function Step({ step }: { step: Schemas['PublicStep'] }) {
  const t = useWords('citizen');
  const word = useCodeWord();
  const language = useLanguage();
  const facts = step.facts as Record<string, string | null | undefined>;
  const unit = (language === 'en' && facts.unit_en) || facts.unit;
  return (
    <div>
      <p>{t(unit ? `step.${step.step}_unit` : `step.${step.step}`, { defaultValue: t(`step.${step.step}`), unit, cause: word('SuspendReason', facts.cause), at: facts.due_at ? dayTime(facts.due_at, language) : '' })}</p>
      {facts.text && <p className={styles.said}>{facts.text}</p>}
    </div>
  );
}

function Milestones({ reached }: { reached: number }) {
  const t = useWords('citizen');
  return (
    <ol className={styles.milestones}>
      {MILESTONES.map((one, i) => (
        <li key={one} className={i < reached ? styles.passed : i === reached ? styles.present : undefined} aria-current={i === reached ? 'step' : undefined}><i aria-hidden="true" />{t(`milestone.${one}`)}</li>
      ))}
    </ol>
  );
}
