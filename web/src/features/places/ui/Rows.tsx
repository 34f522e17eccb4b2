import { Button } from 'antd';
import { Failed, Loading } from '@/shared/components/States';
import { TabRow } from '@/shared/components/TabRow';
import { useWords } from '@/shared/i18n';
import { useImportRows, type Import, type ImportRow, type Verdict } from '../api/places';
import styles from './places.module.css';

const TONES: Partial<Record<Verdict, 'warn' | 'bad'>> = { likely_duplicate: 'warn', namesake: 'warn', other_area: 'warn', outside_city: 'bad', swapped: 'bad', unreadable: 'bad' };

/** Kinds whose rows have nothing else to say than where they are. */
const POINTED: readonly Verdict[] = ['new', 'outside_city'];

/** Rows of one kind at a time, each with the reason why it is of that kind. */
export function Rows({ one, there, active, onShow }: { one: Import; there: Verdict[]; active: Verdict | undefined; onShow: (verdict: Verdict) => void }) {
  const t = useWords('places');
  const query = useImportRows(one.id, active, `${one.state} ${JSON.stringify(one.options)} ${JSON.stringify(one.counts)}`);
  if (!active) return <p className={styles.low}>{t('no_rows')}</p>;
  const rows = query.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <>
      <TabRow label={t('verdicts')} panel="place-rows" active={active} onChange={onShow} items={there.map((verdict) => ({ key: verdict, label: t(`verdict.${verdict}`), count: one.counts[verdict], tone: TONES[verdict] }))} />
      <div id="place-rows" role="tabpanel" aria-label={t(`verdict.${active}`)}>
        <p className={styles.low}>{t(`about.${active}`)}</p>
        {query.isPending ? <Loading rows={4} /> : query.error ? <Failed error={query.error} retry={() => void query.refetch()} /> : (
          <div className={styles.tableBox} role="region" aria-label={t(`verdict.${active}`)} tabIndex={0}><table className={styles.table}>
            <caption className="visually-hidden">{t(`verdict.${active}`)}</caption>
            <thead><tr><th scope="col" className={styles.line}>{t('column.line')}</th><th scope="col">{t('column.name')}</th><th scope="col">{t('column.kind')}</th><th scope="col">{t('column.why')}</th></tr></thead>
            <tbody>{rows.map((row) => <tr key={row.place}><td className="number">{row.line ?? '—'}</td><th scope="row">{row.record.label || row.record.name || '—'}{row.aliases.length > 0 && <small>{row.aliases.join('、')}</small>}</th><td>{t(`kind.${row.record.kind}`, { defaultValue: '' })}</td><td><Why row={row} /></td></tr>)}</tbody>
          </table></div>
        )}
        {query.hasNextPage && <Button block className={styles.more} onClick={() => void query.fetchNextPage()} loading={query.isFetchingNextPage}>{t('more')}</Button>}
      </div>
    </>
  );
}

function Why({ row }: { row: ImportRow }) {
  const t = useWords('places');
  const shared = useWords('shared');
  return (
    <div className={styles.why}>
      {row.verdict === 'unreadable' ? <span>{t(`why.${row.why}`, { defaultValue: shared(`reason.${row.why}`) })}{row.field ? ` · ${t(`field.${row.field}`, { defaultValue: row.field })}` : ''}{row.value ? ` · ${row.value.replace(/^value=/, '')}` : ''}</span> : row.why && <span>{t(`why.${row.why}`, { defaultValue: '' })}</span>}
      {row.other && row.verdict !== 'same' && <span>{row.other.label} <small className="number">{row.other.code}</small>{row.other.metres > 0 && <small> {t('metres', { metres: row.other.metres })}</small>}</span>}
      {row.record.point && POINTED.includes(row.verdict) && <span className="number">{row.record.point.lon.toFixed(6)}, {row.record.point.lat.toFixed(6)}</span>}
      {row.said && <span>{t('said_found', { said: row.said, found: row.found })}</span>}
      {row.fields.map((change, i) => <span key={i} className={styles.change}>{t(`field.${change.field}`, { defaultValue: change.field })}: {change.before && <del>{change.before}</del>} <ins>{change.after}</ins></span>)}
    </div>
  );
}
