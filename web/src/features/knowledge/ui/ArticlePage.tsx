import { Alert, Button, Input, Modal } from 'antd';
import { useState } from 'react';
import { Link, useNavigate, useParams } from 'react-router-dom';
import { useProblemText } from '@/shared/components/problemText';
import { PageHead, Panel } from '@/shared/components/Panel';
import { Failed, Loading } from '@/shared/components/States';
import { TabRow } from '@/shared/components/TabRow';
import { useLanguage, useName, useWords } from '@/shared/i18n';
import { dayTime } from '@/shared/time/format';
import { useArticle, useChange, useVote, type Article, type Change, type Version } from '../api/knowledge';
import { DraftMark, StateMark } from './parts';
import { Versions } from './Versions';
import styles from './knowledge.module.css';

type Asking = 'submit' | 'give_back' | 'retire';

/** One article: what is in force, the draft beside it, who answers for it, and what may be done with it now. */
export default function ArticlePage() {
  const { id } = useParams();
  const query = useArticle(Number(id) || undefined);
  if (query.error && !query.data) return <Failed page error={query.error} retry={() => void query.refetch()} />;
  return query.data ? <Shown key={query.data.item.id} of={query.data} /> : <Loading rows={10} />;
}

function Shown({ of }: { of: Article }) {
  const t = useWords('knowledge');
  const say = useProblemText();
  const go = useNavigate();
  const language = useLanguage();
  const change = useChange(of.item.id, of.item.revision);
  const [asking, setAsking] = useState<Asking | null>(null);
  const [side, setSide] = useState<'present' | 'draft'>(of.present ? 'present' : 'draft');
  const version = (side === 'draft' ? of.draft : of.present) ?? of.present ?? of.draft;
  const both = of.present && of.draft;
  const run = (what: Change) => change.mutate(what, { onSuccess: (after) => { setAsking(null); setSide(after.present ? 'present' : 'draft'); } });
  const may = (what: Article['may'][number]) => of.may.includes(what);
  const title = version ? (language === 'en' && version.title_en) || version.title : of.item.title;
  return (
    <div className={styles.page}>
      <Link to="/knowledge" className={styles.back}>{t('back')}</Link>
      <PageHead title={title} hint={<span className={styles.marks}><StateMark state={of.item.state} /><DraftMark item={of.item} />{of.item.kind === 'template' && <span className={styles.mark}>{t('kind.template')}</span>}</span>}>
        {may('approve') && <><Button onClick={() => setAsking('give_back')}>{t('give_back')}</Button><Button type="primary" loading={change.isPending && !asking} onClick={() => run({ what: 'approve', approve: true })}>{t('approve')}</Button></>}
        {may('submit') && <Button type={may('approve') ? 'default' : 'primary'} onClick={() => setAsking('submit')}>{t(of.draft ? 'submit' : 'still_right')}</Button>}
        {may('change') && <Button onClick={() => go(`/knowledge/${of.item.id}/edit`)}>{t('edit')}</Button>}
        {may('retire') && <Button danger onClick={() => setAsking('retire')}>{t('retire')}</Button>}
      </PageHead>
      {!!change.error && !asking && <Alert type="error" showIcon role="alert" message={say(change.error)} className={styles.alert} />}
      {of.retired && <Alert type="warning" showIcon message={t('retired_because', { reason: of.retired.reason, who: of.retired.by?.name ?? '–', at: dayTime(of.retired.at, language) })} className={styles.alert} />}
      {of.draft?.decision_reason && of.draft.state === 'draft' && <Alert type="warning" showIcon message={t('given_back', { reason: of.draft.decision_reason })} className={styles.alert} />}
      <div className={styles.article}>
        <div className={styles.column}>
          {both && <TabRow label={t('which')} active={side} onChange={setSide} items={[{ key: 'present', label: t('in_force_now') }, { key: 'draft', label: t(of.draft?.state === 'in_review' ? 'has_review' : 'has_draft') }]} />}
          {version && <Body version={version} />}
          <Versions of={of} />
        </div>
        <div className={styles.column}>
          {version && <Facts of={of} version={version} />}
          {of.present && <Vote of={of} />}
        </div>
      </div>
      <AskDialog asking={asking} draft={!!of.draft} due={version?.review_on ?? null} busy={change.isPending} error={change.error} onClose={() => { setAsking(null); change.reset(); }}
        onSend={(words, day) => run(asking === 'submit' ? { what: 'submit', note: words, ...(day ? { review_on: day } : {}) } : asking === 'give_back' ? { what: 'approve', approve: false, reason: words } : { what: 'retire', reason: words })} />
    </div>
  );
}

