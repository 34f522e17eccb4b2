import { Alert, App, Button, Input } from 'antd';
import { useState } from 'react';
import { Panel } from '@/shared/components/Panel';
import { useProblemText } from '@/shared/components/problemText';
import { Empty, Loaded } from '@/shared/components/States';
import { useLanguage, useName, useWords } from '@/shared/i18n';
import { dayTime } from '@/shared/time/format';
import { useDatasets, useMakeDataset, type Dataset } from '../api/models';
import styles from './models.module.css';

/** What models learnt from: cases people decided, a fifth of them held back for judging. */
export function DatasetsPane({ admin }: { admin: boolean }) {
  const t = useWords('models');
  const say = useProblemText();
  const { message } = App.useApp();
  const query = useDatasets();
  const make = useMakeDataset();
  const [note, setNote] = useState('');
  return (
    <>
      {admin && (
        <Panel className={styles.training}>
          <div className={styles.train}>
            <label htmlFor="dataset-note">{t('dataset_note')}</label>
            <Input id="dataset-note" value={note} maxLength={500} onChange={(event) => setNote(event.target.value)} />
            <Button type="primary" loading={make.isPending} onClick={() => make.mutate(note.trim(), { onSuccess: (made) => { setNote(''); void message.success(t('dataset_made', { id: made.id })); } })}>{t('make_dataset')}</Button>
          </div>
          {!!make.error && <Alert type="error" role="alert" showIcon message={say(make.error)} />}
        </Panel>
      )}
      <Loaded query={query}>{(of) => (of.items.length ? <>{of.items.map((one) => <Shown key={one.id} of={one} />)}</> : <Empty title={t('no_datasets')} hint={t('no_datasets_hint')} />)}</Loaded>
    </>
  );
}

function Shown({ of }: { of: Dataset }) {
  const t = useWords('models');
  const name = useName();
  const language = useLanguage();
  return (
    <Panel title={t('dataset', { id: of.id })} extra={of.rehearsal ? t('rehearsal') : undefined} className={styles.dataset}>
      <p className={styles.low}><span>{dayTime(of.made_at, language)} · {of.by?.name ?? t('system')}</span><span>{t('ledger_rows', { from: of.from_seq, to: of.to_seq })}</span>{of.note && <span>{of.note}</span>}</p>
      <dl className={styles.figures}>
        <div><dt>{t('learn')}</dt><dd>{of.learn}</dd></div><div><dt>{t('held_out')}</dt><dd>{of.held_out}</dd></div><div><dt>{t('left_out')}</dt><dd>{of.left_out}</dd></div>
        {Object.entries(of.sources).map(([source, count]) => <div key={source}><dt>{t(`source.${source}`)}</dt><dd>{count}</dd></div>)}
      </dl>
      <details className={styles.details}><summary>{t('per_class')}</summary><ul className={styles.moved}>{of.classes.map((one) => <li key={one.class}><span>{name(one)}</span><span>{one.learn} + {one.held_out}</span></li>)}</ul></details>
    </Panel>
  );
}
