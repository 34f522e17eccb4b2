// Made-up cases in every stage, and the few rules the screens need to see change. The real rules live in the engine.
import { matters, placeAt, pointOn, random, roads, units } from './city.mjs';

const rand = random(20261121);
const pick = (list) => list[Math.floor(rand() * list.length)];
const T0 = Date.now();
const iso = (ms) => new Date(ms).toISOString().replace(/\.\d+Z$/, 'Z');
export const unitRef = (code) => { const u = units.find((one) => one.code === code); return u ? { code: u.code, name: u.name, name_en: u.name_en } : null; };
export const matterRef = (m) => ({ code: m[0], name: m[1], name_en: m[2], path: [m[3], m[4]] });
export const cases = [];
export const trails = new Map();
/** Whole numbers by case, as the real server keeps them encrypted: only a search for the whole number finds them. */
export const phones = new Map();
let nextReport = 1;
const people = [['王**', '138****0412'], ['李*', '139****7781'], ['陈**', '186****2290'], ['赵*', '135****6634'], [null, null], ['孙**', '177****9015']];
const stages = ['received', 'received', 'dispatched', 'dispatched', 'dispatched', 'accepted', 'handling', 'handling', 'handling', 'resolved', 'called_back', 'closed', 'closed', 'answered'];

export const clock = (kind, started, total, state) => {
  const due = started + total * 1000, left = Math.round((due - Date.now()) / 1000);
  return { kind, started_at: iso(started), due_at: iso(due), state: state ?? (left < 0 ? 'overdue' : left < total * 0.2 ? 'near' : 'running'), remaining_s: state ? 0 : left, total_s: total };
};

export function guess(text) {
  const found = matters.map((m) => ({ m, words: m[7].filter((w) => text.toLowerCase().includes(w)) })).filter((x) => x.words.length).sort((a, b) => b.words.length - a.words.length).slice(0, 3);
  return found.map(({ m, words }, i) => ({ matter: matterRef(m), confidence: Math.max(0.08, (i ? 0.34 - i * 0.12 : Math.min(0.97, 0.58 + words.length * 0.14))), evidence: words.map((w) => { const at = text.toLowerCase().indexOf(w); const start = [...text.slice(0, at)].length; return { text: w, start, end: start + [...w].length, weight: 1 }; }), raw: m }));
}
export function guessPlaces(text) {
  const road = roads.find((r) => text.includes(r.properties.name.slice(0, -1)));
  if (!road) return [];
  const number = /(\d+)\s*号/.exec(text)?.[1];
  const [lon, lat] = pointOn(road, (Number(number ?? 60) % 97) / 97);
  const place = placeAt(lon, lat);
  place.text = place.areas.slice(1).map((a) => a.name).join('') + ' ' + road.properties.name + (number ? `${number}号` : '');
  const word = road.properties.name + (text.includes(road.properties.name) && number && text.includes(`${road.properties.name}${number}号`) ? `${number}号` : '');
  const at = text.indexOf(word); const start = at < 0 ? 0 : [...text.slice(0, at)].length;
  return [{ place, kind: number ? 'address' : 'road', confidence: number ? 0.93 : 0.55, evidence: at < 0 ? [] : [{ text: word, start, end: start + [...word].length }] }];
}
export const urgencyOf = (text) => (/火|爆炸|救命|跳楼|煤气泄漏|fire/.test(text) ? 'emergency' : /爆管|停水|塌陷|触电/.test(text) ? 'urgent' : /危险|摔|着火|坑/.test(text) ? 'pressing' : 'ordinary');

