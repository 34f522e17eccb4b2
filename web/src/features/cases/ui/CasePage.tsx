import { PrinterOutlined } from '@ant-design/icons';
import { Alert, App, Button, Tooltip } from 'antd';
import { useEffect, useRef, useState } from 'react';
import { Link, useNavigate, useParams } from 'react-router-dom';
import { useCase } from '@/shared/cases/api';
import { CommandForm } from '@/shared/commands/CommandForm';
import { OperationPanel } from '@/shared/commands/OperationPanel';
import type { Operation, Values } from '@/shared/commands/table';
import { Panel } from '@/shared/components/Panel';
import { useShortcuts } from '@/shared/components/shortcuts';
import { Empty, Failed, Loading } from '@/shared/components/States';
import { isProblem } from '@/shared/http/problem';
import type { Case } from '@/shared/http/types';
import { useCodeWord, useWords } from '@/shared/i18n';
import { CaseHead } from './CaseHead';
import { Facts } from './Facts';
import { Outcome } from './Outcome';
import { PlacePanel } from './PlacePanel';
import { ProcessPanel } from './ProcessPanel';
import { Related } from './Related';
import { Reports } from './Reports';
import { Story } from './Story';
import styles from './case.module.css';

export default function CasePage() {
  const t = useWords('cases');
  const { id } = useParams();
  const query = useCase(Number(id) || null);
  if (!Number(id)) return <Empty page title={t('unknown')} />;
  if (query.data) return <Whole of={query.data} />;
  if (query.error) return isProblem(query.error) && query.error.status === 404 ? <Empty page title={t('unknown')} hint={t('unknown_hint')} /> : <Failed page error={query.error} retry={() => void query.refetch()} />;
  return <Loading rows={12} />;
}

/** One case whole: what was said, what was made of it and why, what can be done now. */
function Whole({ of }: { of: Case }) {
  const t = useWords('cases');
  const word = useCodeWord();
  const go = useNavigate();
  const { message } = App.useApp();
  const [asked, setAsked] = useState<{ operation: Operation; initial?: Values } | null>(null);
  const seen = useRef(of.version);
  const own = useRef(false);
  useEffect(() => {
    if (of.version > seen.current && !own.current) void message.info(t('refreshed', { version: of.version }));
    seen.current = of.version;
    own.current = false;
  }, [of.version, message, t]);
  const ask = (operation: Operation, initial?: Values) => {
    setAsked({ operation, initial });
    document.getElementById('operations')?.scrollIntoView({ block: 'nearest' });
  };
  useShortcuts([{ keys: 'B', what: t('key.back'), run: () => go(-1) }]);

  return (
    <article className={styles.page}>
      <CaseHead of={of}>
        <Tooltip title={t('print')}><Button icon={<PrinterOutlined />} aria-label={t('print')} onClick={() => window.print()} className={styles.noPrint} /></Tooltip>
      </CaseHead>
      {of.merged_into && <Alert type="info" showIcon message={<>{t('merged_into')} <Link to={`/cases/${of.merged_into.id}`}>{of.merged_into.number} {of.merged_into.title}</Link></>} />}
      {of.suspended && <Alert type="warning" showIcon message={t('suspended', { cause: word('SuspendReason', of.suspended.cause) })} description={of.suspended.reason} />}
      {of.dispute && <Alert type="warning" showIcon message={t('disputed')} description={of.dispute.reason} />}
      <div className={styles.columns}>
        <div className={styles.main}>
          <Reports of={of} onSplit={of.may.includes('split') ? (report) => ask('split', { report }) : undefined} />
          <Outcome of={of} />
          <Story of={of} />
        </div>
        <div className={styles.side}>
          <Panel id="operations" title={asked ? word('Operation', asked.operation) : t('operations')} className={styles.noPrint} extra={asked && <Button size="small" onClick={() => setAsked(null)}>{t('back')}</Button>}>
            {asked ? (
              <CommandForm key={asked.operation + JSON.stringify(asked.initial ?? null)} of={of} operation={asked.operation} initial={asked.initial} onCancel={() => setAsked(null)}
                onDone={() => { own.current = true; setAsked(null); void message.success(t('done', { operation: word('Operation', asked.operation) })); }} />
            ) : <OperationPanel of={of} onChoose={(operation) => ask(operation)} />}
          </Panel>
          <ProcessPanel of={of} />
          <Facts of={of} />
          <PlacePanel of={of} onCorrect={of.may.includes('correct_place') ? () => ask('correct_place') : undefined} />
          <Related of={of} onMerge={of.may.includes('merge') ? (into) => ask('merge', { into }) : undefined} />
        </div>
      </div>
    </article>
  );
}
