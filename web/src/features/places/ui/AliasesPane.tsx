import { Alert, Button } from 'antd';
import { Link } from 'react-router-dom';
import { useProblemText } from '@/shared/components/problemText';
import { Empty, Loaded } from '@/shared/components/States';
import { useWords } from '@/shared/i18n';
import { useAliases, useDecideAlias } from '../api/places';
import styles from './places.module.css';

/** Names that dispatchers' corrections speak for, with the cases they come from. */
export function AliasesPane() {
  const t = useWords('places');
  const say = useProblemText();
  const query = useAliases('suggested');
  const decide = useDecideAlias();
  return (
    <>
      {!!decide.error && <Alert role="alert" type="error" showIcon message={say(decide.error)} className={styles.alert} />}
      <Loaded query={query} rows={5}>{(data) => !data.items.length ? <Empty title={t('no_suggestions')} hint={t('no_suggestions_hint', { enough: data.enough })} /> : (
        <>
          <p className={styles.found}>{t('suggestions_hint', { enough: data.enough })}</p>
          <ul className={styles.list}>{data.items.map((alias) => (
            <li key={`${alias.alias}/${alias.kind}/${alias.code}`} className={styles.suggestion}>
              <div>
                <p><b>“{alias.words}”</b> → {alias.label ?? alias.code} <span className={styles.calm}>{t(`kind.${alias.kind}`)}</span></p>
                <p className={styles.low}><span>{t('support', { count: alias.support })}</span>{alias.against > 0 && <span className={styles.bad}>{t('against', { count: alias.against })}</span>}
                  <span>{t('from_cases')} {alias.cases.map((id) => <Link key={id} to={`/cases/${id}`}>#{id}</Link>)}</span></p>
              </div>
              <div className={styles.buttons}>
                <Button type="primary" loading={decide.isPending} onClick={() => decide.mutate({ alias: alias.alias, kind: alias.kind, code: alias.code, accept: true })}>{t('accept')}</Button>
                <Button loading={decide.isPending} onClick={() => decide.mutate({ alias: alias.alias, kind: alias.kind, code: alias.code, accept: false })}>{t('reject')}</Button>
              </div>
            </li>
          ))}</ul>
        </>
      )}</Loaded>
    </>
  );
}
