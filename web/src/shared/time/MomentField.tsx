import styles from './moment.module.css';

/** A moment as people pick it, in the browser's own picker; read and written as UTC. The city's time is Asia/Shanghai. */
const SHIFT = 8 * 3600e3;
export const toPicker = (at: string) => new Date(new Date(at).getTime() + SHIFT).toISOString().slice(0, 16);
export const fromPicker = (words: string) => (words ? new Date(new Date(`${words}:00Z`).getTime() - SHIFT).toISOString().replace('.000', '') : '');
export function MomentField({ id, value, onChange, label }: { id?: string; value: string; onChange: (at: string) => void; label?: string }) {
  return <input id={id} type="datetime-local" aria-label={label} className={styles.moment} value={value ? toPicker(value) : ''} onChange={(event) => onChange(fromPicker(event.target.value))} />;
}
