import { CaseRow } from '@/shared/cases/CaseRow';
import { useCases } from '@/shared/cases/api';
import { Panel } from '@/shared/components/Panel';
import { Loading } from '@/shared/components/States';
import { useSettled } from '@/shared/hooks/useSettled';
import { useWords } from '@/shared/i18n';
import styles from './seat.module.css';

const SHORTEST_PHONE = 7;

/** What this caller told before, shown as soon as the number stands. */
export function Earlier({ phone }: { phone: string }) {
  const t = useWords('seat');
  const number = useSettled(phone.replace(/\D/g, ''), 400);
  const known = number.length >= SHORTEST_PHONE;
  const query = useCases({ q: number }, 8, known);
  const items = known ? query.data?.pages[0]?.items ?? [] : [];
  return (
    <Panel title={t('earlier')} tight={items.length > 0}>
      {!known ? <p className={styles.quiet}>{t('earlier_waiting')}</p>
        : query.isPending ? <Loading rows={2} />
          : items.length === 0 ? <p className={styles.quiet}>{t('earlier_none')}</p>
            : items.map((item) => <CaseRow key={item.id} item={item} />)}
    </Panel>
  );
}
