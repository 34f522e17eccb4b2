import type { Schemas } from '@/shared/http/types';
import { useCodeWord } from '@/shared/i18n';
import { byKind } from './byKind';
import styles from './tags.module.css';

type Tag = Schemas['Tag'];
interface Props { tags: readonly Tag[]; label: string; /** The tag the reader points at, null when none. */ onPoint?: (tag: Tag | null) => void }

/** Tags gathered by kind. The kind's word stands beside its colour, so the list is its own legend and colour is never alone. */
export function Tags({ tags, label, onPoint }: Props) {
  const word = useCodeWord();
  return (
    <dl className={styles.tags} aria-label={label}>
      {byKind(tags).map(([kind, ones]) => (
        <div key={kind} data-kind={kind}>
          <dt>{word('TagKind', kind)}</dt>
          <dd>
            {ones.map((tag) => (
              <span key={`${tag.text}${tag.start ?? ''}`} className={styles.tag} tabIndex={onPoint ? 0 : undefined}
                onMouseEnter={() => onPoint?.(tag)} onMouseLeave={() => onPoint?.(null)} onFocus={() => onPoint?.(tag)} onBlur={() => onPoint?.(null)}>
                {tag.text}{tag.canonical && tag.canonical !== tag.text && <small>{tag.canonical}</small>}
              </span>
            ))}
          </dd>
        </div>
      ))}
    </dl>
  );
}
