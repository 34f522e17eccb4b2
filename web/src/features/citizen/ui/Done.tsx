import { useEffect, useRef, useState } from 'react';
import { Link } from 'react-router-dom';
import { copy } from '@/shared/hooks/copy';
import { useName, useWords } from '@/shared/i18n';
import type { Made } from '../api/citizen';
import styles from './track.module.css';
import form from './form.module.css';

export function Done({ made, again }: { made: Made; again: () => void }) {
  const t = useWords('citizen');
  const name = useName();
  const [copied, setCopied] = useState(false);
  const head = useRef<HTMLHeadingElement>(null);
  useEffect(() => head.current?.focus(), []);
  const unit = made.case.unit;
  return (
    <div className={styles.narrow}>
      <section className={form.card}>
        <div className={styles.done}>
          <svg viewBox="0 0 48 48" aria-hidden="true" className={styles.tick}><circle cx="24" cy="24" r="23" /><path d="m14 25 7 7 14-15" /></svg>
          <h1 ref={head} tabIndex={-1}>{t('done.title')}</h1>
          <p>{unit ? t('done.with_unit', { unit: name(unit) }) : t('done.no_unit')}</p>
        </div>
        <dl className={styles.ticket}>
          <div><dt>{t('done.number')}</dt><dd>{made.number}</dd></div>
          <div><dt>{t('done.code')}</dt><dd>{made.tracking_code}</dd></div>
        </dl>
        <p className={form.quiet}>{t('done.keep')}</p>
        <div className={styles.actions}>
          <button type="button" className={form.second} onClick={() => void copy(`${t('done.number')} ${made.number}\n${t('done.code')} ${made.tracking_code}`).then(setCopied)}>{copied ? t('done.copied') : t('done.copy')}</button>
          <Link to={`/track/${made.number}?code=${made.tracking_code}`} className={form.primary}>{t('done.track')}</Link>
          <button type="button" className={form.second} onClick={again}>{t('done.again')}</button>
          <span role="status" className="visually-hidden">{copied ? t('done.copied') : ''}</span>
        </div>
      </section>
      <section className={form.card}>
        <h2 className={styles.next}>{t('next')}</h2>
        <ol className={styles.promises}>{['next.1', 'next.2', 'next.3'].map((one) => <li key={one}>{t(one)}</li>)}</ol>
      </section>
    </div>
  );
}
