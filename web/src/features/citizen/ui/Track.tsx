import { useEffect, useState } from 'react';
import { Link, useNavigate, useParams, useSearchParams } from 'react-router-dom';
import { useProblemText } from '@/shared/components/problemText';
import { Loading } from '@/shared/components/States';
import { useLanguage, useWords } from '@/shared/i18n';
import { dayTime } from '@/shared/time/format';
import { useTrack } from '../api/citizen';
import { useMine } from '../api/mine';
import { Story } from './Story';
import form from './form.module.css';
import styles from './track.module.css';

const tidy = (text: string) => text.trim().toUpperCase().replace(/\s+/g, '');

export default function Track() {
  const t = useWords('citizen');
  const { number = '' } = useParams();
  const [params] = useSearchParams();
  const code = params.get('code') ?? '';
  const query = useTrack(number, code);
  useEffect(() => { document.title = `${t('track.title')} · ${t('product')}`; }, [t]);
  return (
    <div className={styles.narrow}>
      {query.data ? <Story story={query.data} code={code} /> : (
        <>
          <h1 className={styles.title}>{t('track.title')}</h1>
          <Ask key={number + code} number={number} code={code} error={query.error} busy={query.isLoading} />
          {query.isLoading ? <div className={form.card}><Loading rows={5} /></div> : <MyReports />}
        </>
      )}
    </div>
  );
}

function Ask({ number, code, error, busy }: { number: string; code: string; error: unknown; busy: boolean }) {
  const t = useWords('citizen');
  const say = useProblemText();
  const go = useNavigate();
  const [given, setGiven] = useState({ number, code });
  const [asked, setAsked] = useState(false);
  const missing = !tidy(given.number) || !tidy(given.code);
  return (
    <form className={form.card} noValidate onSubmit={(event) => {
      event.preventDefault();
      setAsked(true);
      if (!missing) go(`/track/${encodeURIComponent(tidy(given.number))}?code=${encodeURIComponent(tidy(given.code))}`);
    }}>
      <div className={form.row}>
        <div><label className={form.label} htmlFor="number">{t('done.number')}</label>
          <input id="number" className={form.input} value={given.number} onChange={(event) => setGiven({ ...given, number: event.target.value })} placeholder={t('track.number_like')} autoCapitalize="characters" autoComplete="off" spellCheck={false} /></div>
        <div><label className={form.label} htmlFor="code">{t('done.code')}</label>
          <input id="code" className={form.input} value={given.code} onChange={(event) => setGiven({ ...given, code: event.target.value })} autoCapitalize="characters" autoComplete="off" spellCheck={false} /></div>
      </div>
      {asked && missing && <p className={form.error} role="alert">{t('track.missing')}</p>}
      {!!error && !busy && <p className={form.error} role="alert">{say(error)}</p>}
      <div className={styles.actions}><button type="submit" className={form.primary} aria-disabled={busy}>{t('track.look')}</button></div>
    </form>
  );
}

function MyReports() {
  const t = useWords('citizen');
  const language = useLanguage();
  const { list, forget } = useMine();
  if (!list.length) return <p className={styles.lostCode}>{t('track.lost_code')}</p>;
  return (
    <section className={form.card}>
      <h2 className={styles.next}>{t('mine')}<button type="button" className={styles.link} onClick={forget}>{t('mine.forget')}</button></h2>
      <ul className={styles.mine}>
        {list.map((one) => <li key={one.number}><Link to={`/track/${one.number}?code=${one.code}`}><b>{one.title}</b><small>{one.number} · {dayTime(one.at, language)}</small></Link></li>)}
      </ul>
    </section>
  );
}
