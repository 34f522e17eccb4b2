import { useMemo, useState } from 'react';
import { useNavigate, useSearchParams } from 'react-router-dom';
import { useCases, type CaseFilters } from '@/shared/cases/api';
import { CaseCards } from '@/shared/cases/CaseCards';
import { CaseTable, type Column } from '@/shared/cases/CaseTable';
import { Filters, type Chosen } from '@/shared/cases/Filters';
import { ListTools, useColumns } from '@/shared/cases/ListTools';
import { More } from '@/shared/cases/More';
import { PageHead } from '@/shared/components/Panel';
import { Empty, Failed, Loading } from '@/shared/components/States';
import { useNarrow } from '@/shared/hooks/useNarrow';
import { useSettled } from '@/shared/hooks/useSettled';
import { useWords } from '@/shared/i18n';
import styles from './list.module.css';

const USUAL: readonly Column[] = ['number', 'title', 'stage', 'matter', 'place', 'unit', 'channel', 'opened', 'clock'];

/** Every case this person may see, narrowed by filters that stand in the address, so that a list can be sent to somebody. */
export default function CaseList() {
  const t = useWords('cases');
  const narrow = useNarrow();
  const go = useNavigate();
  const [params, setParams] = useSearchParams();
  const [columns, setColumns] = useColumns('cases', USUAL);
  const [sort, setSort] = useState<NonNullable<CaseFilters['sort']>>('-opened_at');
  const chosen = useMemo(() => {
    const out: Record<string, unknown> = {};
    for (const [key, value] of params) if (value) out[key] = key === 'stage' || key === 'urgency' ? value.split(',') : value;
    return out as Chosen;
  }, [params]);
  const choose = (next: Chosen) => setParams(Object.fromEntries(Object.entries(next).flatMap(([key, value]) => (value && value.length ? [[key, String(value)]] : []))), { replace: true });
  const q = useSettled(chosen.q, 300);
  const filters: CaseFilters = { ...chosen, q, queue: 'all', sort };
  const pages = useCases(filters);
  const items = useMemo(() => pages.data?.pages.flatMap((page) => page.items) ?? [], [pages.data]);
  return (
    <div className={styles.page}>
      <PageHead title={t('list.title')} hint={chosen.q ? t('list.found', { q: chosen.q }) : t('list.hint')}><ListTools filters={filters} onSort={setSort} columns={columns} onColumns={setColumns} /></PageHead>
      <Filters value={chosen} onChange={choose} stages />
      <div className={styles.box} data-plain={narrow || undefined}>
        {pages.isPending ? <Loading rows={10} /> : pages.error && !pages.data ? <Failed error={pages.error} retry={() => void pages.refetch()} />
          : !items.length ? <Empty title={t('list.none')} hint={t('list.none_hint')} />
            : narrow ? <CaseCards items={items} onOpen={(item) => go(`/cases/${item.id}`)} /> : <CaseTable items={items} label={t('list.title')} columns={columns} />}
      </div>
      <More pages={pages} />
    </div>
  );
}
