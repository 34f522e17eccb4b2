import { Alert, Button, Checkbox, Input, Modal } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router-dom';
import { PageHead, Panel } from '@/shared/components/Panel';
import { useProblemText } from '@/shared/components/problemText';
import { Loaded, Loading } from '@/shared/components/States';
import { useWords } from '@/shared/i18n';
import { CHOOSABLE, reportUrl, useImport, useImportStep, VERDICTS, type Import, type Verdict } from '../api/places';
import { ColumnsPanel } from './ColumnsPanel';
import { Rows } from './Rows';
import styles from './places.module.css';

/** One file on its way: which column is what, what its rows are beside the library, take them, take them back. */
export function ImportPage({ id }: { id: number }) {
  const t = useWords('places');
  const query = useImport(id);
  return (
    <div className={styles.page}>
      <Link to="/places/imports" className={styles.back}>{t('back_to_imports')}</Link>
      <Loaded query={query} rows={8} page>{(one) => <Whole one={one} />}</Loaded>
    </div>
  );
}

function Whole({ one }: { one: Import }) {
  const t = useWords('places');
  const reading = one.state === 'reading';
  return (
    <>
      <PageHead title={one.file} hint={`${t('import_no', { id: one.id })} · ${t(`import_state.${one.state}`)}${one.format ? ` · ${one.format}` : ''} · ${t('rows', { count: one.rows })}`}>
        {!reading && one.state !== 'failed' && <Button href={reportUrl(one.id)} download>{t('export_report')}</Button>}
      </PageHead>
      {reading && <Panel><p role="status">{t('reading', { count: one.rows })}</p><Loading rows={4} /></Panel>}
      {one.refusal && !reading && <Refused one={one} />}
      {!reading && <Hints one={one} />}
      {(one.state === 'previewed' || one.state === 'failed') && <ColumnsPanel key={JSON.stringify(one.mapping)} one={one} />}
      {!reading && one.state !== 'failed' && <Report one={one} />}
    </>
  );
}

function Refused({ one }: { one: Import }) {
  const t = useWords('places');
  const shared = useWords('shared');
  const facts = one.refusal?.facts ?? {};
  const why = facts.package ? t('install', { package: facts.package }) : one.layers.length ? t('choose_layer') : one.refusal?.reason === 'missing_field' ? t('choose_columns') : shared(`reason.${one.refusal?.reason}`);
  const more = Object.entries(facts).filter(([key]) => key !== 'package' && key !== 'part').map(([key, value]) => `${key}: ${value}`).join(' · ');
  return <Alert role="alert" type="error" showIcon className={styles.alert} message={why} description={more || undefined} />;
}

function Hints({ one }: { one: Import }) {
  const t = useWords('places');
  const step = useImportStep(one.id);
  const { better_datum: better, metres, better_metres: less, compared, swapped } = one.hints;
  return (
    <>
      {better && one.state === 'previewed' && (
        <Alert type="warning" showIcon role="status" className={styles.alert} message={t('hint_datum', { datum: t(`datum.${better}`) })} description={t('hint_datum_more', { metres, less, compared })}
          action={<Button size="small" loading={step.isPending} onClick={() => step.mutate({ what: 'preview', options: { ...one.options, coordinates: better } })}>{t('read_as', { datum: t(`datum.${better}`) })}</Button>} />
      )}
      {swapped > 0 && <Alert type="warning" showIcon role="status" className={styles.alert} message={t('hint_swapped', { count: swapped })} />}
    </>
  );
}

function Report({ one }: { one: Import }) {
  const t = useWords('places');
  const say = useProblemText();
  const step = useImportStep(one.id);
  const there = VERDICTS.filter((verdict) => one.counts[verdict]);
  const [shown, setShown] = useState<Verdict | undefined>();
  const [chosen, setChosen] = useState<Verdict[]>(['new', 'changed']);
  const [undoing, setUndoing] = useState(false);
  const active = shown && there.includes(shown) ? shown : there[0];
  const take = chosen.filter((verdict) => one.counts[verdict]);
  const sum = take.reduce((count, verdict) => count + (one.counts[verdict] ?? 0), 0);
  const moved = (step.error as { reason?: string } | null)?.reason === 'base_moved';
  return (
    <Panel title={t('report')} extra={one.state === 'applied' ? <Button danger onClick={() => setUndoing(true)}>{t('undo')}</Button> : undefined}>
      <Rows one={one} there={there} active={active} onShow={setShown} />
      {one.state === 'previewed' && (
        <div className={styles.apply}>
          <fieldset><legend>{t('apply_which')}</legend>
            {CHOOSABLE.filter((verdict) => one.counts[verdict]).map((verdict) => (
              <Checkbox key={verdict} checked={chosen.includes(verdict)} onChange={(event) => setChosen((now) => (event.target.checked ? [...now, verdict] : now.filter((other) => other !== verdict)))}>{t(`verdict.${verdict}`)} ({one.counts[verdict]})</Checkbox>
            ))}
          </fieldset>
          <Button type="primary" disabled={!sum} loading={step.isPending} onClick={() => step.mutate({ what: 'apply', verdicts: take })}>{t('apply', { count: sum })}</Button>
        </div>
      )}
      {one.state === 'applied' && <Alert type="success" showIcon role="status" className={styles.alert} message={t('applied')} />}
      {one.state === 'undone' && <Alert type="info" showIcon role="status" className={styles.alert} message={t('undone')} />}
      {!!step.error && <Alert role="alert" type="error" showIcon className={styles.alert} message={moved ? t(one.state === 'applied' ? 'changed_since' : 'library_moved') : say(step.error)} />}
      {undoing && <UndoDialog id={one.id} onClose={() => setUndoing(false)} />}
    </Panel>
  );
}

function UndoDialog({ id, onClose }: { id: number; onClose: () => void }) {
  const t = useWords('places');
  const say = useProblemText();
  const step = useImportStep(id);
  const [reason, setReason] = useState('');
  const moved = (step.error as { reason?: string } | null)?.reason === 'base_moved';
  return (
    <Modal open focusTriggerAfterClose={false} title={t('undo_title')} onCancel={onClose} okText={t('undo')} okButtonProps={{ danger: true, disabled: reason.trim().length < 2 }} cancelText={t('cancel')} confirmLoading={step.isPending} onOk={() => step.mutate({ what: 'undo', reason: reason.trim() }, { onSuccess: onClose })}>
      <p className={styles.low}>{t('undo_hint')}</p>
      <label className={styles.label} htmlFor="places-undo-reason">{t('reason')}</label>
      <Input id="places-undo-reason" value={reason} maxLength={300} onChange={(event) => setReason(event.target.value)} />
      {!!step.error && <Alert role="alert" type="error" showIcon className={styles.alert} message={moved ? t('changed_since') : say(step.error)} />}
    </Modal>
  );
}
