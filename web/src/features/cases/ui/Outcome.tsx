import { Panel } from '@/shared/components/Panel';
import type { Case } from '@/shared/http/types';
import { useCodeWord, useLanguage, useName, useWords } from '@/shared/i18n';
import { dayTime } from '@/shared/time/format';
import { Attachments } from './Attachments';
import styles from './case.module.css';

/** What was asked, found, done and said about it. */
export function Outcome({ of }: { of: Case }) {
  const t = useWords('cases');
  const word = useCodeWord();
  const name = useName();
  const language = useLanguage();
  const at = (time: string) => dayTime(time, language);
  const rows = [
    of.answer && { key: 'answer', title: t('answer'), low: at(of.answer.at), body: of.answer.text },
    of.refusal && { key: 'refusal', title: `${t('refusal')} · ${word('RefuseKind', of.refusal.kind)}`, low: at(of.refusal.at), body: of.refusal.reason },
    of.question && { key: 'question', title: t('question'), low: at(of.question.asked_at), body: of.question.text, more: of.question.answer ? `${t('replied')} ${of.question.answer}` : t('waiting_reply') },
    of.extension && { key: 'extension', title: `${t('extension', { days: of.extension.days })} · ${t(`extension.${of.extension.state}`)}`, low: [of.extension.requested_by?.name, at(of.extension.requested_at)].filter(Boolean).join(' '), body: of.extension.reason, more: of.extension.note ?? undefined },
    of.partner && { key: 'partner', title: t('partner', { partner: of.partner.partner }), low: at(of.partner.at), body: of.partner.reason, more: of.partner.reference ?? undefined },
    of.resolution && { key: 'resolution', title: t('resolution'), low: [name(of.resolution.unit), of.resolution.by?.name, at(of.resolution.at)].filter(Boolean).join(' · '), body: of.resolution.result, more: of.resolution.measures ? `${t('measures')} ${of.resolution.measures}` : undefined, files: of.resolution.attachments },
    of.review && { key: 'review', title: of.review.pass ? t('review_pass') : t('review_back'), low: at(of.review.at), body: of.review.note ?? '' },
    of.call_back && { key: 'call_back', title: `${t('call_back')} · ${word('Satisfaction', of.call_back.satisfaction)} · ${of.call_back.solved ? t('solved') : t('not_solved')}`, low: at(of.call_back.at), body: of.call_back.note ?? '' },
    of.rating && { key: 'rating', title: `${t('rating')} · ${word('Satisfaction', of.rating.satisfaction)} · ${of.rating.solved ? t('solved') : t('not_solved')}`, low: at(of.rating.at), body: of.rating.words ?? '' },
    ...of.cards.map((card, i) => ({ key: `card-${i}`, title: word('Card', card.card), low: at(card.at), body: card.reason, more: undefined, files: undefined })),
  ].filter((row) => !!row);
  if (!rows.length && !of.attachments.length) return null;
  return (
    <Panel title={t('outcome')} tight>
      {rows.map((row) => (
        <div key={row.key} className={styles.outcome}>
          <p className={styles.outcomeTitle}><b>{row.title}</b><small>{row.low}</small></p>
          {row.body && <p className={styles.body}>{row.body}</p>}
          {row.more && <p className={styles.body}>{row.more}</p>}
          {row.files && <Attachments files={row.files} caseId={of.id} />}
        </div>
      ))}
      {of.attachments.length > 0 && <div className={styles.outcome}><p className={styles.outcomeTitle}><b>{t('attachments')}</b></p><Attachments files={of.attachments} caseId={of.id} /></div>}
    </Panel>
  );
}
