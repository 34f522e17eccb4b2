import { Modal } from 'antd';
import { useEffect, useState } from 'react';
import { useWords } from '@/shared/i18n';
import { isTyping, useShortcutList } from '@/shared/components/shortcuts';
import styles from './shell.module.css';

/** `?` shows what the keyboard can do, here and on the present page. */
export function Shortcuts() {
  const t = useWords('app');
  const [open, setOpen] = useState(false);
  const page = useShortcutList();
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => { if (event.key === '?' && !isTyping(event)) setOpen((was) => !was); };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, []);
  const rows = [{ keys: '/', what: t('keys.search') }, { keys: '?', what: t('keys.help') }, ...page];
  return (
    <Modal open={open} onCancel={() => setOpen(false)} footer={null} title={t('keys')} width={440}>
      <dl className={styles.keys}>{rows.map((row) => <div key={row.keys}><dt><kbd>{row.keys}</kbd></dt><dd>{row.what}</dd></div>)}</dl>
    </Modal>
  );
}
