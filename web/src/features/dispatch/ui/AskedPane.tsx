import { CaseBrief } from '@/shared/commands/CaseBrief';
import { CommandForm } from '@/shared/commands/CommandForm';
import { Panel } from '@/shared/components/Panel';
import type { Case } from '@/shared/http/types';
import { useWords } from '@/shared/i18n';
import type { Done } from './LastDone';
import styles from './dispatch.module.css';

/** A dispute to settle or an extension to decide. */
export function AskedPane({ of, queue, onDone }: { of: Case; queue: 'disputes' | 'extensions'; onDone: (one: Done) => void }) {
  const t = useWords('dispatch');
  const operation = queue === 'disputes' ? 'arbitrate' : 'decide_extension';
  return (
    <div className={styles.asked}>
      <Panel title={of.title}><CaseBrief of={of} /></Panel>
      <Panel title={t(`asked.${queue}`)}>
        <CommandForm of={of} operation={operation} onDone={(after) => onDone({ id: after.id, version: after.version, number: after.number, unit: after.unit, what: operation })} />
      </Panel>
    </div>
  );
}
