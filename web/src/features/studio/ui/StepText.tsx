import { useLanguage, useWords } from '@/shared/i18n';
import { fullTime } from '@/shared/time/format';
import type { Step } from '../api/walk';

/** One thing a person did in a walk, as a sentence. */
export function StepText({ step, nameOf }: { step: Step; nameOf: (id: string) => string }) {
  const t = useWords('studio');
  const language = useLanguage();
  const name = step.element ? nameOf(step.element) : step.task ? t('task_number', { number: step.task }) : '';
  const given = Object.entries(step.variables ?? {}).map(([key, value]) => `${key} = ${JSON.stringify(value)}`).join(', ');
  const rest = [step.outcome, step.message, step.name, step.code, step.who, step.to, step.reason].filter(Boolean).join(' · ');
  const sentence = step.command === 'pass_time' ? (step.until ? t('step.pass_time', { time: fullTime(step.until, language) }) : t('step.pass_time_next')) : t(`step.${step.command}`, { name, defaultValue: step.command });
  return <span>{sentence}{rest && ` · ${rest}`}{given && <small> {given}</small>}</span>;
}
