import { useLanguage, useWords } from '@/shared/i18n';
import { dayTime } from '@/shared/time/format';
import type { Happening, Step } from '../api/walk';
import { chapters } from '../api/walk';
import { StepText } from './StepText';
import { When } from './Parts';
import styles from './walk.module.css';

/** Lines that only say that something was passed through are kept quiet. */
const QUIET = new Set(['left', 'not_taken', 'task_closed', 'timer_cancelled', 'joined', 'waiting', 'variables_set']);

/** The trace of a walk as a story, the newest chapter first: what somebody did, then what followed and why. */
export function Story({ trace, steps, nameOf, onPick }: { trace: readonly Happening[]; steps: readonly Step[]; nameOf: (id: string) => string; onPick: (element: string) => void }) {
  const t = useWords('studio');
  return (
    <ol className={styles.story}>
      {chapters(trace).reverse().map((chapter) => {
        const step = steps[chapter.step - 1];
        return (
          <li key={`${chapter.step}-${chapter.at}-${chapter.lines[0]?.element}`}>
            <header><b>{step ? <StepText step={step} nameOf={nameOf} /> : t('walk_begins')}</b><small><When at={chapter.at} /></small></header>
            <ul>{chapter.lines.map((line, i) => <Line key={i} line={line} nameOf={nameOf} onPick={onPick} />)}</ul>
          </li>
        );
      })}
    </ol>
  );
}

function Line({ line, nameOf, onPick }: { line: Happening; nameOf: (id: string) => string; onPick: (element: string) => void }) {
  const t = useWords('studio');
  const language = useLanguage();
  const known = nameOf(line.element);
  const name = known === line.element ? line.name || known : known;
  const say = (value: string) => (/^\d{4}-\d\d-\d\dT[\d:.]+Z$/.test(value) ? dayTime(value, language) : value);
  const { why, condition, ...detail } = line.detail;
  const facts = Object.entries(detail);
  const read = facts.filter(([key]) => key.startsWith('=')).map(([key, value]) => `${key.slice(1)} = ${value}`);
  const others = facts.filter(([key, value]) => !key.startsWith('=') && value !== '' && !['task', 'process', 'version', 'number'].includes(key)).map(([key, value]) => `${t(`fact.${key}`, { defaultValue: key })} ${say(value)}`);
  return (
    <li data-what={line.what} data-quiet={QUIET.has(line.what) || undefined}>
      <button type="button" onClick={() => onPick(line.element)}>
        <span>{t(`happening.${line.what}`, { name, defaultValue: `${line.what} ${name}` })}</span>
        {why && !condition && why !== 'only' && <small>{t(`why.${why}`, { defaultValue: why })}</small>}
        {condition && <small>{t(line.what === 'not_taken' ? 'why.condition_not' : 'why.condition')} <code>{condition}</code>{read.length > 0 && ` (${read.join(', ')})`}</small>}
        {others.length > 0 && <small>{others.join(' · ')}</small>}
      </button>
    </li>
  );
}
