import { App, Drawer } from 'antd';
import { useEffect, useState } from 'react';
import { useCase } from '@/shared/cases/api';
import { Loaded } from '@/shared/components/States';
import type { Case } from '@/shared/http/types';
import { useCodeWord, useWords } from '@/shared/i18n';
import { CaseBrief } from './CaseBrief';
import { CommandForm } from './CommandForm';
import { OperationPanel } from './OperationPanel';
import { offered, type Operation, type Values } from './table';
import styles from './commands.module.css';

export interface Opened { id: number; operation?: Operation; initial?: Values }

/** A case and what can be done with it, beside the list it was opened from. */
export function CaseDrawer({ opened, onClose, onDone }: { opened: Opened | null; onClose: () => void; onDone?: (after: Case, operation: Operation) => void }) {
  const word = useCodeWord();
  const t = useWords('commands');
  const { message } = App.useApp();
  const query = useCase(opened?.id);
  const [operation, setOperation] = useState<Operation | null>(null);
  useEffect(() => { setOperation(opened?.operation ?? null); }, [opened]);
  return (
    <Drawer open={!!opened} onClose={onClose} width={560} title={operation ? word('Operation', operation) : t('case')} destroyOnHidden styles={{ wrapper: { maxWidth: '100vw' } }}>
      {opened && (
        <Loaded query={query}>
          {(of) => (
            <>
              <CaseBrief of={of} />
              {operation && (of.may.includes(operation)) ? (
                <CommandForm key={operation} of={of} operation={operation} initial={opened.operation === operation ? opened.initial : undefined} onCancel={() => setOperation(null)}
                  onDone={(after) => {
                    void message.success(t('done', { operation: word('Operation', operation), number: after.number }));
                    if (onDone) onDone(after, operation); else onClose();
                  }} />
              ) : (
                <>
                  {operation && !offered(of).includes(operation) && <p className={styles.hint}>{t('not_now', { operation: word('Operation', operation) })}</p>}
                  <OperationPanel of={of} onChoose={setOperation} />
                </>
              )}
            </>
          )}
        </Loaded>
      )}
    </Drawer>
  );
}
