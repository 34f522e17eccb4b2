import { speaksForMatter } from '@/shared/commands/CaseBrief';
import { Confidence } from '@/shared/components/Confidence';
import type { Schemas } from '@/shared/http/types';
import { useLanguage, useName, useWords } from '@/shared/i18n';
import styles from './dispatch.module.css';

interface Props { guesses: Schemas['MatterGuess'][]; picked: string | undefined; options: { value: string; label: string; path: string }[]; onPick: (code: string) => void }

/** The three likeliest matters with how sure the engine is, and the one a person searched for. */
export function MatterChoice({ guesses, picked, options, onPick }: Props) {
  const t = useWords('dispatch');
  const name = useName();
  const language = useLanguage();
  const own = picked && !guesses.some((one) => one.matter.code === picked) ? options.find((one) => one.value === picked) : undefined;
  if (!guesses.length && !own) return <p className={styles.quiet}>{t('matter_none')}</p>;
  return (
    <ul className={styles.choices}>
      {guesses.map((one, i) => (
        <li key={one.matter.code}>
          <button type="button" aria-pressed={one.matter.code === picked} onClick={() => onPick(one.matter.code)}>
            <kbd>{i + 1}</kbd>
            <span className={styles.choiceName}><b>{name(one.matter)}</b>{language === 'zh' && <small>{one.matter.path.join(' / ')}</small>}
              <Words of={one} /></span>
            <span className={styles.barTrack} aria-hidden="true"><i style={{ width: `${Math.round(one.confidence * 100)}%` }} /></span>
            <Confidence value={one.confidence} />
          </button>
        </li>
      ))}
      {own && <li><button type="button" aria-pressed="true"><kbd>M</kbd><span className={styles.choiceName}><b>{own.label}</b><small>{own.path}</small></span><span className={styles.byPerson}>{t('by_you')}</span></button></li>}
    </ul>
  );
}

const MOST = 4;

function Words({ of }: { of: Schemas['MatterGuess'] }) {
  const words = [...new Set(of.evidence.filter(speaksForMatter).map((one) => one.text))].slice(0, MOST);
  return words.length ? <small className={styles.evidence}>{words.join(' \u00b7 ')}</small> : null;
}
