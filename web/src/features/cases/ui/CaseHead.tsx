import { App } from 'antd';
import type { ReactNode } from 'react';
import { CardMark, ClockMark, RehearsalMark, StageMark, UrgencyMark } from '@/shared/cases/Marks';
import { copy } from '@/shared/hooks/copy';
import { CLOCK_KINDS } from '@/generated/contract';
import type { Case, Schemas } from '@/shared/http/types';
import { useCodeWord, useLanguage, useName, useWords } from '@/shared/i18n';
import { fullTime } from '@/shared/time/format';
import styles from './case.module.css';

type Stage = Schemas['Stage'];
const WAY: readonly Stage[] = ['received', 'dispatched', 'accepted', 'handling', 'resolved', 'called_back', 'closed'];

/** The stages this case goes through; those that end at once have a short way. */
function wayOf(of: Case): readonly Stage[] {
  if (of.stage === 'answered' || of.stage === 'refused' || of.stage === 'merged') return ['received', of.stage];
  return WAY.filter((stage) => !(stage === 'resolved' && of.procedure && !of.procedure.review && of.stage !== 'resolved') && !(stage === 'called_back' && of.procedure && !of.procedure.call_back && of.stage !== 'called_back'));
}

export function CaseHead({ of, children }: { of: Case; children?: ReactNode }) {
  const t = useWords('cases');
  const word = useCodeWord();
  const name = useName();
  const language = useLanguage();
  const { message } = App.useApp();
  const way = wayOf(of);
  const at = way.indexOf(of.stage);
  return (
    <header className={styles.head}>
      <div className={styles.headTop}>
        <button type="button" className={styles.number} title={t('copy')} aria-label={t('copy_number', { number: of.number })} onClick={() => void copy(of.number).then((ok) => ok && message.success(t('shared:copied')))}>{of.number}</button>
        <StageMark stage={of.stage} /><UrgencyMark urgency={of.urgency} always />
        <span className={styles.quiet}>{word('Grade', of.grade)}</span>
        {of.cards.map((card, i) => <CardMark key={i} card={card.card} />)}
        {of.reminders > 0 && <span className={styles.quiet}>{t('reminded', { count: of.reminders })}</span>}
        {of.rehearsal && <RehearsalMark />}
        <span className={styles.headEnd}>{children}</span>
      </div>
      <h1>{of.title}</h1>
      <p className={styles.path}>{of.matter ? <>{language === 'zh' && of.matter.path.map((part) => <span key={part}>{part}</span>)}<span>{name(of.matter)}</span></> : t('no_matter')}</p>
      <ol className={styles.way} aria-label={t('stages')}>
        {way.map((stage, i) => (
          <li key={stage} data-state={i < at || of.stage === 'closed' ? 'past' : i === at ? 'now' : 'next'} aria-current={i === at ? 'step' : undefined}><span>{word('Stage', stage)}</span></li>
        ))}
      </ol>
      {of.clocks.length > 0 && (
        <ul className={styles.clocks} aria-label={t('clocks')}>
          {CLOCK_KINDS.flatMap((kind) => of.clocks.filter((clock) => clock.kind === kind)).map((clock, i) => (
            <li key={i}><span>{word('ClockKind', clock.kind)}</span><ClockMark clock={clock} suspended={!!of.suspended && (clock.state === 'running' || clock.state === 'near' || clock.state === 'overdue')} /><small>{t('due', { at: fullTime(clock.due_at, language).slice(0, -3) })}</small></li>
          ))}
        </ul>
      )}
    </header>
  );
}
