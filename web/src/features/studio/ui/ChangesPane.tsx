import { Segmented } from 'antd';
import { Suspense, useMemo, useState } from 'react';
import { Empty, Loaded, Loading } from '@/shared/components/States';
import type { Change, DocumentKind, Focus, Marks } from '@/shared/documents/types';
import { useWords } from '@/shared/i18n';
import { ProcessDiagram, type Badge, type Tone } from '@/shared/process/ProcessDiagram';
import { useDocument, useDraftDifference, type Difference, type Draft } from '../api/studio';
import { EDITORS } from '../editors';
import styles from './changes.module.css';

/** What a draft changes in the version that is in use. */
export function ChangesPane({ of, kept }: { of: Draft; kept: boolean }) {
  const t = useWords('studio');
  const difference = useDraftDifference(of.id, kept ? of.revision : of.revision - 0.5);
  const before = useDocument(of.kind, of.present_version ? of.code : '', of.present_version);
  if (!of.present_version && !difference.data) return <Empty title={t('changes_new')} hint={t('changes_new_hint')} />;
  return <Loaded query={difference}>{(data) => <Changes kind={of.kind} code={of.code} difference={data} before={before.data?.text ?? null} after={of.text} />}</Loaded>;
}

/** Two versions side by side in one picture: green is new, amber is changed, red is gone. */
export function Changes({ kind, code, difference, before, after }: { kind: DocumentKind; code: string; difference: Difference; before: string | null; after: string }) {
  const t = useWords('studio');
  const [side, setSide] = useState<'after' | 'before'>('after');
  const [focus, setFocus] = useState<Focus | null>(null);
  const [only, setOnly] = useState(true);
  const fieldWord = (field: string) => t(`field.${field.replace(':', '_')}`, { defaultValue: field.replace('yiwang:', '') });
  const list = difference.changes.filter((one) => !only || one.what !== 'moved');
  const moved = difference.changes.length - difference.changes.filter((one) => one.what !== 'moved').length;
  const pick = (change: Change) => { setSide(change.what === 'removed' ? 'before' : 'after'); setFocus({ element: change.element ?? undefined, row: change.row ?? undefined, at: Date.now() }); };
  const text = side === 'after' ? after : before ?? after;
  return (
    <div className={styles.changes}>
      <section className={styles.picture} aria-label={t('mode.changes')}>
        <div className={styles.bar}>
          {before !== null && <Segmented size="small" value={side} onChange={(next) => setSide(next as 'after' | 'before')} options={[{ value: 'after', label: t('changes_after') }, { value: 'before', label: t('changes_before') }]} />}
          <ul className={styles.legend}>{(['added', 'changed', 'removed'] as const).map((what) => <li key={what} data-what={what}>{t(`what.${what}`)}</li>)}</ul>
        </div>
        <div className={styles.view}>{kind === 'process' ? <Drawn text={text} side={side} changes={difference.changes} focus={focus} label={t('mode.changes')} /> : <Shown kind={kind} code={code} text={text} changes={difference.changes} focus={focus} />}</div>
      </section>
      <section className={styles.list} aria-label={t('changes_list')} tabIndex={0}>
        <h2>{t('changes_count', { count: difference.changes.length })}</h2>
        {moved > 0 && <label className={styles.only}><input type="checkbox" checked={!only} onChange={(event) => setOnly(!event.target.checked)} /> {t('changes_moved', { count: moved })}</label>}
        {!difference.changes.length && <p className={styles.none}>{t('changes_none')}</p>}
        <ol>
          {list.slice(0, 500).map((change, i) => (
            <li key={i}>
              <button type="button" data-what={change.what} onClick={() => pick(change)}>
                <b><i>{t(`what.${change.what}`)}</i> {change.name || change.element || (change.row ? t('row_number', { row: change.row }) : '')}</b>
                {change.what === 'changed' && change.details.map((detail, at) => (
                  <span key={at} className={styles.detail}><em>{fieldWord(detail.field)}</em><del>{detail.before || t('nothing')}</del><ins>{detail.after || t('nothing')}</ins></span>
                ))}
                {change.what === 'changed' || !change.details.length ? null : <small>{change.details.slice(0, 3).map((detail) => `${fieldWord(detail.field)}: ${detail.after || detail.before || ''}`).join(' · ')}</small>}
              </button>
            </li>
          ))}
        </ol>
      </section>
    </div>
  );
}

function Drawn({ text, side, changes, focus, label }: { text: string; side: 'after' | 'before'; changes: readonly Change[]; focus: Focus | null; label: string }) {
  const t = useWords('studio');
  const { tones, badges } = useMemo(() => {
    const tones: Record<string, Tone[]> = {};
    const badges: Badge[] = [];
    for (const change of changes) {
      if (!change.element || (side === 'after' ? change.what === 'removed' : change.what === 'added')) continue;
      tones[change.element] = [change.what];
      const sign = { added: '+', removed: '−', changed: '~', moved: '' }[change.what];
      if (sign) badges.push({ element: change.element, text: sign, tone: change.what, title: `${t(`what.${change.what}`)} ${change.name ?? ''}` });
    }
    return { tones, badges };
  }, [changes, side, t]);
  return <ProcessDiagram text={text} label={label} tones={tones} badges={badges} focus={focus} />;
}

function Shown({ kind, code, text, changes, focus }: { kind: DocumentKind; code: string; text: string; changes: readonly Change[]; focus: Focus | null }) {
  const Editor = EDITORS[kind];
  const marks = useMemo<Marks>(() => ({ faults: [], proofs: [], changes }), [changes]);
  return <Suspense fallback={<Loading rows={8} />}><Editor kind={kind} code={code} text={text} onChange={() => undefined} readOnly marks={marks} focus={focus} /></Suspense>;
}
