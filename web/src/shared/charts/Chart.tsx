import { lazy, Suspense } from 'react';
import type { EChartsCoreOption } from 'echarts/core';

const Canvas = lazy(() => import('./ChartCanvas'));

/** One ECharts chart; its code loads only when shown. `label` says what it shows to those who cannot see it. */
export function Chart({ option, label, height = 220 }: { option: EChartsCoreOption; label: string; height?: number | string }) {
  return <Suspense fallback={<div style={{ height }} />}><Canvas option={option} label={label} height={height} /></Suspense>;
}
