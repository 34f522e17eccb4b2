import { Select } from 'antd';
import { useCodeWord, useWords } from '@/shared/i18n';
import { useLayers, type AreaKind } from '../api/areas';
import styles from './areas.module.css';

export interface Layer { layer: string; kind: AreaKind }
const ORDER: readonly AreaKind[] = ['grid', 'community', 'street', 'district', 'city'];

/** The name of a grid: territorial has a word, functional ones are called as the city calls them. */
export function useLayerName() {
  const t = useWords('areas');
  return (layer: string) => t(`layer.${layer}`, { defaultValue: layer });
}

/** Which grid, and which of its levels. */
export function LayerChoice({ value, onChange, label }: { value: Layer; onChange: (next: Layer) => void; label?: string }) {
  const t = useWords('areas');
  const word = useCodeWord();
  const name = useLayerName();
  const { data } = useLayers();
  const layers = data?.items ?? [];
  const kinds = ORDER.filter((one) => layers.find((layer) => layer.layer === value.layer)?.kinds[one]);
  return (
    <span className={styles.choice}>
      <Select size="small" aria-label={label ?? t('layer')} value={value.layer} popupMatchSelectWidth={false} options={layers.map((one) => ({ value: one.layer, label: name(one.layer) }))}
        onChange={(layer) => { const found = layers.find((one) => one.layer === layer); onChange({ layer, kind: found?.kinds[value.kind] ? value.kind : ORDER.find((one) => found?.kinds[one]) ?? 'grid' }); }} />
      <Select size="small" aria-label={t('level')} value={value.kind} popupMatchSelectWidth={false} options={kinds.map((kind) => ({ value: kind, label: word('AreaKind', kind) }))} onChange={(kind) => onChange({ ...value, kind })} />
    </span>
  );
}