export function makeCase(text, { channel = 'hotline', opened = Date.now(), stage, reporter = null, point = null, address = null, rehearsal = false, matter = null, urgency } = {}) {
  const id = cases.length + 1;
  const matters_ = guess(text), places = guessPlaces(`${text} ${address ?? ''}`);
  const chosen = matter ? matters.find((m) => m[0] === matter) : matters_[0]?.raw;
  const unsure = !chosen || (!matter && (matters_[0]?.confidence ?? 0) < 0.6);
  const where = point ? placeAt(point.lon, point.lat) : places[0]?.place ?? null;
  const now = stage ?? (unsure ? 'received' : 'dispatched');
  const unit = now === 'received' || now === 'answered' ? null : unitRef(chosen?.[5] ?? 'U010');
  const days = chosen?.[6] === 'urgent' ? 1 : 5;
  const report = { id: nextReport++, channel, external_id: null, text, title: null, received_at: iso(opened), happened_at: null, reporter, place_text: address, attachments: [], language: 'zh', rehearsal };
  const done = ['closed', 'answered', 'called_back', 'resolved'].includes(now);
  const clocks = now === 'answered' ? [] : [clock('accept', opened, 7200, now === 'received' || now === 'dispatched' ? undefined : 'met'), clock('contact', opened, 14400, ['received', 'dispatched', 'accepted'].includes(now) ? undefined : 'met'), clock('resolve', opened, days * 86400, done ? 'met' : undefined)];
  const made = {
    id, number: `YW${iso(opened).slice(0, 10).replaceAll('-', '')}-${String(id).padStart(6, '0')}`, version: 3, stage: now, rehearsal, title: [...text].slice(0, 24).join(''), text, channel, kind: /咨询|想问/.test(text) ? 'question' : 'complaint',
    urgency: urgency ?? urgencyOf(text), grade: 'c', matter: chosen ? matterRef(chosen) : null, matter_confidence: matter ? null : matters_[0]?.confidence ?? 0.2, place: where, place_confidence: where ? (point ? 1 : places[0]?.confidence ?? null) : null,
    unit, assist: [], queue: now === 'received' ? { why: chosen ? 'matter_unsure' : 'place_unknown', since: iso(opened) } : null,
    advice: { matters: matters_.map(({ raw, ...m }) => m), places, units: chosen ? [{ unit: unitRef(chosen[5]), assist: [], confidence: 0.9, reason: { basis: 'duty_row', duty_row: 17, legal_basis: null, matter: chosen[0], area: null, condition: null } }] : [], by: 'mock 1' },
    reporter, reports: [report], attachments: [], tags: [], clocks, due_at: clocks[2]?.due_at ?? null, suspended: null,
    procedure: { code: 'P5', name: '一般事项五日办结', name_en: 'Ordinary, five days', returns_left: 1, extensions_left: 1, suspend_reasons: ['weather', 'third_party'], review: true, call_back: true },
    opened_at: iso(opened), updated_at: iso(opened + 600000), closed_at: ['closed', 'answered'].includes(now) ? iso(opened + 86400000) : null, extension: null, dispute: null, question: null,
    answer: now === 'answered' ? { text: '您好，相关材料可在政务服务网查询，也可到政务中心二楼咨询。', at: iso(opened + 120000) } : null, refusal: null,
    resolution: done && now !== 'answered' ? { result: '工作人员已到现场核实并完成整改，感谢您的反映。', measures: '现场处置', at: iso(opened + 7000000), by: null, unit, attachments: [] } : null, review: null, call_back: null,
    rating: null, cards: [], reminders: 0, returns: 0, duplicates: [], merged_into: null, absorbed: [], split_from: null, partner: null, may: ['comment', 'attach', 'assign_unit', 'correct_matter', 'correct_place', 'merge', 'refuse', 'answer_at_once', 'accept', 'return', 'resolve', 'review', 'call_back', 'remind', 'supervise'],
    tracking_code: `K${(id * 7919 + 48271).toString(36).toUpperCase().padStart(5, '7').slice(-5)}`,
  };
  cases.push(made);
  const by = 'mock 1', system = { kind: 'system', login: null, name: null, unit: null };
  trails.set(id, [
    { seq: 1, kind: 'report_received', at: iso(opened), actor: { kind: 'citizen', login: null, name: reporter?.name ?? null, unit: null }, data: { channel }, reason: null, confidence: null, evidence: [], by: null },
    ...(chosen ? [{ seq: 2, kind: 'matter_judged', at: iso(opened), actor: system, data: { matter: chosen[0], matter_name: chosen[1] }, reason: null, confidence: made.matter_confidence, evidence: matters_[0]?.evidence ?? [], by }] : []),
    ...(where ? [{ seq: 2, kind: 'place_judged', at: iso(opened), actor: system, data: { label: where.text, sure: true, threshold: 0.5 }, reason: null, confidence: made.place_confidence, evidence: places[0]?.evidence ?? [], by }] : []),
    ...(chosen ? [{ seq: 2, kind: 'unit_judged', at: iso(opened), actor: system, data: { unit: chosen[5], unit_name: unitRef(chosen[5]).name, duty_row: 17, basis: '职责清单', otherwise: `${chosen[5] === 'U010' ? 'U011' : 'U010'} row 23`, sure: !!unit, threshold: 0.6 }, reason: null, confidence: 0.9, evidence: [], by }] : []),
    ...(now === 'received' ? [{ seq: 2, kind: 'queued_for_dispatcher', at: iso(opened), actor: system, data: { why: made.queue.why }, reason: null, confidence: null, evidence: [], by: null }] : []),
    ...(unit ? [{ seq: 3, kind: 'deadline_set', at: iso(opened + 400), actor: system, data: { clock: 'resolve', due: made.due_at, span: `P${days}D`, calendar: 'work', why: 'case_opened' }, reason: null, confidence: null, evidence: [], by: null }] : []),
    ...(unit ? [{ seq: 3, kind: 'unit_assigned', at: iso(opened + 400), actor: system, data: { unit: unit.code, unit_name: unit.name }, reason: null, confidence: 0.9, evidence: [], by }] : []),
  ]);
  return made;
}

