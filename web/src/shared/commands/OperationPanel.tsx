import { Button } from 'antd';
import type { Case } from '@/shared/http/types';
import { useCodeWord, useWords } from '@/shared/i18n';
import { FORMS, GROUPS, likeliest, offered, type Operation } from './table';
import styles from './commands.module.css';

/** Every operation this person may ask for now, in groups; the likeliest one is filled. */
export function OperationPanel({ of, chosen, onChoose }: { of: Case; chosen?: Operation | null; onChoose: (operation: Operation) => void }) {
  const t = useWords('commands');
  const word = useCodeWord();
  const may = offered(of);
  const first = likeliest(of);
  if (!may.length) return <p className={styles.hint}>{t('nothing_to_do')}</p>;
  return (
    <div className={styles.ops}>
      {GROUPS.map((group) => {
        const here = may.filter((one) => FORMS[one]?.group === group);
        return here.length > 0 && (
          <div key={group} className={styles.group} role="group" aria-label={t(`group.${group}`)}>
            <span aria-hidden="true">{t(`group.${group}`)}</span>
            <div>{here.map((one) => <Button key={one} size="small" type={one === first ? 'primary' : 'default'} danger={FORMS[one]?.danger} aria-pressed={one === chosen} onClick={() => onChoose(one)}>{word('Operation', one)}</Button>)}</div>
          </div>
        );
      })}
    </div>
  );
}
