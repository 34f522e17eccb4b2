import { useWords } from '@/shared/i18n';
import { ELEMENT_COLORS, has, type Look } from '../api/layers';
import { TONES, type Tone } from '../api/points';
import styles from './map.module.css';

export const Dot = ({ tone }: { tone: Tone }) => <i className={styles.dot} data-tone={tone} aria-hidden="true" />;

/** What the colours mean, of what is switched on. */
export function Legend({ look }: { look: Look }) {
  const t = useWords('map');
  const kinds = Object.keys(ELEMENT_COLORS).filter((kind) => has(look, `element:${kind}`));
  if (!has(look, 'cases') && !kinds.length && !has(look, 'cameras')) return null;
  return (
    <ul className={styles.legend} aria-label={t('legend')}>
      {has(look, 'cases') && (look.cases === 'points' || look.cases === 'clusters') && TONES.filter((_, i) => look.tones[i]).map((tone) => <li key={tone}><Dot tone={tone} />{t(`tone.${tone}`)}</li>)}
      {has(look, 'cases') && (look.cases === 'heat' || look.cases === 'hexagons') && <li><i className={styles.ramp} aria-hidden="true" />{t('few_to_many')}</li>}
      {kinds.map((kind) => <li key={kind}><i className={styles.dot} style={{ background: ELEMENT_COLORS[kind] }} aria-hidden="true" />{t(`element.${kind}`)}</li>)}
      {has(look, 'cameras') && <li><i className={styles.dot} style={{ background: '#6a48d7' }} aria-hidden="true" />{t('cameras')}</li>}
    </ul>
  );
}
