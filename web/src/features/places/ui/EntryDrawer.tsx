import { Alert, Button, Drawer, Input, Modal } from 'antd';
import { useState } from 'react';
import { useProblemText } from '@/shared/components/problemText';
import { Loaded } from '@/shared/components/States';
import { useNarrow } from '@/shared/hooks/useNarrow';
import { useWords } from '@/shared/i18n';
import { CityMap } from '@/shared/map/CityMap';
import { useMomentText } from './moment';
import { useAddAlias, useDecideAlias, useEntry, useHistory, useRemoveEntry, type Entry, type Kind } from '../api/places';
import { EntryForm } from './EntryForm';
import styles from './places.module.css';

/** One place: where it is, what else it is called, and what it was before. */
export function EntryDrawer({ kind, code, onClose }: { kind: Kind; code: string; onClose: () => void }) {
  const query = useEntry(kind, code);
  const narrow = useNarrow();
  return (
    <Drawer open onClose={onClose} width={narrow ? '100%' : 560} title={query.data?.label ?? code}>
      <Loaded query={query} rows={8}>{(entry) => <Whole entry={entry} />}</Loaded>
    </Drawer>
  );
}

function Whole({ entry }: { entry: Entry }) {
  const t = useWords('places');
  const [editing, setEditing] = useState(false);
  const [removing, setRemoving] = useState(false);
  const facts: [string, string | number | null][] = [['kind', t(`kind.${entry.kind}`)], ['code', entry.code], ['area', entry.area_name], ['road', entry.road_name], ['number', entry.number], ['estate', entry.estate_name],
    ['building', entry.building], ['category', entry.category], ['floors', entry.floors], ['point', entry.point ? `${entry.point.lon.toFixed(6)}, ${entry.point.lat.toFixed(6)}` : null], ['source', t(`source.${entry.source}`)]];
  return (
    <>
      {entry.state === 'removed' && <Alert type="warning" showIcon message={t('is_removed')} className={styles.alert} />}
      {entry.point && <CityMap className={styles.map} view={{ ...entry.point, zoom: 15.5, bbox: [entry.point.lon - 0.02, entry.point.lat - 0.02, entry.point.lon + 0.02, entry.point.lat + 0.02] }} point={entry.point} label={entry.label} />}
      <dl className={styles.facts}>{facts.filter(([, value]) => value !== null && value !== '').map(([name, value]) => <div key={name}><dt>{t(`field.${name}`)}</dt><dd>{value}</dd></div>)}</dl>
      <div className={styles.buttons}>
        <Button onClick={() => setEditing(true)}>{t(entry.state === 'removed' ? 'bring_back' : 'correct')}</Button>
        {entry.state !== 'removed' && <Button danger onClick={() => setRemoving(true)}>{t('remove')}</Button>}
      </div>
      <Names entry={entry} />
      <History entry={entry} />
      {editing && <EntryForm entry={entry} onClose={() => setEditing(false)} onSaved={() => setEditing(false)} />}
      {removing && <RemoveDialog entry={entry} onClose={() => setRemoving(false)} />}
    </>
  );
}

function Names({ entry }: { entry: Entry }) {
  const t = useWords('places');
  const say = useProblemText();
  const [words, setWords] = useState('');
  const add = useAddAlias(entry);
  const decide = useDecideAlias();
  return (
    <section className={styles.section}>
      <h2>{t('aliases')}</h2>
      {!entry.aliases.length && <p className={styles.low}>{t('no_aliases')}</p>}
      <ul className={styles.names}>{entry.aliases.map((alias) => (
        <li key={alias.alias}>
          <b className={alias.state === 'rejected' ? styles.gone : undefined}>{alias.words}</b>
          <span className={styles.low}>{t(`alias_source.${alias.source}`)} · {t(`alias_state.${alias.state}`)}</span>
          {alias.source !== 'city' && <Button size="small" loading={decide.isPending} onClick={() => decide.mutate({ alias: alias.alias, kind: alias.kind, code: alias.code, accept: alias.state !== 'in_use' })}>{t(alias.state === 'in_use' ? 'stop_using' : 'use')}</Button>}
        </li>
      ))}</ul>
      {entry.state !== 'removed' && (
        <form className={styles.addName} onSubmit={(event) => { event.preventDefault(); if (words.trim()) add.mutate(words.trim(), { onSuccess: () => setWords('') }); }}>
          <Input value={words} maxLength={60} aria-label={t('new_alias')} placeholder={t('new_alias')} onChange={(event) => setWords(event.target.value)} />
          <Button htmlType="submit" loading={add.isPending} disabled={!words.trim()}>{t('add_alias')}</Button>
        </form>
      )}
      {!!add.error && <Alert role="alert" type="error" showIcon message={(add.error as { reason?: string }).reason === 'does_not_fit' ? t('too_common') : say(add.error)} className={styles.alert} />}
    </section>
  );
}

function History({ entry }: { entry: Entry }) {
  const t = useWords('places');
  const moment = useMomentText();
  const query = useHistory(entry.kind, entry.code);
  return (
    <section className={styles.section}>
      <h2>{t('history')}</h2>
      <Loaded query={query} rows={3}>{(versions) => !versions.length ? <p className={styles.low}>{t('no_history')}</p> : (
        <ol className={styles.history}>{versions.map((one) => (
          <li key={one.version}>
            <p><b>{t('version', { version: one.version })}</b> <span>{t(`entry_state.${one.state}`)}</span> <span className={styles.low}>{moment(one.from)}{one.to ? ` – ${moment(one.to)}` : ''}</span></p>
            <p>{one.record.label}{one.record.point && <small className="number"> {one.record.point.lon.toFixed(5)}, {one.record.point.lat.toFixed(5)}</small>}</p>
            <p className={styles.low}>{one.import && one.source === 'import' ? t('import_no', { id: one.import }) : `${t(`source.${one.source}`)}${one.import ? ` ${t('import_no', { id: one.import })}` : ''}`} · {one.by} · {one.reason}</p>
          </li>
        ))}</ol>
      )}</Loaded>
    </section>
  );
}

function RemoveDialog({ entry, onClose }: { entry: Entry; onClose: () => void }) {
  const t = useWords('places');
  const say = useProblemText();
  const [reason, setReason] = useState('');
  const remove = useRemoveEntry(entry);
  return (
    <Modal open focusTriggerAfterClose={false} onCancel={onClose} title={t('remove_title', { name: entry.label })} okText={t('remove')} okButtonProps={{ danger: true, disabled: reason.trim().length < 2 }} cancelText={t('cancel')} confirmLoading={remove.isPending} onOk={() => remove.mutate(reason.trim(), { onSuccess: onClose })}>
      <label className={styles.label} htmlFor="place-remove-reason">{t('reason')}</label>
      <Input id="place-remove-reason" value={reason} maxLength={300} onChange={(event) => setReason(event.target.value)} />
      {!!remove.error && <Alert role="alert" type="error" showIcon message={say(remove.error)} className={styles.alert} />}
    </Modal>
  );
}
