import { Alert, Button } from 'antd';
import { useRef, useState, type DragEvent } from 'react';
import { Link, useNavigate } from 'react-router-dom';
import { useProblemText } from '@/shared/components/problemText';
import { Empty, Loaded } from '@/shared/components/States';
import { useWords } from '@/shared/i18n';
import { useImports, useTakeIn, VERDICTS, type Import } from '../api/places';
import { useMomentText } from './moment';
import styles from './places.module.css';

const ACCEPT = '.csv,.txt,.xlsx,.geojson,.json,.zip,.gpkg,.osm,.pbf,.xml';

/** Drop a file here; nothing changes before its rows were compared and chosen. */
export function ImportsPane() {
  const t = useWords('places');
  const say = useProblemText();
  const go = useNavigate();
  const field = useRef<HTMLInputElement>(null);
  const [over, setOver] = useState(false);
  const take = useTakeIn();
  const query = useImports();
  const send = (file: File | undefined) => { if (file) take.mutate(file, { onSuccess: (made) => go(`/places/imports/${made.id}`) }); };
  const drop = (event: DragEvent) => { event.preventDefault(); setOver(false); send(event.dataTransfer.files[0]); };
  return (
    <>
      <div className={`${styles.drop} ${over ? styles.over : ''}`} onDragOver={(event) => { event.preventDefault(); setOver(true); }} onDragLeave={() => setOver(false)} onDrop={drop}>
        <p><b>{t('drop')}</b></p>
        <p className={styles.low}>{t('formats')}</p>
        <input ref={field} id="places-file" type="file" accept={ACCEPT} className="visually-hidden" tabIndex={-1} aria-label={t('choose_file')} onChange={(event) => { send(event.target.files?.[0]); event.target.value = ''; }} />
        <Button type="primary" loading={take.isPending} onClick={() => field.current?.click()}>{t('choose_file')}</Button>
      </div>
      {!!take.error && <Alert role="alert" type="error" showIcon message={say(take.error)} className={styles.alert} />}
      <Loaded query={query} rows={5}>{(imports) => !imports.length ? <Empty title={t('no_imports')} hint={t('no_imports_hint')} /> : <ul className={styles.list}>{imports.map((one) => <Row key={one.id} one={one} />)}</ul>}</Loaded>
    </>
  );
}

function Row({ one }: { one: Import }) {
  const t = useWords('places');
  const moment = useMomentText();
  return (
    <li>
      <Link to={`/places/imports/${one.id}`}>{one.file}</Link> <span className={one.state === 'applied' ? styles.good : one.state === 'failed' ? styles.bad : styles.calm}>{t(`import_state.${one.state}`)}</span>
      <p className={styles.low}><span>{t('import_no', { id: one.id })}</span><span>{moment(one.made_at)}</span><span>{one.by}</span>{VERDICTS.filter((verdict) => one.counts[verdict]).map((verdict) => <span key={verdict}>{t(`verdict.${verdict}`)} {one.counts[verdict]}</span>)}</p>
    </li>
  );
}
