import '../words';
import { Alert, App, Button } from 'antd';
import { useState } from 'react';
import { Confidence } from '@/shared/components/Confidence';
import { PageHead, Panel } from '@/shared/components/Panel';
import { useProblemText } from '@/shared/components/problemText';
import { useShortcuts } from '@/shared/components/shortcuts';
import { Empty, Loaded } from '@/shared/components/States';
import { MatterPicker } from '@/shared/commands/Pickers';
import { useCodeWord, useLanguage, useName, useWords } from '@/shared/i18n';
import { dayTime } from '@/shared/time/format';
import { markWords } from '../api/figures';
import { useLabel, useNextItem, useProgress, useUndoLabel, type Item, type Progress, type Verdict } from '../api/models';
import styles from './models.module.css';

/** One case after another, the least sure first: a person says what it is about, and tonight's model learns it. */
export default function Labelling() {
  const t = useWords('models');
  const next = useNextItem();
  const progress = useProgress();
  return (
    <div className={styles.page}>
      <PageHead title={t('labelling')} hint={t('labelling_hint')}>{progress.data && <p className={styles.score}>{t('to_label', { count: progress.data.to_label })}<b>{t('mine_today', { count: progress.data.mine_today })}</b></p>}</PageHead>
      <div className={styles.label2}>
        <Loaded query={next}>{({ item }) => (item ? <Judge key={item.case.id} of={item} /> : <Empty title={t('nothing_to_label')} hint={t('nothing_to_label_hint')} action={<Button onClick={() => void next.refetch()}>{t('look_again')}</Button>} />)}</Loaded>
        {progress.data && <Recent of={progress.data} />}
      </div>
    </div>
  );
}

function Judge({ of }: { of: Item }) {
  const t = useWords('models');
  const say = useProblemText();
  const name = useName();
  const word = useCodeWord();
  const language = useLanguage();
  const { message } = App.useApp();
  const label = useLabel();
  const undo = useUndoLabel();
  const [other, setOther] = useState<string>();
  const give = (verdict: Omit<Verdict, 'id'>) => {
    if (label.isPending || label.isSuccess) return;
    label.mutate({ id: of.case.id, ...verdict }, {
      onSuccess: (outcome) => {
        const key = `label-${of.case.id}`;
        void message.open({ key, type: 'success', duration: 6, content: <span>{t(`outcome.${outcome.state}`)} <Button type="link" size="small" onClick={() => { undo.mutate(of.case.id); message.destroy(key); }}>{t('undo')}</Button></span> });
      },
    });
  };
  useShortcuts([
    ...of.guesses.slice(0, 3).map((guess, at) => ({ keys: String(at + 1), what: name(guess.matter), run: () => give({ verdict: 'matter', matter: guess.matter.code }) })),
    { keys: 'U', what: t('unsure'), run: () => give({ verdict: 'unsure' }) }, { keys: 'S', what: t('skip'), run: () => give({ verdict: 'skip' }) },
  ]);
  return (
    <Panel title={<span>{t(`ask.${of.why}`)}</span>} extra={<span className={styles.low}><span className="mono">{of.case.number}</span><span>{word('Channel', of.channel)}</span><span>{dayTime(of.received_at, language)}</span></span>}>
      <blockquote className={styles.text}>{markWords(of.text, of.words).map((piece, at) => (piece.told ? <mark key={at}>{piece.text}</mark> : <span key={at}>{piece.text}</span>))}</blockquote>
      {of.returns > 0 && <p className={styles.low}>{t('returned', { count: of.returns })}</p>}
      {of.verdicts.length > 0 && <Alert type="warning" showIcon className={styles.alert} message={t('others_said', { names: of.verdicts.map((one) => name(one)).join('、') })} />}
      {!!label.error && <Alert type="error" role="alert" showIcon className={styles.alert} message={say(label.error)} />}
      <div className={styles.guesses} role="group" aria-label={t('which_matter')}>
        {of.guesses.map((guess, at) => (
          <button key={guess.matter.code} type="button" className={styles.guess} disabled={label.isPending} onClick={() => give({ verdict: 'matter', matter: guess.matter.code })}>
            <kbd aria-hidden="true">{at + 1}</kbd><span>{name(guess.matter)}<small>{guess.matter.code}</small></span><Confidence value={guess.confidence} />
          </button>
        ))}
      </div>
      <div className={styles.otherMatter}>
        <label htmlFor="other-matter">{t('other')}</label>
        <MatterPicker id="other-matter" value={other} onChange={setOther} placeholder={t('other_hint')} />
        <Button type="primary" disabled={!other} loading={label.isPending} onClick={() => other && give({ verdict: 'matter', matter: other })}>{t('set')}</Button>
      </div>
      <p className={styles.actions}><Button onClick={() => give({ verdict: 'unsure' })}>{t('unsure')} <kbd aria-hidden="true">U</kbd></Button><Button onClick={() => give({ verdict: 'skip' })}>{t('skip')} <kbd aria-hidden="true">S</kbd></Button><span>{t('no_case_changes')}</span></p>
    </Panel>
  );
}

function Recent({ of }: { of: Progress }) {
  const t = useWords('models');
  const name = useName();
  const language = useLanguage();
  const undo = useUndoLabel();
  return (
    <aside className={styles.side}>
      <Panel title={t('progress')}>
        <dl className={styles.figures}><div><dt>{t('labelled')}</dt><dd>{of.labelled}</dd></div><div><dt>{t('disputed')}</dt><dd>{of.disputed}</dd></div><div><dt>{t('left')}</dt><dd>{of.to_label}</dd></div></dl>
        {!!of.by_person.length && <ul className={styles.moved}>{of.by_person.map((one) => <li key={one.login}><span>{one.login}</span><span>{t('person_line', { labelled: one.labelled, unsure: one.unsure, skipped: one.skipped })}</span></li>)}</ul>}
      </Panel>
      <Panel title={t('recent')} tight>
        {!of.recent.length ? <p className={styles.none}>{t('recent_none')}</p> : (
          <ul className={styles.turns}>{of.recent.map((one) => <li key={one.case_id}><span>{one.verdict === 'matter' && one.matter ? name(one.matter) : t(`verdict.${one.verdict}`)}</span><span>{dayTime(one.at, language)}</span><Button size="small" type="link" loading={undo.isPending && undo.variables === one.case_id} aria-label={t('undo_of', { matter: one.matter ? name(one.matter) : t(`verdict.${one.verdict}`) })} onClick={() => undo.mutate(one.case_id)}>{t('undo')}</Button></li>)}</ul>
        )}
      </Panel>
    </aside>
  );
}
