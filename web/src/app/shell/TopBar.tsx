import { DownOutlined, LogoutOutlined, SearchOutlined, KeyOutlined } from '@ant-design/icons';
import { Dropdown, Input, Tooltip, type InputRef } from 'antd';
import { useEffect, useRef, useState } from 'react';
import { useNavigate, useSearchParams } from 'react-router-dom';
import { PasswordDialog } from '@/features/session/ui/PasswordDialog';
import { LanguageSwitch } from '@/shared/components/LanguageSwitch';
import { useCodeWord, useLanguage, useName, useWords } from '@/shared/i18n';
import { useLiveState } from '@/shared/live/live';
import { useSession, useSignOut } from '@/shared/session/session';
import { clockTime } from '@/shared/time/format';
import { useNow } from '@/shared/time/useNow';
import { isTyping } from '@/shared/components/shortcuts';
import styles from './shell.module.css';

export function TopBar() {
  const { data: session } = useSession();
  return (
    <header className={styles.bar}>
      <Search />
      <div className={styles.barRight}>
        {session?.rehearsal && <RehearsalBadge />}
        <Live />
        <LanguageSwitch />
        <PersonMenu />
      </div>
    </header>
  );
}

function Search() {
  const t = useWords('app');
  const go = useNavigate();
  const [params] = useSearchParams();
  const [words, setWords] = useState(params.get('q') ?? '');
  const field = useRef<InputRef>(null);
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key === '/' && !isTyping(event) && !event.ctrlKey && !event.metaKey && !event.altKey) { event.preventDefault(); field.current?.focus({ cursor: 'all' }); }
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, []);
  return (
    <form role="search" className={styles.search} onSubmit={(event) => { event.preventDefault(); go(words.trim() ? `/cases?q=${encodeURIComponent(words.trim())}` : '/cases'); }}>
      <Input ref={field} value={words} onChange={(event) => setWords(event.target.value)} placeholder={t('search_hint')} aria-label={t('search')} allowClear
        prefix={<SearchOutlined aria-hidden="true" className={styles.faint} />} suffix={<kbd className={styles.key} aria-hidden="true">/</kbd>} />
    </form>
  );
}

function RehearsalBadge() {
  const t = useWords('app');
  return <Tooltip title={t('rehearsal_hint')}><span className={styles.rehearsal} tabIndex={0}>{t('rehearsal')}</span></Tooltip>;
}

function Live() {
  const t = useWords('app');
  const state = useLiveState();
  const language = useLanguage();
  const now = useNow(1000);
  return (
    <span className={`${styles.live} ${styles[state] ?? ''}`} role="status" aria-label={t(`live.${state}`)} title={t(`live.${state}`)}>
      <i aria-hidden="true" />{state === 'lost' ? t('live.lost') : clockTime(now, language)}
    </span>
  );
}

function PersonMenu() {
  const t = useWords('app');
  const word = useCodeWord();
  const name = useName();
  const { data: session } = useSession();
  const signOut = useSignOut();
  const [password, setPassword] = useState(false);
  if (!session) return null;
  return (
    <>
      <Dropdown trigger={['click']} placement="bottomRight" menu={{
        items: [
          { key: 'who', type: 'group', label: [session.roles.map((role) => word('Role', role)).join(' · '), name(session.unit)].filter(Boolean).join(' | ') },
          { key: 'password', icon: <KeyOutlined />, label: t('password'), onClick: () => setPassword(true) },
          { key: 'out', icon: <LogoutOutlined />, label: t('sign_out'), onClick: () => signOut.mutate() },
        ],
      }}>
        <button type="button" className={styles.person} aria-label={t('person_menu', { name: session.person.name })}>
          <span className={styles.face} aria-hidden="true">{Array.from(session.person.name)[0]}</span>
          <span className={styles.personText}><b>{session.person.name}</b><small>{name(session.unit)}</small></span>
          <DownOutlined aria-hidden="true" className={styles.faint} />
        </button>
      </Dropdown>
      <PasswordDialog open={password} onClose={() => setPassword(false)} />
    </>
  );
}
