import { AutoComplete, Input, Modal } from 'antd';
import { useId, useState } from 'react';
import { useWords } from '@/shared/i18n';
import { TYPES, type DmnColumn } from '../api/dmn';
import styles from './rules.module.css';

export function ColumnDialog({ column, close, save }: { column: DmnColumn; close: () => void; save: (given: Partial<DmnColumn>) => void }) {
  const t = useWords('rules');
  const base = useId();
  const [given, setGiven] = useState<Partial<DmnColumn>>({ title: column.title, expression: column.expression, type: column.type, allowed: column.allowed });
  const put = (part: Partial<DmnColumn>) => setGiven((now) => ({ ...now, ...part }));
  const logic = column.part !== 'annotation';
  return (
    <Modal open onCancel={close} onOk={() => save(logic ? given : { title: given.title })} title={t(`heading.${column.part}`)} okText={t('save')} cancelText={t('cancel')} width={460} destroyOnHidden>
      <form className={styles.dialog} onSubmit={(event) => { event.preventDefault(); save(logic ? given : { title: given.title }); }}>
        <div><label htmlFor={`${base}-t`}>{t('column.title')}</label><Input id={`${base}-t`} autoFocus value={given.title} onChange={(event) => put({ title: event.target.value })} /></div>
        {logic && (
          <>
            <div><label htmlFor={`${base}-e`}>{column.part === 'input' ? t('column.expression') : t('column.name')}</label><Input id={`${base}-e`} className="mono" value={given.expression} onChange={(event) => put({ expression: event.target.value })} /><small>{column.part === 'input' ? t('column.expression_hint') : t('column.name_hint')}</small></div>
            <div><label htmlFor={`${base}-y`}>{t('column.type')}</label><AutoComplete id={`${base}-y`} value={given.type} onChange={(type: string) => put({ type })} options={TYPES.map((value) => ({ value, label: value }))} /></div>
            <div><label htmlFor={`${base}-a`}>{t('column.allowed')}</label><Input id={`${base}-a`} className="mono" value={given.allowed} placeholder={'"a", "b"'} onChange={(event) => put({ allowed: event.target.value })} /><small>{t('column.allowed_hint')}</small></div>
          </>
        )}
        <button type="submit" hidden />
      </form>
    </Modal>
  );
}
