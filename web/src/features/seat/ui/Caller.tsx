import { Checkbox, Input, Select, type InputRef } from 'antd';
import type { RefObject } from 'react';
import type { Schemas } from '@/shared/http/types';
import { useCodeWord, useWords } from '@/shared/i18n';
import { useNow } from '@/shared/time/useNow';
import type { SeatForm } from '../api/form';
import { useCallForm } from './callForm';
import { Field } from './Field';
import styles from './seat.module.css';

const CHANNELS: Schemas['Channel'][] = ['hotline', 'visit', 'letter', 'mailbox', 'app', 'partner'];

export function Caller({ form, change, phone }: { form: SeatForm; change: (part: Partial<SeatForm>) => void; phone: RefObject<InputRef> }) {
  const t = useWords('seat');
  const word = useCodeWord();
  const call = useCallForm();
  return (
    <div className={styles.caller}>
      <Field id="phone" of="phone" label={t('phone')}><Input id="phone" ref={phone} value={form.phone} autoFocus inputMode="tel" autoComplete="off" maxLength={32} onChange={(event) => change({ phone: event.target.value.replace(/[^\d+\-() ]/g, '') })} /></Field>
      <Field id="name" of="name" label={t('name')}><Input id="name" value={form.name} autoComplete="off" maxLength={50} onChange={(event) => change({ name: event.target.value })} /></Field>
      <Field id="channel" label={t('channel')}><Select id="channel" value={form.channel} aria-label={t('channel')} onChange={(channel) => change({ channel })} options={CHANNELS.map((value) => ({ value, label: word('Channel', value) }))} style={{ width: '100%' }} /></Field>
      <Checkbox className={`${styles.confidential} ${call?.changed.has('confidential') ? styles.flash : ''}`} onMouseEnter={() => call?.point('confidential', 'mouse')} onMouseLeave={() => call?.point(null, 'mouse')} checked={form.confidential} onChange={(event) => change({ confidential: event.target.checked })}>{t('confidential')}</Checkbox>
      <CallTime since={form.startedAt} running={!!form.call || form.text !== '' || form.phone !== ''} />
    </div>
  );
}

function CallTime({ since, running }: { since: number; running: boolean }) {
  const t = useWords('seat');
  const now = useNow();
  const seconds = running ? Math.max(0, Math.floor((now - since) / 1000)) : 0;
  return <span className={styles.time} title={t('call_time')}><span className="visually-hidden">{t('call_time')} </span>{String(Math.floor(seconds / 60)).padStart(2, '0')}:{String(seconds % 60).padStart(2, '0')}</span>;
}
