import { CheckCircleFilled, ClockCircleOutlined, EditOutlined, SafetyCertificateOutlined, ExperimentOutlined, SolutionOutlined } from '@ant-design/icons';
import { Select, Tag } from 'antd';
import type { ReactNode } from 'react';
import type { DocumentKind } from '@/shared/documents/types';
import type { Schemas } from '@/shared/http/types';
import { useLanguage, useWords } from '@/shared/i18n';
import { dayTime } from '@/shared/time/format';
import styles from './studio.module.css';

const TONE: Record<Schemas['StudioState'], { color: string; icon: ReactNode }> = {
  draft: { color: 'default', icon: <EditOutlined /> },
  checked: { color: 'processing', icon: <SafetyCertificateOutlined /> },
  tested: { color: 'processing', icon: <ExperimentOutlined /> },
  in_review: { color: 'warning', icon: <SolutionOutlined /> },
  approved: { color: 'success', icon: <CheckCircleFilled /> },
  published: { color: 'success', icon: <CheckCircleFilled /> },
};

export function StateTag({ state }: { state: Schemas['StudioState'] }) {
  const t = useWords('studio');
  return <Tag color={TONE[state].color} icon={TONE[state].icon} className={styles.state}>{t(`state.${state}`)}</Tag>;
}

export function KindTag({ kind }: { kind: DocumentKind }) {
  const t = useWords('studio');
  return <span className={styles.kind} data-kind={kind}>{t(`kind.${kind}`)}</span>;
}

export const VersionMark = ({ version }: { version: string | null | undefined }) => <span className={styles.version} title={version ?? undefined}>{version ? version.slice(0, 7) : '–'}</span>;

export function When({ at, none = '–' }: { at: string | null | undefined; none?: string }) {
  const language = useLanguage();
  return <>{at ? dayTime(at, language) : none}</>;
}

export function Scheduled({ at }: { at: string }) {
  const t = useWords('studio');
  return <Tag icon={<ClockCircleOutlined />} color="processing" className={styles.state}>{t('scheduled_at')} <When at={at} /></Tag>;
}

/** One of the versions of a document, by when it came. */
export function VersionChoice({ versions, value, onChange, label, extra }: { versions: readonly Schemas['StudioVersion'][]; value: string | null; onChange: (version: string) => void; label: string; extra?: { value: string; label: string }[] }) {
  const t = useWords('studio');
  const language = useLanguage();
  const options = versions.filter((one, i) => versions.findIndex((other) => other.version === one.version) === i).map((one) => ({ value: one.version, label: `${one.version.slice(0, 7)} · ${one.published_at ? dayTime(one.published_at, language) : t('with_city')}${one.current ? ` · ${t('version_state.in_use')}` : ''}` }));
  return <Select size="small" className={styles.versionChoice} aria-label={label} value={value ?? undefined} placeholder={label} onChange={onChange} options={[...(extra ?? []), ...options]} popupMatchSelectWidth={false} />;
}
