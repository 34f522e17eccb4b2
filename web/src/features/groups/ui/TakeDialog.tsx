import { Alert, Checkbox, Input, Modal, Radio } from 'antd';
import { useEffect, useState } from 'react';
import { useProblemText } from '@/shared/components/problemText';
import type { Schemas } from '@/shared/http/types';
import { useLanguage, useWords } from '@/shared/i18n';
import { dayTime } from '@/shared/time/format';
import { oldestOpen } from '../api/course';
import { useTakeGroup, type Group } from '../api/groups';
import styles from './groups.module.css';

/** Chooses which cases go into which one. Nothing is merged before it is confirmed here. */
export function TakeDialog({ of, open, onClose, onDone }: { of: Group; open: boolean; onClose: () => void; onDone: (taken: Schemas['GroupTaken']) => void }) {
  const t = useWords('groups');
  const say = useProblemText();
  const language = useLanguage();
  const take = useTakeGroup(of.id);
  const cases = of.cases.flatMap((one) => (one.open && one.case ? [{ ...one, case: one.case }] : []));
  const [chosen, setChosen] = useState<number[]>([]);
  const [into, setInto] = useState<number | undefined>();
  const [reason, setReason] = useState('');
  useEffect(() => {
    if (!open) return;
    setChosen(of.cases.flatMap((one) => (one.open && one.case ? [one.case.id] : [])));
    setInto(oldestOpen(of.cases)?.case?.id);
    setReason('');
    // What is ticked stays as it is while new cases come in.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [open]);
  const going = chosen.filter((id) => id !== into);
  const toggle = (id: number, on: boolean) => setChosen((now) => (on ? [...now, id] : now.filter((one) => one !== id)));
  return (
    <Modal focusTriggerAfterClose={false} open={open} onCancel={onClose} width={680} title={t('take')} okText={t('take_yes', { count: going.length })} cancelText={t('cancel')} confirmLoading={take.isPending} okButtonProps={{ disabled: !into || !going.length }}
      onOk={() => { if (into) take.mutate({ into, cases: going, ...(reason.trim() ? { reason: reason.trim() } : {}) }, { onSuccess: onDone }); }}>
      <p className={styles.hintText}>{t('take_hint')}</p>
      {!!take.error && <Alert type="error" role="alert" message={say(take.error)} className={styles.alert} />}
      <div className={styles.choice} role="group" aria-label={t('choose')}>
        {cases.map((one) => (
          <div key={one.case.id} className={one.case.id === into ? styles.target : undefined}>
            <Checkbox checked={one.case.id === into || chosen.includes(one.case.id)} disabled={one.case.id === into} onChange={(event) => toggle(one.case.id, event.target.checked)} aria-label={t('choose_one', { number: one.case.number })} />
            <span className={styles.choiceText}><b>{one.case.title}</b><small>{one.case.number} · {dayTime(one.first_at, language)}</small></span>
            <Radio checked={one.case.id === into} onChange={() => setInto(one.case.id)} aria-label={t('into_one', { number: one.case.number })}>{t('into')}</Radio>
          </div>
        ))}
      </div>
      <label htmlFor="take-reason" className={styles.label}>{t('take_reason')}</label>
      <Input id="take-reason" value={reason} maxLength={500} onChange={(event) => setReason(event.target.value)} />
    </Modal>
  );
}