for (let i = 0; i < 64; i++) {
  const m = matters[Math.floor(rand() ** 1.4 * matters.length)];
  const road = pick(roads).properties.name;
  const text = pick(m[8]).replaceAll('{r}', road).replaceAll('{n}', String(1 + Math.floor(rand() * 180)));
  const [name, phone] = pick(people);
  const stage = pick(stages);
  makeCase(text, { channel: pick(['hotline', 'hotline', 'web', 'app', 'mailbox', 'patrol']), opened: T0 - Math.floor(rand() ** 2 * 6 * 86400000), stage, reporter: phone ? { name, phone, confidential: rand() < 0.1 } : null, rehearsal: i % 3 === 0, matter: rand() < 0.7 ? m[0] : null });
}

export const item = (c) => ({
  id: c.id, number: c.number, version: c.version, stage: c.stage, rehearsal: c.rehearsal, title: c.title, channel: c.channel, kind: c.kind, urgency: c.urgency, grade: c.grade, matter: c.matter, matter_confidence: c.matter_confidence,
  place: { text: c.place?.text ?? null, point: c.place?.point ?? null, area: c.place?.areas.at(-1) ?? null }, unit: c.unit, queue: c.queue?.why ?? null,
  clock: c.clocks.filter((k) => ['running', 'near', 'overdue'].includes(k.state)).sort((a, b) => a.due_at.localeCompare(b.due_at))[0] ?? null,
  due_at: c.due_at, suspended: !!c.suspended, reports: c.reports.length, cards: c.cards.map((k) => k.card), reminders: c.reminders, opened_at: c.opened_at, updated_at: c.updated_at, closed_at: c.closed_at,
});

