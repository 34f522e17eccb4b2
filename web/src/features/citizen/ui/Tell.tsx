import { useEffect, useRef, useState } from 'react';
import { usePublicCity } from '@/shared/cases/cityApi';
import { useProblemText } from '@/shared/components/problemText';
import { newKey } from '@/shared/hooks/newKey';
import { useSettled } from '@/shared/hooks/useSettled';
import { isProblem } from '@/shared/http/problem';
import { useLanguage, useWords } from '@/shared/i18n';
import { usePublicAdvice, useTell, type Made } from '../api/citizen';
import { remember } from '../api/mine';
import { Answers } from './Answers';
import { Contact, emptyContact, type ContactGiven } from './Contact';
import { Done } from './Done';
import { Photos, type Photo } from './Photos';
import { nowhere, PlacePicker, type Where } from './PlacePicker';
import { EmergencyNote, Understood } from './Understood';
import styles from './form.module.css';

const DRAFT = 'yiwang.draft';
const draft = () => { try { return sessionStorage.getItem(DRAFT) ?? ''; } catch { return ''; } };
const keepDraft = (text: string) => { try { sessionStorage.setItem(DRAFT, text); } catch { /* then a reload loses the words */ } };

/** A citizen says it in one sentence; everything else is a choice. */
export default function Tell() {
  const t = useWords('citizen');
  const say = useProblemText();
  const language = useLanguage();
  const city = usePublicCity();
  const [text, setText] = useState(draft);
  const [where, setWhere] = useState<Where>(nowhere);
  const [photos, setPhotos] = useState<Photo[]>([]);
  const [contact, setContact] = useState<ContactGiven>(emptyContact);
  const [key, setKey] = useState(newKey);
  const [asked, setAsked] = useState(false);
  const [made, setMade] = useState<Made | null>(null);
  const field = useRef<HTMLTextAreaElement>(null);
  const settled = useSettled(text, 500);
  const address = useSettled(where.point ? '' : where.text, 500);
  const advice = usePublicAdvice(settled, where.point, address);
  const tell = useTell();
  const most = city.data?.report_characters ?? 20000;
  const tooShort = text.trim().length < 2;

  useEffect(() => { document.title = `${t('tell.title')} · ${t('product')}`; }, [t]);
  useEffect(() => keepDraft(text), [text]);

  const send = () => {
    setAsked(true);
    if (tooShort) { field.current?.focus(); return; }
    if (tell.isPending || photos.some((photo) => photo.state === 'sending')) return;
    const attachments = photos.flatMap((photo) => (photo.id ? [photo.id] : []));
    tell.mutate({
      text: text.trim(), language, idempotency_key: key, confidential: contact.confidential,
      ...(contact.name.trim() ? { name: contact.name.trim() } : {}), ...(contact.phone.trim() ? { phone: contact.phone.trim() } : {}),
      ...(where.point ? { point: where.point } : {}), ...(where.text.trim() ? { address: where.text.trim() } : {}), ...(attachments.length ? { attachments } : {}),
    }, {
      onSuccess: (answer) => {
        remember({ number: answer.number, code: answer.tracking_code, title: answer.case.title, at: answer.case.opened_at });
        setMade(answer);
        window.scrollTo(0, 0);
      },
      onError: (error) => { if (isProblem(error) && error.reason === 'idempotency_mismatch') setKey(newKey()); },
    });
  };

  if (made) return <Done made={made} again={() => { setMade(null); setText(''); setWhere(nowhere); setPhotos([]); setKey(newKey()); setAsked(false); tell.reset(); }} />;

  return (
    <form className={styles.grid} onSubmit={(event) => { event.preventDefault(); send(); }} noValidate>
      <div className={styles.intro}><h1>{t('tell.title')}</h1><p>{t('tell.hint')}</p></div>
      <div className={styles.words}>
        {advice.data?.hint === 'emergency_line' && <EmergencyNote />}
        <section className={styles.card}>
          <label className={styles.label} htmlFor="words">{t('tell.words')}</label>
          <textarea id="words" ref={field} className={`${styles.text} ${asked && tooShort ? styles.wrong : ''}`} value={text} maxLength={most} onChange={(event) => setText(event.target.value)}
            placeholder={t('tell.placeholder')} aria-describedby="words-under" aria-invalid={asked && tooShort} required />
          <div className={styles.under} id="words-under">
            {asked && tooShort ? <span className={styles.error}>{t('tell.too_short')}</span> : <span>{t('tell.no_department')}</span>}
            {text.length > 500 && <span className="number">{text.length} / {most}</span>}
          </div>
          {!text && (
            <div className={styles.examples}>
              <span>{t('tell.for_example')}</span>
              {['example.1', 'example.2', 'example.3'].map((one) => <button key={one} type="button" className={styles.chip} onClick={() => { setText(t(one)); field.current?.focus(); }}>{t(one)}</button>)}
            </div>
          )}
        </section>
      </div>
      <aside className={styles.side} aria-label={t('understood')}><Understood advice={advice.data} busy={advice.isFetching} written={settled.trim().length >= 4} where={where} />
        {settled.trim().length >= 4 && <Answers articles={advice.data?.articles ?? []} onDone={() => { setText(''); field.current?.focus(); }} />}</aside>
      <div className={styles.rest}>
        <section className={styles.card}><PlacePicker where={where} onChange={setWhere} city={city.data} /></section>
        <section className={styles.card}><Photos photos={photos} onChange={setPhotos} most={city.data?.attachment_bytes ?? 20971520} types={city.data?.attachment_types} /></section>
        <section className={styles.card}><Contact given={contact} onChange={setContact} /></section>
        {tell.error && <p className={styles.error} role="alert">{say(tell.error)}</p>}
        <div className={styles.send}><button type="submit" className={styles.primary} aria-disabled={tell.isPending}>{tell.isPending ? t('tell.sending') : t('tell.send')}</button></div>
      </div>
    </form>
  );
}
