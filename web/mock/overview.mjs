// Made-up figures for the overview, counted from the made-up cases.
import { areas, matters } from './city.mjs';
import { cases, item, matterRef } from './cases.mjs';

const share = (numerator, denominator, previous) => ({ numerator, denominator, value: denominator ? numerator / denominator : null, previous });
const group = (key) => { const found = new Map(); for (const c of cases) { const k = key(c); if (k) found.set(k, (found.get(k) ?? 0) + 1); } return [...found].sort((a, b) => b[1] - a[1]); };

export function overview(period) {
  const hours = period === 'today' ? 24 : period === '7d' ? 168 : 30, step = period === '30d' ? 86400e3 : 3600e3, now = Date.now();
  const open = cases.filter((c) => !['closed', 'answered', 'refused', 'merged'].includes(c.stage)), clockOf = (c) => item(c).clock?.state;
  return {
    period, from: new Date(now - hours * step).toISOString(), to: new Date(now).toISOString(), as_of: new Date(now).toISOString(), rehearsal: true,
    totals: { reports: cases.length + 11, opened: cases.length, closed: cases.length - open.length, open: open.length, to_dispatch: cases.filter((c) => c.stage === 'received').length, near: open.filter((c) => clockOf(c) === 'near').length, overdue: open.filter((c) => clockOf(c) === 'overdue').length, reports_last_hour: 7 },
    rates: { on_time: share(962, 988, 0.968), satisfaction: share(431, 452, 0.949), solution: share(418, 452, 0.91), automation: share(911, 1012, 0.888), first_dispatch: share(948, 1012, 0.931), returned: share(33, 1012, 0.041), response: share(1001, 1012, 0.985) },
    by_stage: group((c) => c.stage).map(([stage, count]) => ({ stage, count })), by_channel: group((c) => c.channel).map(([channel, count]) => ({ channel, count })), by_urgency: group((c) => c.urgency).map(([urgency, count]) => ({ urgency, count })),
    by_district: areas.filter((f) => f.properties.kind === 'district').map((f) => { const mine = cases.filter((c) => c.place?.areas.some((a) => a.code === f.properties.code)); const { code, name, name_en, kind } = f.properties; return { area: { code, name, name_en, kind }, opened: mine.length, closed: mine.filter((c) => c.stage === 'closed').length, open: mine.filter((c) => c.stage !== 'closed').length, overdue: mine.filter((c) => clockOf(c) === 'overdue').length }; }),
    by_class: group((c) => c.matter?.path[0]).map(([name, count]) => ({ matter: { ...matterRef(matters.find((m) => m[3] === name)), code: name, name, name_en: null, path: [] }, count, previous: count - 1 })),
    by_unit: group((c) => c.unit?.code).map(([code, count]) => { const mine = cases.filter((c) => c.unit?.code === code); return { unit: mine[0].unit, open: count, overdue: mine.filter((c) => clockOf(c) === 'overdue').length, closed: mine.filter((c) => c.stage === 'closed').length, on_time: share(90, 96, 0.93) }; }),
    line: Array.from({ length: hours }, (_, i) => ({ at: new Date(now - (hours - i) * step).toISOString(), opened: Math.round(4 + 3 * Math.sin(i / 3.8 - 2) + (i * 7919) % 3), closed: Math.round(3 + 2.5 * Math.sin(i / 3.8 - 2.6) + (i * 104729) % 2) })),
    latest: [...cases].sort((a, b) => b.opened_at.localeCompare(a.opened_at)).slice(0, 12).map(item),
  };
}

export const points = () => ({
  type: 'FeatureCollection',
  features: cases.filter((c) => c.place?.point && c.stage !== 'closed').map((c) => ({ type: 'Feature', geometry: { type: 'Point', coordinates: [c.place.point.lon, c.place.point.lat] }, properties: { id: c.id, number: c.number, title: c.title, stage: c.stage, urgency: c.urgency, matter_name: c.matter?.name ?? null, clock_state: item(c).clock?.state ?? null, opened_at: c.opened_at, rehearsal: c.rehearsal } })),
});
