import { Empty } from '@/shared/components/States';
import { useWords } from '@/shared/i18n';

export default function DispatchDesk() {
  const t = useWords('shared');
  return <Empty title={t('soon')} />;
}
