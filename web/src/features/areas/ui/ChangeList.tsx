import { CloseOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { Empty } from '@/shared/components/States';
import { useWords } from '@/shared/i18n';
import type { Change, Preview } from '../api/areas';
import type { usePlanWork } from '../api/usePlanWork';
import { useGround } from './format';
import styles from './areas.module.css';

interface Props { work: ReturnType<typeof usePlanWork>; preview: Preview | undefined; editable: boolean; shown: number | null; onShow: (index: number) => void; nameOf: (code: string | null | undefined) => string }

/** The changes in the order in which they are made, each with what it did or why it cannot. */
export function ChangeList({ work, preview, editable, shown, onShow, nameOf }: Props) {
  const t = useWords('areas');
  const ground = useGround();
  const { t: shared } = useTranslation('shared');
  const { changes } = work.now;
  if (!changes.length) return <Empty title={t('no_changes')} hint={editable ? t('no_changes_hint') : undefined} />;
  const remove = (index: number) => work.change({ ...work.now, changes: changes.filter((_, i) => i !== index) });
  return (
    <ol className={styles.changes}>
      {changes.map((change, i) => {
        const step = preview?.steps.find((one) => one.index === i);
        return (
          <li key={i} data-refused={!!step?.refused}>
            <button type="button" aria-pressed={shown === i} onClick={() => onShow(i)}>
              <b>{i + 1}. {t(`kind.${change.kind}`)}</b>
              <span>{sentence(change, nameOf, t)}</span>
              {step?.refused ? <span className={styles.wrong} role="alert">{shared(`reason.${step.refused.reason}`, { ...step.refused.facts, defaultValue: step.refused.reason })} {step.refused.facts.why && t(`why.${step.refused.facts.why}`, { defaultValue: step.refused.facts.why })}</span>
                : step && <small>{step.m2 > 0 && ground(step.m2)}{step.made.length > 0 && ` · ${t('made', { codes: step.made.join(', ') })}`}</small>}
            </button>
            {editable && <Button size="small" type="text" icon={<CloseOutlined />} aria-label={t('remove_change', { index: i + 1 })} onClick={() => remove(i)} />}
          </li>
        );
      })}
    </ol>
  );
}

function sentence(change: Change, nameOf: Props['nameOf'], t: (key: string, facts?: Record<string, unknown>) => string) {
  const names = (codes: readonly string[] | undefined) => (codes ?? []).map(nameOf).join(t('comma'));
  return t(change.kind === 'retire' && !change.into ? 'says.retire_nobody' : `says.${change.kind}`, {
    area: nameOf(change.area), areas: names(change.areas), from: nameOf(change.from), to: nameOf(change.to), into: nameOf(change.into), parent: nameOf(change.parent), name: change.name ?? '', names: (change.names ?? []).join(t('comma')),
  });
}