const inQueue = {
  dispatch: (c) => c.stage === 'received', mine_to_accept: (c) => c.stage === 'dispatched', mine_working: (c) => ['accepted', 'handling'].includes(c.stage), mine_assist: (c) => c.assist.length > 0, review: (c) => c.stage === 'resolved',
  call_back: (c) => c.stage === 'called_back', extensions: (c) => c.extension?.state === 'pending', disputes: (c) => !!c.dispute, near: (c) => item(c).clock?.state === 'near', overdue: (c) => item(c).clock?.state === 'overdue', supervised: (c) => c.cards.length > 0, all: () => true,
};
export const counts = () => ({ counts: Object.fromEntries(Object.entries(inQueue).map(([queue, test]) => [queue, cases.filter(test).length])) });
const level = { ordinary: 0, pressing: 1, urgent: 2, emergency: 3 };
const orders = {
  '-opened_at': (a, b) => b.opened_at.localeCompare(a.opened_at), opened_at: (a, b) => a.opened_at.localeCompare(b.opened_at), '-updated_at': (a, b) => b.updated_at.localeCompare(a.updated_at),
  due_at: (a, b) => (a.due_at ?? '9').localeCompare(b.due_at ?? '9'), '-urgency': (a, b) => level[b.urgency] - level[a.urgency] || a.opened_at.localeCompare(b.opened_at),
};
export function list(q) {
  const stage = q.get('stage')?.split(','), words = q.get('q');
  const found = cases.filter((c) => (!q.get('queue') || inQueue[q.get('queue')]?.(c)) && (!stage || stage.includes(c.stage)) && (!words || c.text.includes(words) || c.number.includes(words) || phones.get(c.id) === words) && (!q.get('unit') || c.unit?.code === q.get('unit'))
    && (!q.get('area') || c.place?.areas.some((a) => a.code === q.get('area'))) && (!q.get('matter') || c.matter?.code.startsWith(q.get('matter'))) && (!q.get('channel') || c.channel === q.get('channel')) && (!q.get('urgency') || q.get('urgency').split(',').includes(c.urgency))
    && (!q.get('opened_from') || c.opened_at >= q.get('opened_from')) && (!q.get('opened_to') || c.opened_at <= q.get('opened_to')))
    .sort(orders[q.get('sort')] ?? orders['-opened_at']);
  const from = Number(q.get('cursor') ?? 0), limit = Number(q.get('limit') ?? 50);
  return { items: found.slice(from, from + limit).map(item), next_cursor: from + limit < found.length ? String(from + limit) : null, total: found.length };
}

const to = { assign_unit: 'dispatched', arbitrate: 'dispatched', accept: 'accepted', contact: 'handling', resolve: 'resolved', review: 'called_back', call_back: 'closed', return: 'received', answer_at_once: 'answered', refuse: 'refused', merge: 'merged', reopen: 'received', escalate: 'dispatched', hand_down: 'dispatched', rate: null };
export function command(c, body) {
  c.version += 1;
  c.updated_at = iso(Date.now());
  if (to[body.operation]) c.stage = to[body.operation];
  if (body.unit) c.unit = unitRef(body.unit);
  if (c.stage !== 'received') c.queue = null;
  const now = iso(Date.now()), person = { login: 'demo', name: '演示' };
  if (body.operation === 'return') { c.returns += 1; c.queue = { why: 'returned', since: now }; }
  if (body.operation === 'review' && !body.pass) c.stage = 'handling';
  if (body.operation === 'review') c.review = { pass: body.pass, note: body.note ?? null, at: now };
  if (body.operation === 'request_extension') c.extension = { state: 'pending', days: body.days, reason: body.reason, requested_at: now, requested_by: person, decided_at: null, note: null };
  if (body.operation === 'decide_extension') c.extension = { ...c.extension, state: body.approve ? 'granted' : 'refused', decided_at: now, note: body.note ?? null };
  if (body.operation === 'dispute') c.dispute = { by_unit: c.unit, claim_unit: unitRef(body.claim_unit), reason: body.reason, since: now };
  if (body.operation === 'arbitrate') c.dispute = null;
  if (body.operation === 'suspend') c.suspended = { cause: body.cause, reason: body.reason, since: now };
  if (body.operation === 'resume') c.suspended = null;
  if (body.operation === 'supervise') c.cards.push({ card: body.card, reason: body.reason, at: now });
  if (body.operation === 'remind') c.reminders += 1;
  if (body.operation === 'add_unit') c.assist.push(...body.units.map((code) => ({ unit: unitRef(code), finished: false, note: null })));
  if (body.operation === 'finish_assist') c.assist.forEach((one) => { one.finished = true; one.note = body.note; });
  if (body.operation === 'call_back') c.call_back = { satisfaction: body.satisfaction, solved: body.solved, note: body.note ?? null, at: now };
  if (body.operation === 'merge') { const into = cases.find((one) => one.id === body.into); c.merged_into = { id: into.id, number: into.number, title: into.title, stage: into.stage }; into.absorbed.push({ id: c.id, number: c.number, title: c.title, stage: 'merged' }); into.reports.push(...c.reports); into.version += 1; }
  if (c.stage === 'accepted' || c.stage === 'handling') c.clocks = c.clocks.map((k) => (k.kind === 'accept' || (k.kind === 'contact' && c.stage === 'handling') ? { ...k, state: 'met', remaining_s: 0 } : k));
  if (['resolved', 'called_back', 'closed'].includes(c.stage)) c.clocks = c.clocks.map((k) => ({ ...k, state: 'met', remaining_s: 0 }));
  if (body.operation === 'correct_matter') { c.matter = matterRef(matters.find((m) => m[0] === body.matter) ?? matters[0]); c.matter_confidence = null; }
  if (body.operation === 'ask_citizen') c.question = { text: body.question, asked_at: iso(Date.now()), answer: null, answered_at: null };
  if (body.operation === 'reply') c.question = c.question && { ...c.question, answer: body.text, answered_at: iso(Date.now()) };
  if (body.operation === 'rate') c.rating = { satisfaction: body.satisfaction, solved: body.solved, words: body.words ?? null, at: iso(Date.now()) };
  if (body.operation === 'resolve') c.resolution = { result: body.result, measures: body.measures ?? null, at: iso(Date.now()), by: null, unit: c.unit, attachments: [] };
  return c;
}

