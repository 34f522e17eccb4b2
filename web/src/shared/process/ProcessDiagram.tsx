import { lazy, Suspense } from 'react';
import { Loading } from '@/shared/components/States';
import type { DiagramProps } from './Diagram';

const Diagram = lazy(() => import('./Diagram'));

/** A drawn process; the drawing library loads when the first one is shown. */
export function ProcessDiagram(props: DiagramProps) {
  return <Suspense fallback={<Loading rows={4} />}><Diagram {...props} /></Suspense>;
}
export type { Badge, Tone } from './badges';
export type { DiagramProps } from './Diagram';
