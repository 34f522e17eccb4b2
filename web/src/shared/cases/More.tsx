import { Button } from 'antd';
import { useWords } from '@/shared/i18n';
import styles from './more.module.css';

interface Pages { data?: { pages: { items: unknown[]; total: number | null }[] }; hasNextPage: boolean; isFetchingNextPage: boolean; fetchNextPage: () => unknown }

/** Where the list stands and the next page. */
export function More({ pages }: { pages: Pages }) {
  const t = useWords('shared');
  const shown = pages.data?.pages.reduce((sum, page) => sum + page.items.length, 0) ?? 0;
  const total = pages.data?.pages[0]?.total;
  if (!shown) return null;
  return (
    <footer className={styles.more}>
      <span>{typeof total === 'number' ? t('shown_of', { shown, total }) : t('shown_only', { shown })}</span>
      {pages.hasNextPage && <Button size="small" loading={pages.isFetchingNextPage} onClick={() => void pages.fetchNextPage()}>{t('load_more')}</Button>}
    </footer>
  );
}