export function publicView(c) {
  const t = Date.parse(c.opened_at), far = ['received', 'dispatched', 'accepted', 'handling', 'resolved', 'called_back', 'closed'].indexOf(c.stage), facts = { unit: c.unit?.name, unit_en: c.unit?.name_en };
  const steps = [{ step: 'received', at: c.opened_at, facts: {} }];
  [['dispatched', 1, 1], ['accepted', 2, 1500], ['contacted', 3, 3000], ['resolved', 4, 7000], ['closed', 6, 9000]].forEach(([step, need, s]) => { if (far >= need) steps.push({ step, at: iso(Math.min(Date.now(), t + s * 1000)), facts }); });
  if (c.stage === 'answered') steps.push({ step: 'answered', at: iso(t + 1000), facts });
  if (c.question) steps.push({ step: 'asked', at: c.question.asked_at, facts: { text: c.question.text } });
  if (c.question?.answered_at) steps.push({ step: 'replied', at: c.question.answered_at, facts: {} });
  if (c.rating) steps.push({ step: 'rated', at: c.rating.at, facts: {} });
  return {
    number: c.number, stage: c.stage, title: c.title, text: c.text, matter: c.matter, place_text: c.place?.text ?? null, unit: c.unit, opened_at: c.opened_at, updated_at: c.updated_at, due_at: c.due_at, suspended: null, steps,
    reply: c.resolution ? { text: c.resolution.result, at: c.resolution.at, unit: c.unit } : c.answer ? { ...c.answer, unit: unitRef('U001') } : null, refusal: c.refusal, question: c.question && !c.question.answer ? { text: c.question.text, asked_at: c.question.asked_at } : null,
    may_reply: !!c.question && !c.question.answer, may_rate: ['called_back', 'closed', 'answered'].includes(c.stage) && !c.rating, rating: c.rating, joined_others: c.reports.length > 1, attachments: c.reports[0].attachments.length, rehearsal: c.rehearsal,
  };
}

// A few cases in every special situation, so that no list stands empty.
for (const c of cases.filter((one) => one.stage === 'handling')) {
  if (c.id % 4 === 0) c.extension = { state: 'pending', days: 3, reason: '需等待材料到货后施工', requested_at: c.updated_at, requested_by: { login: 'handler', name: '高远' }, decided_at: null, note: null };
  if (c.id % 5 === 0) c.dispute = { by_unit: c.unit, claim_unit: unitRef('U012'), reason: '该路段由交通部门养护，不属本单位职责', since: c.updated_at };
  if (c.id % 3 === 0) c.cards.push({ card: c.id % 2 ? 'yellow' : 'notice', reason: '超期未联系市民', at: c.updated_at });
  if (c.id % 7 === 0) c.assist.push({ unit: unitRef('U013'), finished: false, note: null });
}
