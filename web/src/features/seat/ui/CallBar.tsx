import { Alert, Button, Select } from 'antd';
import { CaretRightOutlined, CustomerServiceOutlined, PauseOutlined, PhoneOutlined } from '@ant-design/icons';
import { useProblemText } from '@/shared/components/problemText';
import type { Schemas } from '@/shared/http/types';
import { useWords } from '@/shared/i18n';
import { CALL_FIELDS } from '../api/said';
import { PACES } from '../api/replay';
import type { CallForm } from './callForm';
import type { Replay } from './useReplay';
import styles from './seat.module.css';

interface Props {
  form: CallForm | null; waiting: Schemas['CallItem'] | undefined; error: unknown; busy: boolean; replay: Replay | null;
  onTake: (call: number) => void; onOpen: () => void; onReplay: () => void; onEnd: () => void; onPause: () => void; onGo: () => void; onPace: (pace: number) => void;
}

/** Above the form: whether a call runs, how a replay goes on, and how a call begins and ends. */
export function CallBar({ form, waiting, error, busy, replay, onTake, onOpen, onReplay, onEnd, onPause, onGo, onPace }: Props) {
  const t = useWords('seat');
  const say = useProblemText();
  const filled = form ? CALL_FIELDS.filter((field) => form.fields[field] && form.fields[field]?.value !== null).length : 0;
  const fault = error ?? form?.error ?? replay?.error;
  const playing = replay && replay.said < replay.of && !replay.error;
  return (
    <section className={`${styles.callBar} ${form ? styles.calling : ''}`} aria-label={t('call')}>
      {form ? <PhoneOutlined className={styles.callIcon} aria-hidden="true" /> : <CustomerServiceOutlined className={styles.callIcon} aria-hidden="true" />}
      {form ? (
        <p><b>{form.call.state === 'open' ? t('call_on') : t('call_over')}</b> <span>{t('call_filled', { filled, fields: CALL_FIELDS.length })}</span>
          {replay && <span>{t('replay_at', { said: replay.said, of: replay.of })}</span>}</p>
      ) : <p><span>{waiting ? t('call_waiting') : t('call_none')}</span></p>}
      <div className={styles.callTools}>
        {playing && <Button size="small" icon={replay.paused ? <CaretRightOutlined /> : <PauseOutlined />} onClick={replay.paused ? onGo : onPause}>{t(replay.paused ? 'replay_go' : 'replay_pause')}</Button>}
        {playing && <Select size="small" aria-label={t('pace')} value={replay.pace} onChange={onPace} options={PACES.map((pace) => ({ value: pace, label: t(`pace.${pace}`) }))} style={{ width: 108 }} />}
        {form ? <Button size="small" onClick={onEnd} loading={busy}>{t('call_end')}</Button> : (
          <>
            {waiting && <Button size="small" type="primary" onClick={() => onTake(waiting.id)}>{t('call_take')}</Button>}
            <Button size="small" onClick={onOpen} loading={busy}>{t('call_open')}</Button>
            <Button size="small" onClick={onReplay}>{t('replay')}</Button>
          </>
        )}
      </div>
      {!!fault && <Alert type="error" showIcon role="alert" message={say(fault)} className={styles.callFault} />}
    </section>
  );
}
