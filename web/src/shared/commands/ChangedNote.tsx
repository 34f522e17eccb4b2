import { Alert } from 'antd';
import { useCodeWord, useLanguage, useWords } from '@/shared/i18n';
import { shortTime } from '@/shared/time/format';
import type { Changed } from './useSend';
import styles from './commands.module.css';

/** Says who did what while this person was still writing. */
export function ChangedNote({ changed }: { changed: Changed | null }) {
  const t = useWords('commands');
  const word = useCodeWord();
  const language = useLanguage();
  if (!changed) return null;
  const told = changed.events.filter((event) => !event.kind.startsWith('deadline_'));
  return (
    <Alert type="warning" showIcon role="alert" className={styles.note} message={t('changed')} description={(
      <ul className={styles.changes}>
        {(told.length ? told : changed.events).map((event, i) => (
          <li key={i}><b>{word('EventKind', event.kind)}</b> {event.actor.name ?? t(`actor.${event.actor.kind}`)} {shortTime(event.at, language)}{event.reason ? ` · ${event.reason}` : ''}</li>
        ))}
      </ul>
    )} />
  );
}
