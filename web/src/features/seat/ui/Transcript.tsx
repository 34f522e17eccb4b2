import { useEffect, useRef } from 'react';
import { Marked } from '@/shared/components/Mark';
import { Panel } from '@/shared/components/Panel';
import { useLanguage, useWords } from '@/shared/i18n';
import { clockTime } from '@/shared/time/format';
import { firstLine, spansOf } from '../api/said';
import type { CallForm } from './callForm';
import styles from './seat.module.css';

/** What is said, line by line as it comes; the words a value was taken from are marked, those of the field somebody points at are lit. */
export function Transcript({ form }: { form: CallForm }) {
  const t = useWords('seat');
  const language = useLanguage();
  const box = useRef<HTMLOListElement>(null);
  const { call, fields, pointed } = form;
  const last = call.lines.length;
  const target = pointed ? firstLine(fields, pointed) : undefined;
  // Only the box is scrolled: the page stays where the agent is typing.
  useEffect(() => { const list = box.current; if (list && !pointed) list.scrollTop = list.scrollHeight; }, [last, pointed]);
  useEffect(() => {
    const list = box.current;
    const line = target !== undefined ? list?.querySelector<HTMLElement>(`[data-line="${target}"]`) : null;
    if (list && line && (line.offsetTop < list.scrollTop || line.offsetTop + line.offsetHeight > list.scrollTop + list.clientHeight)) list.scrollTop = line.offsetTop - 40;
  }, [target]);
  return (
    <Panel title={t('transcript')} tight className={styles.transcriptPanel} extra={<span className={styles.quiet}>{t('lines', { count: last })}</span>}>
      <ol ref={box} className={styles.transcript} aria-label={t('transcript')} tabIndex={0}>
        {!last && <li className={styles.listening}>{t('listening')}</li>}
        {call.lines.map((line) => (
          <li key={line.line} data-line={line.line} data-speaker={line.speaker} className={line.line === last ? styles.newestLine : undefined}>
            <span className={styles.who}>{t(`speaker.${line.speaker}`)} <time>{clockTime(line.at, language)}</time></span>
            <p><Marked text={line.text} spans={spansOf(fields, line.line, pointed)} /></p>
          </li>
        ))}
      </ol>
      <p className="visually-hidden" role="log" aria-live="polite">{call.lines.at(-1) ? `${t(`speaker.${call.lines.at(-1)?.speaker}`)}: ${call.lines.at(-1)?.text}` : ''}</p>
    </Panel>
  );
}
