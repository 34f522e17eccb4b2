import { lazy, Suspense, useState } from 'react';
import { useWords } from '@/shared/i18n';
import { hasWebGl } from '@/shared/map/webgl';
import type { AreaCanvasProps } from '../gl/AreaCanvas';
import styles from './areas.module.css';

const Canvas = lazy(() => import('../gl/AreaCanvas'));

/** The map of areas; without WebGL it says so, and choosing by name and pasting shapes go on. */
export function AreaMap(props: Omit<AreaCanvasProps, 'onBroken'>) {
  const t = useWords('areas');
  const [able] = useState(hasWebGl);
  const [broken, setBroken] = useState(false);
  if (!able || broken) return <div className={`${styles.map} ${styles.none}`} role="note"><b>{t('shared:map.none')}</b><span>{t('no_map_hint')}</span></div>;
  return <Suspense fallback={<div className={`${styles.map} ${styles.waiting}`} role="status" aria-label={t('shared:loading')} />}><Canvas {...props} onBroken={() => setBroken(true)} /></Suspense>;
}