function Body({ version }: { version: Version }) {
  const t = useWords('knowledge');
  return (
    <Panel>
      <p className={styles.answer}>{version.answer}</p>
      {version.notes && <div className={styles.notes}><h2>{t('field.notes')}</h2><p>{version.notes}</p></div>}
      {version.questions.length > 0 && <div className={styles.questions}><h2>{t('asked_as')}</h2><ul>{version.questions.map((one) => <li key={one}>{one}</li>)}</ul></div>}
    </Panel>
  );
}

function Facts({ of, version }: { of: Article; version: Version }) {
  const t = useWords('knowledge');
  const name = useName();
  const language = useLanguage();
  const none = '–';
  const counts = of.item.counts;
  return (
    <Panel title={t('facts')}>
      <dl className={styles.facts}>
        <div><dt>{t('field.unit')}</dt><dd>{version.unit ? name(version.unit) : none}</dd></div>
        <div><dt>{t('field.matters')}</dt><dd>{version.matters.map(name).join(t('and')) || none}</dd></div>
        <div><dt>{t('field.areas')}</dt><dd>{version.areas.map(name).join(t('and')) || t('everywhere')}</dd></div>
        <div><dt>{t('field.review_on')}</dt><dd className={of.item.review_due ? styles.due : undefined}>{version.review_on ?? none}{of.item.review_due && ` · ${t('due_now')}`}</dd></div>
        {(version.valid_from || version.valid_to) && <div><dt>{t('validity')}</dt><dd>{version.valid_from ?? ''} – {version.valid_to ?? ''}</dd></div>}
        <div><dt>{t('field.public')}</dt><dd>{t(version.public ? 'for_all' : 'inside')}</dd></div>
        <div><dt>{t('field.keywords')}</dt><dd>{version.keywords.join(t('and')) || none}</dd></div>
        <div><dt>{t('version')}</dt><dd>{version.version} · {version.author?.name ?? t('from_city')} · {dayTime(version.made_at, language)}{version.approver && <small>{t('approved_by', { who: version.approver.name })}</small>}</dd></div>
        <div><dt>{t('code')}</dt><dd className="mono">{of.item.code}</dd></div>
        <div><dt>{t('use')}</dt><dd>{t('use_counts', { shown: counts.shown, used: counts.used, deflected: counts.deflected })}</dd></div>
      </dl>
    </Panel>
  );
}

function Vote({ of }: { of: Article }) {
  const t = useWords('knowledge');
  const vote = useVote(of.item.id);
  const { helped, not_helped: not } = of.item.counts;
  return (
    <Panel title={t('helpful')}>
      <p className={styles.low}>{helped + not > 0 ? t('helped_share', { helped, all: helped + not }) : t('no_votes')}</p>
      {vote.isSuccess ? <p role="status">{t('thanks')}</p> : <p className={styles.vote}><Button onClick={() => vote.mutate(true)} loading={vote.isPending}>{t('yes')}</Button><Button onClick={() => vote.mutate(false)} disabled={vote.isPending}>{t('no')}</Button></p>}
    </Panel>
  );
}

interface AskProps { asking: Asking | null; draft: boolean; due: string | null; busy: boolean; error: unknown; onClose: () => void; onSend: (words: string, day: string) => void }

/** Words for a step that needs them: what changed, why it is given back, why it goes. */
function AskDialog({ asking, draft, due, busy, error, onClose, onSend }: AskProps) {
  const t = useWords('knowledge');
  const say = useProblemText();
  const [words, setWords] = useState('');
  const [day, setDay] = useState('');
  return (
    <Modal focusTriggerAfterClose={false} open={!!asking} title={asking === 'submit' ? t(draft ? 'submit' : 'still_right') : t(asking ?? 'retire')} okText={t('send')} cancelText={t('cancel')} onCancel={onClose} onOk={() => { if (words.trim()) onSend(words.trim(), day); }}
      confirmLoading={busy} okButtonProps={{ disabled: words.trim().length < 2, danger: asking === 'retire' }} afterClose={() => { setWords(''); setDay(''); }}>
      {!!error && <Alert type="error" message={say(error)} role="alert" className={styles.alert} />}
      <label htmlFor="why" className={styles.label}>{t(`ask.${asking ?? 'retire'}`)}</label>
      <Input.TextArea id="why" rows={3} value={words} maxLength={1000} onChange={(event) => setWords(event.target.value)} />
      {asking === 'submit' && <><label htmlFor="day" className={styles.label}>{t('field.review_on')}</label><Input id="day" type="date" value={day || due || ''} onChange={(event) => setDay(event.target.value)} style={{ width: 200 }} /></>}
    </Modal>
  );
}
