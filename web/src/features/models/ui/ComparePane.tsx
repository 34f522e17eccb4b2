import { Alert, Select } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router-dom';
import { Confidence } from '@/shared/components/Confidence';
import { Panel } from '@/shared/components/Panel';
import { Empty, Loaded } from '@/shared/components/States';
import { useName, useWords } from '@/shared/i18n';
import { useComparison, useModels, type Comparison } from '../api/models';
import { Figures } from './Figures';
import styles from './models.module.css';

/** Two models on the same cases that neither learnt from, and the cases on which they differ. */
export function ComparePane() {
  const t = useWords('models');
  const list = useModels();
  const [a, setA] = useState<number>();
  const [b, setB] = useState<number>();
  return (
    <Loaded query={list}>
      {(models) => {
        const left = a ?? models.in_use ?? models.items[0]?.id;
        const right = b ?? models.shadow ?? models.items.find((one) => one.id !== left)?.id;
        const options = models.items.map((one) => ({ value: one.id, label: `${t('model', { id: one.id })} · ${t(`state.${one.state}`)}` }));
        if (models.items.length < 2) return <Empty title={t('one_only')} hint={t('one_only_hint')} />;
        return (
          <>
            <div className={styles.choose}>
              <label htmlFor="compare-a">{t('compare_a')}</label><Select id="compare-a" value={left} options={options} onChange={setA} />
              <label htmlFor="compare-b">{t('compare_b')}</label><Select id="compare-b" value={right} options={options} onChange={setB} />
            </div>
            {left === right ? <Empty title={t('choose_two')} /> : <Compared a={left} b={right} />}
          </>
        );
      }}
    </Loaded>
  );
}

function Compared({ a, b }: { a: number | undefined; b: number | undefined }) {
  const query = useComparison(a, b);
  return <Loaded query={query}>{(of) => <Both of={of} />}</Loaded>;
}

function Both({ of }: { of: Comparison }) {
  const t = useWords('models');
  const name = useName();
  if (!of.count) return <Empty title={t('nothing_held_out')} hint={t('nothing_held_out_hint')} />;
  return (
    <>
      <div className={styles.pair}>
        <Panel title={t('model', { id: of.a.model })}><Figures of={of.a.metrics} /></Panel>
        <Panel title={t('model', { id: of.b.model })}><Figures of={of.b.metrics} beside={of.a.metrics} /></Panel>
      </div>
      <Alert className={styles.alert} showIcon type={of.b_is_worse ? 'warning' : 'info'} message={t(of.b_is_worse ? 'b_worse' : 'b_not_worse', { count: of.count, a: of.only_a, b: of.only_b, both: of.both_right, neither: of.neither })} />
      <Panel title={t('differ', { count: of.differ.length })} tight>
        {!of.differ.length ? <Empty title={t('no_difference')} /> : (
          <ul className={styles.differ}>
            {of.differ.map((one) => (
              <li key={one.case.id}>
                <p>{one.text}</p>
                <p className={styles.low}><Link to={`/cases/${one.case.id}`} className="mono">{one.case.number}</Link><span>{t('truth_line', { source: t(`source.${one.source}`), matter: name(one.truth) })}</span></p>
                <div className={styles.answers}>
                  {([['a', one.a], ['b', one.b]] as const).map(([side, answer]) => (
                    <span key={side} data-right={answer?.matter.code === one.truth.code}>{t('model', { id: of[side].model })}: {answer ? <>{name(answer.matter)} <Confidence value={answer.confidence} /></> : t('no_answer')}</span>
                  ))}
                </div>
              </li>
            ))}
          </ul>
        )}
      </Panel>
    </>
  );
}
