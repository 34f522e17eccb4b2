import { DownloadOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useEffect, useState } from 'react';
import { Panel } from '@/shared/components/Panel';
import { Empty, Loaded } from '@/shared/components/States';
import { useName, useWords } from '@/shared/i18n';
import { mappingFile, useLayers, useMapping } from '../api/areas';
import { share, useGround } from './format';
import { LayerChoice, type Layer } from './LayerChoice';
import styles from './areas.module.css';

const MOST = 300;

/** How the areas of one grid lie in those of another, both ways. */
export function MappingPane() {
  const t = useWords('areas');
  const name = useName();
  const ground = useGround();
  const { data: layers } = useLayers();
  const [from, setFrom] = useState<Layer | null>(null);
  const [to, setTo] = useState<Layer>({ layer: 'territorial', kind: 'grid' });
  const other = layers?.items.find((one) => one.layer !== 'territorial');
  useEffect(() => { if (!from && other) setFrom({ layer: other.layer, kind: 'grid' }); }, [from, other]);
  const asked = { from: from?.layer ?? '', to: to.layer, kind: from?.kind, to_kind: to.kind };
  const query = useMapping(asked);
  if (layers && !other) return <Panel><Empty title={t('one_layer')} hint={t('one_layer_hint')} /></Panel>;
  return (
    <Panel tight title={from ? <span className={styles.pair}><LayerChoice label={t('mapping_from')} value={from} onChange={setFrom} /> {t('in')} <LayerChoice label={t('mapping_to')} value={to} onChange={setTo} /></span> : t('tab.mapping')}
      extra={<Button size="small" icon={<DownloadOutlined />} href={mappingFile(asked)} download>{t('export.csv')}</Button>}>
      {from?.layer === to.layer ? <Empty title={t('same_layer')} /> : (
        <Loaded query={query}>
          {(items) => (!items.length ? <Empty title={t('no_mapping')} /> : (
            <div className={styles.scroll} tabIndex={0} role="region" aria-label={t('tab.mapping')}>
              <table className={styles.table}>
                <thead><tr><th scope="col">{t('mapping_from')}</th><th scope="col">{t('mapping_to')}</th><th scope="col">{t('shared_ground')}</th><th scope="col">{t('share_of_from')}</th><th scope="col">{t('share_of_to')}</th><th scope="col">{t('addresses')}</th><th scope="col">{t('share_of_addresses')}</th></tr></thead>
                <tbody>
                  {items.slice(0, MOST).map((one) => (
                    <tr key={`${one.from.code} ${one.to.code}`}>
                      <th scope="row">{name(one.from)}</th><td className={styles.left}>{name(one.to)}</td><td>{ground(one.m2)}</td><td>{share(one.share_of_from)}</td><td>{share(one.share_of_to)}</td><td>{one.addresses}</td><td>{one.address_share_of_from === null ? '–' : share(one.address_share_of_from)}</td>
                    </tr>
                  ))}
                </tbody>
              </table>
              {items.length > MOST && <p className={styles.low}>{t('more_in_file', { count: items.length - MOST })}</p>}
            </div>
          ))}
        </Loaded>
      )}
    </Panel>
  );
}
