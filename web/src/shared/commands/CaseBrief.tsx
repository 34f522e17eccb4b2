import { Link } from 'react-router-dom';
import { ClockMark, StageMark, UrgencyMark } from '@/shared/cases/Marks';
import { Marked, type Span } from '@/shared/components/Mark';
import type { Case } from '@/shared/http/types';
import { useCodeWord, useLanguage, useName, useWords } from '@/shared/i18n';
import { dayTime } from '@/shared/time/format';
import styles from './commands.module.css';

/** Evidence of these sorts is about something else than the words of the report, or not about its matter. */
const NOT_WORDS = new Set(['kind', 'urgency', 'model', 'rule']);
export const speaksForMatter = (one: { kind?: string }) => !NOT_WORDS.has(one.kind ?? '');

/** What the judgements rest on, as marks in the first report's words. */
export const evidenceOf = (of: Case): Span[] => {
  const told = of.advice.matters[0]?.evidence ?? [];
  return [
    ...told.filter(speaksForMatter),
    ...(of.advice.places[0]?.evidence ?? []).map((one) => ({ ...one, tone: 'place' as const })),
    ...told.filter((one) => one.kind === 'urgency').map((one) => ({ ...one, tone: 'urgency' as const })),
    ...of.tags.filter((tag) => tag.kind === 'sensitive_word' || tag.kind === 'emotion').map((tag) => ({ ...tag, tone: 'urgency' as const })),
  ];
};

/** The clocks that still run, the one that ends first ahead. */
export const runningClocks = (of: Case) => of.clocks.filter((clock) => clock.state === 'running' || clock.state === 'near' || clock.state === 'overdue').sort((a, b) => a.due_at.localeCompare(b.due_at));

/** A case in a few lines, above a form. */
export function CaseBrief({ of }: { of: Case }) {
  const t = useWords('commands');
  const word = useCodeWord();
  const name = useName();
  const language = useLanguage();
  return (
    <div className={styles.brief}>
      <div className={styles.briefTop}>
        <StageMark stage={of.stage} /><UrgencyMark urgency={of.urgency} /><Link to={`/cases/${of.id}`} className="mono">{of.number}</Link>
        <span>{word('Channel', of.channel)} {dayTime(of.opened_at, language)}</span>
        {runningClocks(of).map((clock) => <ClockMark key={clock.kind} clock={clock} suspended={!!of.suspended} kind />)}
      </div>
      <p className={styles.briefText} tabIndex={0} role="region" aria-label={t('words')}><Marked text={of.text} spans={evidenceOf(of)} /></p>
      <dl className={styles.facts}>
        <div><dt>{t('matter')}</dt><dd>{of.matter ? name(of.matter) : '–'}</dd></div>
        <div><dt>{t('place')}</dt><dd>{of.place?.text ?? '–'}</dd></div>
        {of.reporter && <div><dt>{t('reporter')}</dt><dd>{[of.reporter.name, of.reporter.phone].filter(Boolean).join(' ') || '–'}{of.reporter.confidential && ` · ${t('confidential')}`}</dd></div>}
        {of.assist.length > 0 && <div><dt>{t('assist')}</dt><dd>{of.assist.map((one) => `${name(one.unit)}${one.finished ? ` (${t('finished')})` : ''}`).join(', ')}</dd></div>}
        {of.question && <div><dt>{t('question')}</dt><dd>{of.question.text}{of.question.answer ? <p className={styles.told}>{of.question.answer}</p> : ` · ${t('no_answer')}`}</dd></div>}
        {of.review && !of.review.pass && <div><dt>{t('sent_back')}</dt><dd>{of.review.note}</dd></div>}
        {of.resolution && <div><dt>{t('result')}</dt><dd className={styles.told}>{of.resolution.result}</dd></div>}
        {of.extension?.state === 'pending' && <div><dt>{t('extension')}</dt><dd>{t('extension_of', { days: of.extension.days })} · {of.extension.reason}</dd></div>}
        {of.dispute && <div><dt>{t('dispute')}</dt><dd>{name(of.dispute.by_unit)}{of.dispute.claim_unit ? ` → ${name(of.dispute.claim_unit)}` : ''} · {of.dispute.reason}</dd></div>}
      </dl>
    </div>
  );
}
