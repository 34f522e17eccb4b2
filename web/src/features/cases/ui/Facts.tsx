import { Link } from 'react-router-dom';
import { Confidence } from '@/shared/components/Confidence';
import { Panel } from '@/shared/components/Panel';
import type { Case } from '@/shared/http/types';
import { useCodeWord, useLanguage, useName, useWords } from '@/shared/i18n';
import { dayTime } from '@/shared/time/format';
import styles from './case.module.css';

/** Who works on it and under which rules. */
export function Facts({ of }: { of: Case }) {
  const t = useWords('cases');
  const word = useCodeWord();
  const name = useName();
  const language = useLanguage();
  const reason = of.advice.units.find((one) => one.unit.code === of.unit?.code)?.reason;
  return (
    <Panel title={t('tasks')}>
      <dl className={styles.facts}>
        <div><dt>{t('lead')}</dt><dd>{of.unit ? name(of.unit) : t('none_yet')}{reason && <small>{t(`basis.${reason.basis}`, { row: reason.duty_row ?? '–' })}{reason.legal_basis ? ` · ${reason.legal_basis}` : ''}</small>}</dd></div>
        {of.assist.map((one) => <div key={one.unit.code}><dt>{t('assist')}</dt><dd>{name(one.unit)}<small>{one.finished ? t('finished') : t('not_finished')}{one.note ? ` · ${one.note}` : ''}</small></dd></div>)}
        <div><dt>{t('matter')}</dt><dd>{of.matter ? name(of.matter) : '–'} {of.matter_confidence !== null ? <Confidence value={of.matter_confidence} /> : of.matter && <small>{t('by_person')}</small>}</dd></div>
        <div><dt>{t('kind')}</dt><dd>{word('RequestKind', of.kind)}</dd></div>
        {of.procedure && <div><dt>{t('procedure')}</dt><dd>{name(of.procedure)}<small>{t('left', { returns: of.procedure.returns_left, extensions: of.procedure.extensions_left })}</small></dd></div>}
        <div><dt>{t('opened')}</dt><dd>{dayTime(of.opened_at, language)}</dd></div>
        {of.closed_at && <div><dt>{t('closed')}</dt><dd>{dayTime(of.closed_at, language)}</dd></div>}
        {of.returns > 0 && <div><dt>{t('returns')}</dt><dd>{of.returns}</dd></div>}
        {of.split_from && <div><dt>{t('split_from')}</dt><dd><Link to={`/cases/${of.split_from.id}`} className="mono">{of.split_from.number}</Link></dd></div>}
        {of.absorbed.map((one) => <div key={one.id}><dt>{t('absorbed')}</dt><dd><Link to={`/cases/${one.id}`}><span className="mono">{one.number}</span> {one.title}</Link></dd></div>)}
        <div><dt>{t('version')}</dt><dd>{of.version}</dd></div>
      </dl>
    </Panel>
  );
}
