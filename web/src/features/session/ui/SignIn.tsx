import { Alert, Button, Form, Input } from 'antd';
import { Navigate, useNavigate, useSearchParams } from 'react-router-dom';
import { homeOf } from '@/app/access';
import { LanguageSwitch } from '@/shared/components/LanguageSwitch';
import { Logo } from '@/shared/components/Logo';
import { useProblemText } from '@/shared/components/problemText';
import { usePublicCity } from '@/shared/cases/cityApi';
import { useName, useWords } from '@/shared/i18n';
import { useSession, useSignIn } from '@/shared/session/session';
import styles from './signIn.module.css';

/** Only paths of this site may be gone to after signing in. */
const inside = (next: string | null) => (next && next.startsWith('/') && !next.startsWith('//') ? next : null);

export default function SignIn() {
  const t = useWords('session');
  const say = useProblemText();
  const name = useName();
  const go = useNavigate();
  const [params] = useSearchParams();
  const session = useSession();
  const city = usePublicCity();
  const signIn = useSignIn();
  const next = inside(params.get('next'));
  document.title = `${t('title')} · ${t('product')}`;
  if (session.data) return <Navigate to={next ?? homeOf(session.data)} replace />;
  return (
    <div className={styles.page}>
      <div className={styles.side} aria-hidden="true"><Net /></div>
      <main className={styles.main}>
        <div className={styles.language}><LanguageSwitch /></div>
        <div className={styles.box}>
          <div className={styles.brand}><Logo size={40} /><div><b>{t('product')}</b><span>{city.data ? name(city.data) : t('tagline')}</span></div></div>
          <h1 className={styles.title}>{t('title')}</h1>
          {signIn.error && <Alert type="error" showIcon message={say(signIn.error)} className={styles.alert} role="alert" />}
          <Form layout="vertical" requiredMark={false} size="large" disabled={signIn.isPending}
            onFinish={(given: { login: string; password: string }) => signIn.mutate({ login: given.login.trim(), password: given.password }, { onSuccess: (made) => go(next ?? homeOf(made), { replace: true }) })}>
            <Form.Item name="login" label={t('login')} rules={[{ required: true, message: t('login_missing') }]}><Input autoComplete="username" autoCapitalize="none" spellCheck={false} autoFocus /></Form.Item>
            <Form.Item name="password" label={t('password')} rules={[{ required: true, message: t('password_missing') }]}><Input.Password autoComplete="current-password" /></Form.Item>
            <Button type="primary" htmlType="submit" block loading={signIn.isPending}>{t('submit')}</Button>
          </Form>
          <p className={styles.foot}>{t('staff_only')} <a href="/">{t('to_citizen')}</a></p>
        </div>
      </main>
    </div>
  );
}

/** A made-up street grid with a few lit knots, drawn from a fixed rule. */
function Net() {
  const lines = Array.from({ length: 13 }, (_, i) => i);
  const at = (i: number, j: number) => ({ x: 20 + i * 60 + Math.sin(j * 1.3 + i) * 9, y: 20 + j * 60 + Math.cos(i * 1.7 + j) * 9 });
  const path = (points: { x: number; y: number }[]) => points.map((p, k) => `${k ? 'L' : 'M'}${p.x.toFixed(1)} ${p.y.toFixed(1)}`).join('');
  return (
    <svg viewBox="0 0 720 720" preserveAspectRatio="xMidYMid slice" className={styles.net}>
      <g fill="none" stroke="#fff" strokeOpacity=".16" strokeWidth="1.2">
        {lines.map((i) => <path key={`v${i}`} d={path(lines.map((j) => at(i, j)))} strokeWidth={i % 4 === 2 ? 3 : 1.2} />)}
        {lines.map((j) => <path key={`h${j}`} d={path(lines.map((i) => at(i, j)))} strokeWidth={j % 4 === 1 ? 3 : 1.2} />)}
      </g>
      <g fill="#fff">{[[2, 3], [5, 5], [8, 2], [6, 9], [10, 7], [3, 8], [7, 6]].map(([i = 0, j = 0], k) => { const p = at(i, j); return <g key={k}><circle cx={p.x} cy={p.y} r="14" opacity=".12" /><circle cx={p.x} cy={p.y} r="4" opacity=".9" /></g>; })}</g>
    </svg>
  );
}
