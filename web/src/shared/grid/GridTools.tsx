import { ArrowDownOutlined, ArrowUpOutlined, DeleteOutlined, FlagFilled, FlagOutlined, PlusOutlined, QuestionCircleOutlined, RedoOutlined, SearchOutlined, UndoOutlined } from '@ant-design/icons';
import { Button, Tooltip } from 'antd';
import type { ReactNode } from 'react';
import { useWords } from '@/shared/i18n';
import styles from './grid.module.css';

interface Props {
  readOnly: boolean; history?: { undo: () => void; redo: () => void; canUndo: boolean; canRedo: boolean };
  insert: () => void; remove: () => void; up: () => void; down: () => void; find: () => void; clear: () => void; mark?: () => void;
  still: boolean; none: boolean; finding: boolean; filtered: boolean; marked: boolean; status: string; children?: ReactNode;
}

export function GridTools({ readOnly, history, insert, remove, up, down, find, clear, mark, still, none, finding, filtered, marked, status, children }: Props) {
  const t = useWords('grid');
  const tool = (key: string, icon: ReactNode, run: (() => void) | undefined, off = false, on?: boolean) => (
    <Tooltip title={t(key)} mouseEnterDelay={0.5}><Button size="small" type="text" icon={icon} onClick={run} disabled={off || !run} aria-label={t(key)} aria-pressed={on} data-on={on || undefined} className={styles.tool} /></Tooltip>
  );
  return (
    <div className={styles.tools} role="toolbar" aria-label={t('tools')}>
      {!readOnly && (
        <>
          {tool('undo', <UndoOutlined />, history?.undo, !history?.canUndo)}
          {tool('redo', <RedoOutlined />, history?.redo, !history?.canRedo)}
          <i />
          {tool('insert', <PlusOutlined />, insert)}
          {tool('remove', <DeleteOutlined />, remove, none)}
          {tool('up', <ArrowUpOutlined />, up, still)}
          {tool('down', <ArrowDownOutlined />, down, still)}
          <i />
        </>
      )}
      {tool('find', <SearchOutlined />, find, false, finding)}
      {mark && tool('only_marked', marked ? <FlagFilled /> : <FlagOutlined />, mark, false, marked)}
      {children}
      <span className={styles.status} role="status">{status}</span>
      {filtered && <Button size="small" type="link" onClick={clear}>{t('clear_filter')}</Button>}
      <Tooltip title={t('keys')} styles={{ root: { maxWidth: 340 } }}><Button size="small" type="text" icon={<QuestionCircleOutlined />} aria-label={t('keys_name')} className={styles.tool} /></Tooltip>
    </div>
  );
}
