import { Confidence } from '@/shared/components/Confidence';
import { Panel } from '@/shared/components/Panel';
import { useProblemText } from '@/shared/components/problemText';
import type { Advice } from '@/shared/http/types';
import { useCodeWord, useLanguage, useName, useWords } from '@/shared/i18n';
import { dayTime } from '@/shared/time/format';
import styles from './seat.module.css';

/** A second or third choice below this is noise. */
const WORTH_SHOWING = 0.03;

interface Props { advice: Advice | undefined; error: unknown; busy: boolean; onMatter: (code: string) => void; chosen: string | undefined }

/** What the engine makes of the words, each with its confidence and why. */
export function AdvicePanel({ advice, error, busy, onMatter, chosen }: Props) {
  const t = useWords('seat');
  const word = useCodeWord();
  const name = useName();
  const say = useProblemText();
  const language = useLanguage();
  const reason = advice?.unit?.reason;
  return (
    <Panel title={t('advice')} extra={advice && <span className={styles.by} title={advice.by}>{advice.by}</span>} aria-busy={busy}>
      {!advice ? <p className={styles.quiet}>{error ? say(error) : t('advice_waiting')}</p> : (
        <div className={styles.advice}>
          <ul className={styles.guesses} aria-label={t('matter')}>
            {advice.matters.filter((one, i) => i === 0 || one.confidence >= WORTH_SHOWING).map((one) => (
              <li key={one.matter.code}>
                <button type="button" aria-pressed={one.matter.code === chosen} onClick={() => onMatter(one.matter.code)}>
                  <span><b>{name(one.matter)}</b>{language === 'zh' && <small>{one.matter.path.join(' / ')}</small>}</span><Confidence value={one.confidence} sure={one === advice.matters[0] ? advice.matter_sure : false} />
                </button>
              </li>
            ))}
          </ul>
          <dl className={styles.facts}>
            <div><dt>{t('unit')}</dt><dd>{advice.unit ? <>{name(advice.unit.unit)} {!advice.unit_sure && <em className={styles.unsure}>{t('unit_unsure')}</em>}
              {reason && <small>{t(`basis.${reason.basis}`, { row: reason.duty_row ?? '' })}{reason.legal_basis ? ` · ${reason.legal_basis}` : ''}</small>}
              {advice.unit.assist.length > 0 && <small>{t('assist')}: {advice.unit.assist.map(name).join(', ')}</small>}</> : t('unit_none')}</dd></div>
            {advice.promise && <div><dt>{t('promise')}</dt><dd>{dayTime(advice.promise.resolve_due_at, language)}<small>{advice.promise.procedure_name}</small></dd></div>}
            {advice.tags.length > 0 && <div><dt>{t('tags')}</dt><dd className={styles.tags}>{advice.tags.map((tag, i) => <span key={i} title={word('TagKind', tag.kind)}>{tag.canonical ?? tag.text}</span>)}</dd></div>}
          </dl>
        </div>
      )}
    </Panel>
  );
}
