import { Alert, Button, Input, Segmented, Select, Switch } from 'antd';
import { useState } from 'react';
import { Link, useNavigate, useParams } from 'react-router-dom';
import { useAreas, useMatters, useUnits } from '@/shared/cases/cityApi';
import { isProblem } from '@/shared/http/problem';
import { useProblemText } from '@/shared/components/problemText';
import { PageHead, Panel } from '@/shared/components/Panel';
import { Failed, Loading } from '@/shared/components/States';
import { useName, useWords } from '@/shared/i18n';
import { useSession } from '@/shared/session/session';
import { blank, draftOf, givenOf, missingOf, type Draft } from '../api/given';
import { useArticle, useChange } from '../api/knowledge';
import styles from './knowledge.module.css';

/** A new article, or the draft of a known one. What is in force stays until a second person approves. */
export default function EditorPage() {
  const id = Number(useParams().id) || undefined;
  const query = useArticle(id);
  const mine = useSession().data?.unit?.code;
  if (!id) return <Editor start={{ ...blank(), unit: mine }} />;
  if (query.error && !query.data) return <Failed page error={query.error} retry={() => void query.refetch()} />;
  const version = query.data?.draft ?? query.data?.present;
  if (!query.data || !version) return <Loading rows={10} />;
  return <Editor id={id} revision={query.data.item.revision} start={draftOf(version, query.data.item.kind)} />;
}

function Editor({ id, revision, start }: { id?: number; revision?: number; start: Draft }) {
  const t = useWords('knowledge');
  const name = useName();
  const say = useProblemText();
  const go = useNavigate();
  const [before] = useState(start);
  const [draft, setDraft] = useState(start);
  const [asked, setAsked] = useState(false);
  const change = useChange(id, revision);
  const units = useUnits();
  const matters = useMatters();
  const districts = useAreas('district');
  const set = (part: Partial<Draft>) => setDraft((now) => ({ ...now, ...part }));
  const missing = missingOf(draft);
  const given = givenOf(draft, id ? before : undefined);
  const same = !!id && !Object.keys(given).some((key) => key !== 'note');
  const keep = () => {
    setAsked(true);
    if (missing.length || same) return;
    change.mutate(id ? { what: 'change', article: given } : { what: 'make', article: given }, { onSuccess: (after) => go(`/knowledge/${after.item.id}`) });
  };
  const text = (key: 'title' | 'title_en' | 'answer' | 'notes' | 'questions' | 'note', rows: number, most: number) => (
    <div className={styles.wide}>
      <label htmlFor={key} className={styles.label}>{t(`field.${key}`)}</label>
      {rows === 1 ? <Input id={key} value={draft[key]} maxLength={most} status={asked && missing.includes(key as never) ? 'error' : undefined} onChange={(event) => set({ [key]: event.target.value })} />
        : <Input.TextArea id={key} value={draft[key]} autoSize={{ minRows: rows, maxRows: 24 }} maxLength={most} status={asked && missing.includes(key as never) ? 'error' : undefined} onChange={(event) => set({ [key]: event.target.value })} />}
    </div>
  );
  const day = (key: 'valid_from' | 'valid_to' | 'review_on') => (
    <div><label htmlFor={key} className={styles.label}>{t(`field.${key}`)}</label><Input id={key} type="date" value={draft[key]} status={asked && key === 'valid_to' && missing.includes('validity') ? 'error' : undefined} onChange={(event) => set({ [key]: event.target.value })} /></div>
  );
  const search = { showSearch: true, optionFilterProp: 'label', style: { width: '100%' } } as const;
  return (
    <div className={styles.page}>
      <Link to={id ? `/knowledge/${id}` : '/knowledge'} className={styles.back}>{t('back')}</Link>
      <PageHead title={t(id ? 'edit_title' : 'new_title')} hint={t('editor_hint')}>
        <Button type="primary" onClick={keep} loading={change.isPending} disabled={same}>{t('keep')}</Button>
      </PageHead>
      {asked && missing.length > 0 && <Alert type="error" showIcon role="alert" className={styles.alert} message={t('missing', { fields: missing.map((one) => t(one === 'validity' ? 'validity_wrong' : `field.${one}`)).join(t('and')) })} />}
      {!!change.error && <Alert type="error" showIcon role="alert" className={styles.alert} message={say(change.error)} description={isProblem(change.error) ? change.error.field : undefined} />}
      <div className={styles.article}>
        <Panel>
          <div className={styles.form}>
            {text('title', 1, 200)}
            {text('answer', 8, 20000)}
            {text('questions', 3, 6000)}
            {text('notes', 2, 20000)}
            {text('title_en', 1, 200)}
            {id !== undefined && text('note', 1, 2000)}
          </div>
        </Panel>
        <Panel>
          <div className={styles.form}>
            {!id && <div className={styles.wide}><span className={styles.label} id="kind-label">{t('kind')}</span><Segmented<Draft['kind']> aria-labelledby="kind-label" value={draft.kind} onChange={(kind) => set({ kind })} options={(['article', 'template'] as const).map((value) => ({ value, label: t(`kind.${value}`) }))} /></div>}
            <div className={styles.wide}><label htmlFor="unit" className={styles.label}>{t('field.unit')}</label><Select id="unit" aria-label={t('field.unit')} {...search} value={draft.unit} status={asked && missing.includes('unit') ? 'error' : undefined} onChange={(unit) => set({ unit })} loading={units.isPending} options={(units.data ?? []).map((one) => ({ value: one.code, label: name(one) }))} /></div>
            <div className={styles.wide}><label htmlFor="matters" className={styles.label}>{t('field.matters')}</label><Select id="matters" aria-label={t('field.matters')} mode="multiple" {...search} value={draft.matters} onChange={(codes) => set({ matters: codes })} loading={matters.isPending} options={(matters.data ?? []).map((one) => ({ value: one.code, label: name(one) }))} /></div>
            <div className={styles.wide}><label htmlFor="areas" className={styles.label}>{t('field.areas')}</label><Select id="areas" aria-label={t('field.areas')} mode="multiple" {...search} placeholder={t('everywhere')} value={draft.areas} onChange={(codes) => set({ areas: codes })} options={(districts.data ?? []).map((one) => ({ value: one.code, label: name(one) }))} /></div>
            <div className={styles.wide}><label htmlFor="keywords" className={styles.label}>{t('field.keywords')}</label><Select id="keywords" aria-label={t('field.keywords')} mode="tags" open={false} suffixIcon={null} value={draft.keywords} onChange={(keywords) => set({ keywords })} tokenSeparators={[',', '\uFF0C', '\u3001', ' ']} style={{ width: '100%' }} /></div>
            {day('review_on')}
            <div><span className={styles.label}>{t('field.public')}</span><Switch aria-label={t('field.public')} checked={draft.public} onChange={(now) => set({ public: now })} checkedChildren={t('for_all')} unCheckedChildren={t('inside')} /></div>
            {day('valid_from')}{day('valid_to')}
          </div>
        </Panel>
      </div>
    </div>
  );
}
