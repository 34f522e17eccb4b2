import { useState } from 'react';
import { Link } from 'react-router-dom';
import type { Schemas } from '@/shared/http/types';
import { Panel } from '@/shared/components/Panel';
import { useCodeWord, useName, useWords } from '@/shared/i18n';
import { useLength } from '@/shared/time/useLength';
import { isAbsent, useSimilar } from './api';
import styles from './settled.module.css';

const SHOWN = 3;

/** Settled cases like this one: who took it, who did not, how long it took, what the citizen was told. */
export function SimilarCases({ of, onUnit }: { of: number; /** Takes the unit that settled one. */ onUnit?: (unit: string) => void }) {
  const t = useWords('settled');
  const query = useSimilar(of);
  const [all, setAll] = useState(false);
  if (query.isPending || isAbsent(query.error)) return null;
  const items = query.data ?? [];
  return (
    <Panel title={t('similar')} tight>
      {query.error ? <p className={styles.none}>{t('similar_failed')}</p> : !items.length && <p className={styles.none}>{t('similar_none')}</p>}
      {items.slice(0, all ? undefined : SHOWN).map((one) => <Similar key={one.case.id} of={one} onUnit={onUnit} />)}
      {!all && items.length > SHOWN && <button type="button" className={styles.more} onClick={() => setAll(true)}>{t('similar_more', { count: items.length - SHOWN })}</button>}
    </Panel>
  );
}

function Similar({ of, onUnit }: { of: Schemas['SimilarCase']; onUnit?: (unit: string) => void }) {
  const t = useWords('settled');
  const word = useCodeWord();
  const name = useName();
  const length = useLength();
  const lead = of.units.find((one) => one.role === 'lead')?.unit ?? null;
  const returned = of.returned_by.filter((one): one is NonNullable<typeof one> => !!one);
  return (
    <details className={styles.similar}>
      <summary>
        <span className={styles.what}>{of.what}</span>
        <span className={styles.low}>
          <b>{t('like', { share: Math.round(of.likeness * 100) })}</b>
          {lead && <span>{name(lead)}</span>}
          <span>{length(of.hours * 3600)}</span>
          {of.satisfaction && <span>{word('Satisfaction', of.satisfaction)}</span>}
          {of.solved !== null && <span>{t(of.solved ? 'solved' : 'not_solved')}</span>}
          {of.on_time === false && <span className={styles.late}>{t('late')}</span>}
        </span>
      </summary>
      <div className={styles.inside}>
        {of.answer && <p className={styles.answer}>{of.answer}</p>}
        {of.measures && <p className={styles.low}>{t('measures')}: {of.measures}</p>}
        {returned.length > 0 && <p className={styles.low}><span className={styles.late}>{t('returned_by', { units: returned.map(name).join(t('and')) })}</span></p>}
        <p className={styles.low}><Link to={`/cases/${of.case.id}`} className="mono">{of.case.number}</Link>{of.because.map((one) => <span key={one}>{t(`because.${one}`)}</span>)}
          {lead && onUnit && <button type="button" onClick={() => onUnit(lead.code)}>{t('take_unit', { unit: name(lead) })}</button>}</p>
      </div>
    </details>
  );
}
