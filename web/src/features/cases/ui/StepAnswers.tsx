import { useMemo } from 'react';
import { useForm } from '@/shared/forms/api';
import { Answers } from '@/shared/forms/Answers';
import type { TrailEvent } from '@/shared/http/types';
import { useProcessText, type Course } from '@/shared/process/api';
import { outcomesOf } from '@/shared/process/outcomes';
import { answersOf } from '../api/story';
import styles from './story.module.css';

/** What was filled in when a step of the process was finished, in the words of its form, and the way out that was chosen. */
export function StepAnswers({ event, course, forms, caseId }: { event: TrailEvent; course: Course | null; forms: ReadonlyMap<number, string>; caseId: number }) {
  const data = useMemo(() => answersOf(event), [event]);
  const drawing = useProcessText(course?.code, course?.version);
  const element = typeof event.data.element === 'string' ? event.data.element : '';
  const text = drawing.data?.text ?? '';
  const form = useForm(data ? forms.get(Number(event.data.activity)) : null);
  const outcome = typeof event.data.outcome === 'string' && event.data.outcome ? outcomesOf(text, element).find((one) => one.value === event.data.outcome)?.label ?? event.data.outcome : null;
  return <>{outcome && <p className={styles.quote}>{outcome}</p>}{data && <Answers schema={form.data?.schema ?? null} data={data} caseId={caseId} />}</>;
}
