// The studio of the made-up API: documents, drafts and a toy engine that walks tasks, choices and timers. Enough to look at every screen; the real engine knows far more.
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { noise, standard } from './noise.mjs';

const hash = (text) => createHash('sha256').update(text).digest('hex').slice(0, 12);
const now = () => new Date().toISOString().replace(/\.\d+Z/, 'Z');
const ago = (hours) => new Date(Date.now() - hours * 3600e3).toISOString().replace(/\.\d+Z/, 'Z');
const who = { admin: { login: 'admin', name: '何川' }, dispatcher: { login: 'dispatcher', name: '周明' }, supervisor: { login: 'supervisor', name: '许宁' } };
const DUTIES = 'matter,area,condition,lead,assist,basis\n030201,,,U011,,城市管理条例（示例）\n030202,,night,U011,,城市管理条例（示例）\n030205,,,U021,U011,公园管理办法（示例）\n';
const FORM = `${JSON.stringify({ $schema: 'https://json-schema.org/draft/2020-12/schema', $id: 'noise_check', title: '噪声现场检查', type: 'object', required: ['level'], properties: { level: { type: 'number', title: '分贝', minimum: 0, maximum: 150 }, measure: { type: 'string', title: '处置措施', enum: ['劝阻', '责令停工', '立案'] } } }, null, 2)}\n`;
const RULE = `<?xml version="1.0" encoding="UTF-8"?>
<definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" xmlns:dmndi="https://www.omg.org/spec/DMN/20191111/DMNDI/" xmlns:dc="http://www.omg.org/spec/DMN/20180521/DC/" id="urgency_definitions" name="噪声紧急程度" namespace="urn:yiwang:rules">
  <decision id="noise_urgency" name="噪声紧急程度"><variable id="v1" name="噪声紧急程度" typeRef="string" />
    <decisionTable id="t1" hitPolicy="FIRST"><input id="i1" label="时"><inputExpression id="e1" typeRef="number"><text>hour</text></inputExpression></input><input id="i2" label="分贝"><inputExpression id="e2" typeRef="number"><text>level</text></inputExpression></input><output id="o1" name="urgency" typeRef="string" />
      <rule id="r1"><inputEntry id="c1"><text>&gt;= 22</text></inputEntry><inputEntry id="c2"><text>&gt; 55</text></inputEntry><outputEntry id="c3"><text>"urgent"</text></outputEntry></rule>
      <rule id="r2"><inputEntry id="c4"><text>-</text></inputEntry><inputEntry id="c5"><text>-</text></inputEntry><outputEntry id="c6"><text>"ordinary"</text></outputEntry></rule>
    </decisionTable></decision>
  <dmndi:DMNDI><dmndi:DMNDiagram id="d1"><dmndi:DMNShape id="s1" dmnElementRef="noise_urgency"><dc:Bounds height="80" width="180" x="160" y="100" /></dmndi:DMNShape></dmndi:DMNDiagram></dmndi:DMNDI>
</definitions>
`;

const older = noise.replace('PT4H', 'PT8H').replace('name="日常办理"', 'name="办理"').replace(/ {4}<bpmn:userTask id="remind"/, '    <bpmn:userTask id="remind"');
const documents = [];
const version = (text, hours, extra = {}) => ({ version: hash(text), published_at: hours ? ago(hours) : null, effective_at: hours ? ago(hours) : null, by: hours ? who.admin : null, author: hours ? who.dispatcher : null, reviewer: hours ? who.admin : null, note: hours ? '夜间到场时限由八小时缩短为四小时' : null, override_reason: null, rolled_back: false, state: 'past', fault: null, current: false, ...extra });
function add(kind, code, name, name_en, texts, tests = []) {
  documents.push({ kind, code, name, name_en, tests, texts: new Map(texts.map((text) => [hash(text), text])), versions: texts.map((text, i) => version(text, i === texts.length - 1 ? 0 : 72, i === 0 ? { state: 'in_use', current: true } : {})) });
}
add('process', 'noise', '噪声投诉办理', 'Noise complaints', [noise, older], [
  { name: '夜间噪声', variables: { hour: 23 }, start_at: '2026-11-20T15:00:00Z', steps: [{ command: 'complete', element: 'accept' }, { command: 'complete', element: 'on_site' }, { command: 'complete', element: 'review' }], expect: { activities: ['accept', 'on_site', 'review'], ended: true } },
  { name: '白天噪声', variables: { hour: 10 }, start_at: '2026-11-20T02:00:00Z', steps: [{ command: 'complete', element: 'accept' }, { command: 'complete', element: 'handle' }], expect: { activities: ['accept', 'on_site', 'review'], ended: false } },
]);
add('process', 'standard', '一般事项办理', 'Ordinary matters', [standard]);
// What ships for a city to start from, so that one sees how it looks.
const base = join(dirname(fileURLToPath(import.meta.url)), '..', '..', 'catalogue', 'base');
const shipped = (folder, ending) => { const dir = join(base, folder); return existsSync(dir) ? readdirSync(dir).filter((name) => name.endsWith(ending)).map((name) => [name.slice(0, -ending.length), readFileSync(join(dir, name), 'utf8')]) : []; };
for (const [code, text] of shipped('processes', '.bpmn')) { const head = /<bpmn:process [^>]*>/.exec(text)?.[0] ?? ''; if (code !== 'standard') add('process', code, / name="([^"]*)"/.exec(head)?.[1] ?? code, /nameEn="([^"]*)"/.exec(head)?.[1] ?? null, [text]); }
for (const [code, text] of shipped('rules', '.dmn')) add('rule', code, /<definitions[^>]* name="([^"]*)"/.exec(text)?.[1] ?? code, null, [text]);
for (const [code, text] of shipped('forms', '.json')) add('form', code, JSON.parse(text).title ?? code, JSON.parse(text)['x-title-en'] ?? null, [text]);
add('rule', 'noise_urgency', '噪声紧急程度', 'Urgency of noise', [RULE]);
add('form', 'noise_check', '噪声现场检查', 'Noise check on site', [FORM]);
add('matters', 'matters', '事项清单', 'Matters', ['code,parent,level,name,name_en\n03,,1,环境保护,Environment\n0302,03,2,噪声,Noise\n030201,0302,3,建筑施工噪声,Construction noise\n']);
add('duties', 'duties', '职责清单', 'Duties', [DUTIES]);
add('procedures', 'procedures', '办理规程', 'Procedures', ['code,name,name_en,calendar,accept_within,contact_within,resolve_within,process\nP5,一般事项五日办结,"Ordinary, five days",work,PT2H,PT30M,P5D,standard\n']);

const drafts = [];
const jobs = [];
class Refusal extends Error { constructor(status, reason, facts = {}) { super(reason); Object.assign(this, { status, reason, facts }); } }
const documentOf = (kind, code) => documents.find((one) => one.kind === kind && one.code === code) ?? (() => { throw new Refusal(404, 'unknown_document'); })();
const draftOf = (id) => drafts.find((one) => one.id === Number(id)) ?? (() => { throw new Refusal(404, 'unknown_draft'); })();
const current = (one) => one.versions.find((v) => v.current);

// ---- a toy reading of BPMN
const attribute = (tag, name) => new RegExp(`\\s${name}="([^"]*)"`).exec(tag)?.[1] ?? '';
const plain = (text) => text.replace(/&lt;/g, '<').replace(/&gt;/g, '>').replace(/&amp;/g, '&').replace(/&quot;/g, '"');
function read(text) {
  const nodes = [...text.matchAll(/<(?:bpmn:)?(startEvent|endEvent|userTask|manualTask|task|serviceTask|scriptTask|businessRuleTask|exclusiveGateway|parallelGateway|inclusiveGateway|intermediateCatchEvent|boundaryEvent)\b([^>]*?)(\/>|>([\s\S]*?)<\/(?:bpmn:)?\1>)/g)]
    .map(([, tag, head, , inner = '']) => ({ tag, id: attribute(head, 'id'), name: attribute(head, 'name'), standard: attribute(head, 'default'), stage: attribute(head, 'yiwang:stage'), operations: attribute(head, 'yiwang:operations'), assign: attribute(head, 'yiwang:assign'), due: attribute(head, 'yiwang:due'), at: attribute(head, 'attachedToRef'), stays: attribute(head, 'cancelActivity') === 'false', wait: /timeDuration[^>]*>([^<]+)</.exec(inner)?.[1] }));
  const flows = [...text.matchAll(/<(?:bpmn:)?sequenceFlow\b([^>]*?)(\/>|>([\s\S]*?)<\/(?:bpmn:)?sequenceFlow>)/g)].map(([, head, , inner = '']) => ({ id: attribute(head, 'id'), name: attribute(head, 'name'), from: attribute(head, 'sourceRef'), to: attribute(head, 'targetRef'), condition: plain(/conditionExpression[^>]*>([^<]*)</.exec(inner)?.[1] ?? '') }));
  return { nodes, flows };
}
const seconds = (span) => { const f = /P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?)?/.exec(span ?? ''); return f ? Number(f[1] ?? 0) * 86400 + Number(f[2] ?? 0) * 3600 + Number(f[3] ?? 0) * 60 : 0; };
const later = (at, span) => new Date(new Date(at).getTime() + seconds(span) * 1000).toISOString().replace('.000', '');
function holds(condition, variables) {
  const text = condition.replace(/\band\b/g, '&&').replace(/\bor\b/g, '||').replace(/([^<>!=])=([^=])/g, '$1==$2');
  if (!/^[\w\s"'.<>=!&|()+\-*\u4e00-\u9fff]*$/.test(text)) return false;
  try { return !!Function(...Object.keys(variables), `return (${text});`)(...Object.values(variables)); } catch { return false; }
}

function walk({ text, variables = {}, start_at, steps = [] }) {
  const { nodes, flows } = read(text);
  const faults = faultsOf('process', text);
  let time = start_at ?? now(), step = 0, number = 0, refused = null, held = false;
  const trace = [], tasks = [], timers = [], vars = { ...variables };
  const say = (what, node, detail = {}) => trace.push({ step, at: time, what, element: node.id, name: node.name || null, detail });
  const outOf = (node) => flows.filter((flow) => flow.from === node.id);
  const go = (flow, why) => { say('taken', flow, why); enter(nodes.find((one) => one.id === flow.to)); };
  function leave(node) {
    const out = outOf(node);
    if (node.tag === 'exclusiveGateway' && out.length > 1) {
      const found = out.find((flow) => flow.condition && flow.id !== node.standard && holds(flow.condition, vars));
      const used = (flow) => Object.fromEntries(Object.entries(vars).filter(([key]) => flow.condition.includes(key)).map(([key, value]) => [`=${key}`, String(value)]));
      for (const flow of out) if (flow.condition && flow !== found) say('not_taken', flow, { condition: flow.condition, ...used(flow) });
      const way = found ?? out.find((flow) => flow.id === node.standard);
      if (way) go(way, found ? { why: 'condition', condition: found.condition, ...used(found) } : { why: 'default' }); else say('incident', node, { cause: 'no_way' });
    } else for (const flow of out) go(flow, { why: out.length > 1 ? 'all' : 'only' });
  }
  function enter(node) {
    if (!node) return;
    if (trace.length > 600) return;
    say('entered', node);
    if (/Task|^task/.test(node.tag) && /user|manual|^task/.test(node.tag)) {
      number += 1;
      tasks.push({ number, element: node.id, name: node.name || null, kind: 'user', stage: node.stage || null, operations: node.operations.split(' ').filter(Boolean), form: null, assigned: node.assign || null, owner: null, signers: [], index: null, due_at: node.due ? later(time, node.due) : null });
      say('task_opened', node, { task: String(number), ...(node.assign ? { for: node.assign } : {}), ...(node.due ? { due: later(time, node.due) } : {}) });
      for (const one of nodes.filter((b) => b.tag === 'boundaryEvent' && b.at === node.id && b.wait)) { timers.push({ element: one.id, due_at: later(time, one.wait), host: node.id }); say('timer_set', one, { due: later(time, one.wait) }); }
    } else if (node.tag === 'intermediateCatchEvent' && node.wait) { timers.push({ element: node.id, due_at: later(time, node.wait) }); say('timer_set', node, { due: later(time, node.wait) }); }
    else leave(node);
  }
  const close = (task) => { tasks.splice(tasks.indexOf(task), 1); for (const one of timers.filter((t) => t.host === task.element)) { timers.splice(timers.indexOf(one), 1); say('timer_cancelled', nodes.find((n) => n.id === one.element)); } };
  const start = nodes.find((one) => one.tag === 'startEvent');
  if (!start || faults.some((one) => one.severity === 'error')) return { faults, refused, now: time, trace: [], state: null, possible: [] };
  say('started', { id: attribute(/<(?:bpmn:)?process\b[^>]*/.exec(text)[0], 'id'), name: '' }, { version: hash(text) });
  enter(start);
  for (const one of steps) {
    step += 1;
    if (one.command === 'complete') {
      const task = tasks.find((t) => t.number === one.task) ?? tasks.find((t) => t.element === one.element);
      if (!task) { refused = { step, reason: 'unknown_task', facts: { element: one.element ?? '' } }; break; }
      Object.assign(vars, one.variables ?? {}, one.outcome ? { outcome: one.outcome } : {});
      const node = nodes.find((n) => n.id === task.element);
      say('task_closed', node, { task: String(task.number), ...(one.outcome ? { outcome: one.outcome } : {}) }); close(task); leave(node);
    } else if (one.command === 'pass_time') {
      const until = one.until ?? [...timers].sort((a, b) => a.due_at.localeCompare(b.due_at))[0]?.due_at ?? time;
      for (let due = [...timers].sort((a, b) => a.due_at.localeCompare(b.due_at))[0]; due && due.due_at <= until; due = [...timers].sort((a, b) => a.due_at.localeCompare(b.due_at))[0]) {
        time = due.due_at; timers.splice(timers.indexOf(due), 1);
        const node = nodes.find((n) => n.id === due.element);
        say('fired', node, { kind: 'timer' });
        if (due.host && !node.stays) { const task = tasks.find((t) => t.element === due.host); if (task) { say('task_cancelled', nodes.find((n) => n.id === due.host)); close(task); } }
        leave(node);
      }
      time = until > time ? until : time;
    } else if (one.command === 'suspend') { held = true; say('suspended', { id: '', name: '' }, { reason: one.reason ?? '' }); } else if (one.command === 'resume') { held = false; say('resumed', { id: '', name: '' }); } else if (one.command === 'remind') say('reminded', nodes.find((n) => n.id === one.element) ?? { id: '', name: '' }); else { refused = { step, reason: 'cannot_move', facts: { why: 'mock' } }; break; }
  }
  const tokens = {};
  for (const one of [...tasks, ...timers.filter((t) => !t.host)]) tokens[one.element] = (tokens[one.element] ?? 0) + 1;
  const ended = !tasks.length && !timers.length;
  if (ended) say('ended', { id: '', name: '' });
  const next = [...timers].sort((a, b) => a.due_at.localeCompare(b.due_at))[0];
  return {
    faults, refused, now: time, trace,
    state: { ended, suspended: held, tokens: Object.entries(tokens).map(([element, count]) => ({ element, count })), tasks, timers: timers.map(({ element, due_at }) => ({ element, due_at })), waiting: [], incidents: [], variables: vars },
    possible: [...tasks.flatMap((t) => [{ command: 'complete', task: t.number, element: t.element, name: t.name ?? '' }, { command: 'remind', task: t.number, element: t.element }, { command: 'transfer', task: t.number, element: t.element }]), ...(next ? [{ command: 'pass_time', until: next.due_at }] : []), ...(ended ? [] : [{ command: held ? 'resume' : 'suspend' }])],
  };
}

function faultsOf(kind, text) {
  if (kind !== 'process') return [];
  const { nodes, flows } = read(text);
  const out = [];
  const fault = (severity, rule, element, facts = {}, advice = '') => out.push({ severity, rule, element, line: null, facts, advice });
  for (const node of nodes) {
    const leaving = flows.filter((flow) => flow.from === node.id);
    if (node.tag !== 'endEvent' && !leaving.length) fault('error', 'no_way_out', node.id, { name: node.name }, 'Lead a sequence flow on, or end here with an end event');
    if (node.tag !== 'startEvent' && node.tag !== 'boundaryEvent' && !flows.some((flow) => flow.to === node.id)) fault('error', 'unreachable', node.id, { name: node.name }, 'Nothing leads here; connect it or delete it');
    if (node.tag === 'exclusiveGateway' && leaving.length > 1 && !node.standard) fault('warning', 'gateway_without_default', node.id, {}, 'Name a default flow, so that a case always goes on');
    if (node.tag === 'userTask' && !node.stage) fault('warning', 'task_without_stage', node.id, { name: node.name }, 'Say which stage a case is in while it is here');
  }
  for (const flow of flows) if (flow.condition && /[^\w\s"'.<>=!&|()+\-*\u4e00-\u9fff]/.test(flow.condition)) fault('error', 'feel_syntax', flow.id, { expression: flow.condition }, 'Not a FEEL expression');
  return out;
}
const proofsOf = (kind, text) => (kind === 'duties' && text.includes('030202,,night') ? [{ kind: 'no_lead', table: null, rows: [], example: { matter: '030202', area: '湖滨街道', at: '10:00' }, text: 'matter 030202, area 湖滨街道, at 10:00: no unit' }] : []);
function testsOf(kind, text, tests) {
  const results = tests.map((test) => {
    if (kind !== 'process') return { name: test.name, passed: true, expected: test.expect, got: test.expect };
    const got = walk({ text, ...test });
    const mine = { activities: got.trace.filter((one) => one.what === 'task_opened').map((one) => one.element), ended: got.state?.ended ?? false };
    const passed = JSON.stringify(mine.activities) === JSON.stringify(test.expect.activities ?? mine.activities) && mine.ended === (test.expect.ended ?? mine.ended);
    return { name: test.name, passed, expected: test.expect, got: mine };
  });
  return { passed: results.filter((one) => one.passed).length, failed: results.filter((one) => !one.passed).length, results };
}
function check(kind, text, tests) {
  const faults = faultsOf(kind, text), proofs = proofsOf(kind, text), ran = testsOf(kind, text, tests ?? []), fatal = faults.some((one) => one.severity === 'error');
  return { checked_at: now(), fatal, gaps: proofs.length, publishable: !fatal && !ran.failed, faults, proofs, tests: ran };
}

function difference(kind, before, after) {
  const changes = [];
  if (kind === 'process') {
    const [a, b] = [read(before), read(after)];
    const all = (x) => new Map([...x.nodes, ...x.flows].map((one) => [one.id, one]));
    const [was, is] = [all(a), all(b)];
    for (const [id, one] of is) {
      const old = was.get(id);
      if (!old) { changes.push({ element: id, row: null, what: 'added', name: one.name || null, details: [] }); continue; }
      const details = Object.keys(one).filter((key) => one[key] !== old[key]).map((key) => ({ field: { stage: 'yiwang:stage', operations: 'yiwang:operations', assign: 'yiwang:assign', due: 'yiwang:due', condition: 'conditionExpression', standard: 'default', from: 'sourceRef', to: 'targetRef' }[key] ?? key, before: String(old[key] ?? '') || null, after: String(one[key] ?? '') || null }));
      if (details.length) changes.push({ element: id, row: null, what: 'changed', name: one.name || null, details });
    }
    for (const [id, one] of was) if (!is.has(id)) changes.push({ element: id, row: null, what: 'removed', name: one.name || null, details: [] });
  } else if (before !== after) {
    const [a, b] = [before.split('\n'), after.split('\n')];
    b.forEach((line, i) => { if (line && !a.includes(line)) changes.push({ element: null, row: i + 1, what: a[i] && !b.includes(a[i]) ? 'changed' : 'added', name: line.slice(0, 40), details: [{ field: 'text', before: a[i] ?? null, after: line }] }); });
    a.forEach((line, i) => { if (line && !b.includes(line) && !changes.some((one) => one.row === i + 1)) changes.push({ element: null, row: i + 1, what: 'removed', name: line.slice(0, 40), details: [] }); });
  }
  return changes;
}

const item = (one) => { const v = current(one); const scheduled = one.versions.find((x) => x.state === 'scheduled'); return { kind: one.kind, code: one.code, name: one.name, name_en: one.name_en, version: v.version, effective_at: v.effective_at, published_by: v.by, draft_id: drafts.filter((d) => d.kind === one.kind && d.code === one.code && d.state !== 'published').at(-1)?.id ?? null, scheduled: scheduled ? { version: scheduled.version, effective_at: scheduled.effective_at } : null }; };
const bare = ({ text, tests, ...rest }) => rest;
const touch = (draft) => { draft.updated_at = now(); draft.present_version = documents.find((one) => one.kind === draft.kind && one.code === draft.code)?.versions.find((v) => v.current)?.version ?? null; return draft; };
function make(login, { kind, code, base_version, text, name }) {
  const found = documents.find((one) => one.kind === kind && one.code === code);
  if (!found && !text) throw new Refusal(422, 'missing_field', { field: 'text' });
  const base = found ? base_version ?? current(found).version : null;
  const draft = { id: drafts.length + 1, revision: 1, kind, code, name: name ?? found?.name ?? code, base_version: base, present_version: base, note: null, state: 'draft', author: who[login] ?? { login, name: login }, submitted_by: null, reviewer: null, decision_reason: null, published_version: null, checks: null, created_at: now(), updated_at: now(), text: text ?? found.texts.get(base), tests: found?.tests ?? [] };
  drafts.push(draft);
  return draft;
}
function publish(login, kind, code, text, { effective_at, override_reason, note, author, reviewer, name, tests, rolled_back = false }) {
  let found = documents.find((one) => one.kind === kind && one.code === code);
  if (!found) { found = { kind, code, name, name_en: null, tests: [], texts: new Map(), versions: [] }; documents.push(found); }
  found.texts.set(hash(text), text); if (tests) found.tests = tests; if (name) found.name = name;
  const wait = effective_at && effective_at > now();
  if (!wait) for (const one of found.versions) { if (one.current) one.state = 'past'; one.current = false; }
  const made = { version: hash(text), published_at: now(), effective_at: effective_at ?? now(), by: who[login], author, reviewer, note, override_reason: override_reason ?? null, rolled_back, state: wait ? 'scheduled' : 'in_use', fault: null, current: !wait };
  found.versions.unshift(made);
  return made;
}
make('dispatcher', { kind: 'process', code: 'noise', text: noise.replace('name="日常办理"', 'name="联系并办理"').replace('P3D', 'P2D') });
Object.assign(drafts[0], { note: '日常办理缩短为两个工作日', state: 'in_review', submitted_by: who.dispatcher });

const draft = (login) => (one, response, status = 200) => { response.statusCode = status; response.setHeader('ETag', `"${one.revision}"`); return one; };
export const studioRoutes = [
  ['GET', /^\/studio\/documents$/, ({ query }) => ({ items: documents.filter((one) => !query.get('kind') || one.kind === query.get('kind')).map(item) })],
  ['GET', /^\/studio\/documents\/(\w+)\/([\w-]+)$/, ({ params, query }) => { const one = documentOf(...params), v = query.get('version') ?? current(one).version; if (!one.texts.has(v)) throw new Refusal(404, 'unknown_edition'); return { kind: one.kind, code: one.code, name: one.name, name_en: one.name_en, version: v, text: one.texts.get(v), tests: one.tests, versions: one.versions }; }],
  ['GET', /^\/studio\/documents\/(\w+)\/([\w-]+)\/difference$/, ({ params, query }) => { const one = documentOf(...params), to = query.get('to') ?? current(one).version; return { from: query.get('from'), to, changes: difference(one.kind, one.texts.get(query.get('from')), one.texts.get(to)) }; }],
  ['POST', /^\/studio\/documents\/(\w+)\/([\w-]+)\/rollback$/, ({ params, body, who: me }) => { const one = documentOf(...params); return publish(me(), one.kind, one.code, one.texts.get(body.version), { effective_at: body.effective_at, note: body.reason, author: who.admin, reviewer: null, rolled_back: true }); }],
  ['GET', /^\/studio\/drafts$/, ({ query }) => ({ items: drafts.filter((one) => (query.get('state') ? one.state === query.get('state') : one.state !== 'published') && (!query.get('kind') || one.kind === query.get('kind')) && (!query.get('code') || one.code === query.get('code'))).map((one) => bare(touch(one))).reverse() })],
  ['POST', /^\/studio\/drafts$/, ({ body, who: me, response }) => draft()(make(me(), body), response, 201)],
  ['GET', /^\/studio\/drafts\/(\d+)$/, ({ params, response }) => draft()(touch(draftOf(params[0])), response)],
  ['PUT', /^\/studio\/drafts\/(\d+)$/, ({ params, body, request, response, who: me }) => {
    const one = draftOf(params[0]);
    if (request.headers['if-match'] !== `"${one.revision}"`) throw new Refusal(412, 'stale_version', { version: one.revision });
    if (body.text !== undefined || body.tests !== undefined) Object.assign(one, { state: 'draft', checks: null, author: who[me()] ?? one.author });
    Object.assign(one, body, { revision: one.revision + 1 });
    return draft()(touch(one), response);
  }],
  ['DELETE', /^\/studio\/drafts\/(\d+)$/, ({ params }) => { drafts.splice(drafts.indexOf(draftOf(params[0])), 1); }],
  ['POST', /^\/studio\/drafts\/(\d+)\/check$/, ({ params }) => { const one = draftOf(params[0]); one.checks = check(one.kind, one.text, one.tests); one.state = one.checks.fatal ? 'draft' : one.checks.tests.failed ? 'checked' : 'tested'; one.revision += 1; return one.checks; }],
  ['GET', /^\/studio\/drafts\/(\d+)\/difference$/, ({ params }) => { const one = draftOf(params[0]), found = documents.find((d) => d.kind === one.kind && d.code === one.code); return { from: found ? current(found).version : null, to: null, changes: found ? difference(one.kind, found.texts.get(current(found).version), one.text) : [] }; }],
  ['POST', /^\/studio\/drafts\/(\d+)\/submit$/, ({ params, body, response, who: me }) => { const one = draftOf(params[0]); one.checks = check(one.kind, one.text, one.tests); if (one.checks.fatal) throw new Refusal(409, 'has_faults'); if (one.checks.tests.failed) throw new Refusal(409, 'tests_failed'); Object.assign(one, { state: 'in_review', note: body.note, submitted_by: who[me()], revision: one.revision + 1 }); return draft()(one, response); }],
  ['POST', /^\/studio\/drafts\/(\d+)\/decision$/, ({ params, body, response, who: me }) => { const one = draftOf(params[0]); if (one.author.login === me() || one.submitted_by?.login === me()) throw new Refusal(409, 'needs_second_person'); Object.assign(one, { state: body.approve ? 'approved' : 'draft', reviewer: who[me()], decision_reason: body.reason ?? null, revision: one.revision + 1 }); return draft()(one, response); }],
  ['POST', /^\/studio\/drafts\/(\d+)\/publish$/, ({ params, body, who: me }) => { const one = draftOf(params[0]); const found = check(one.kind, one.text, one.tests); if (found.gaps && !body.override_reason) throw new Refusal(409, 'needs_override', { gaps: found.gaps }); const made = publish(me(), one.kind, one.code, one.text, { ...body, note: one.note, author: one.author, reviewer: one.reviewer, name: one.name, tests: one.tests }); Object.assign(one, { state: 'published', published_version: made.version }); return made; }],
  ['POST', /^\/studio\/drafts\/(\d+)\/impact$/, ({ params, body, response }) => { jobs.push({ id: jobs.length + 1, draft_id: Number(params[0]), began: Date.now(), ...body }); response.statusCode = 202; return { job: jobs.length }; }],
  ['GET', /^\/studio\/jobs\/(\d+)$/, ({ params }) => {
    const one = jobs[Number(params[0]) - 1], progress = one.stopped ?? Math.min(1, (Date.now() - one.began) / 2500), side = (unit, hours, way, row = null) => ({ unit, due_at: ago(hours), row, way });
    const u = (code, name, name_en) => ({ code, name, name_en });
    return { id: one.id, kind: 'impact', draft_id: one.draft_id, state: one.stopped ? 'cancelled' : progress < 1 ? 'running' : 'done', progress, from: one.from, to: one.to, fault: null, result: { cases: Math.round(1834 * progress), elsewhere: Math.round(212 * progress), missed_before: Math.round(41 * progress), missed_after: Math.round(37 * progress), unfit: 0, examples: progress < 1 ? [] : [
      { case: 3, number: 'YW20261102-000003', title: '云锦路工地夜间打桩', what: 'elsewhere', before: side(u('U031', '住房和建设局', 'Housing'), 200, ['accept', 'handle'], 17), after: side(u('U011', '城市管理局', 'City management'), 204, ['accept', 'on_site'], 18), why: 'f_night: hour >= 22' },
      { case: 5, number: 'YW20261105-000005', title: '公园广场舞音量过大', what: 'newly_met', before: side(u('U011', '城市管理局', 'City management'), 150, ['accept', 'handle']), after: side(u('U011', '城市管理局', 'City management'), 120, ['accept', 'on_site']), why: 'due of on_site' },
      { case: 8, number: 'YW20261109-000008', title: '商铺空调外机轰鸣', what: 'newly_missed', before: side(u('U011', '城市管理局', 'City management'), 90, ['accept', 'handle']), after: side(u('U011', '城市管理局', 'City management'), 96, ['accept', 'handle']), why: 'due of handle: P2D' },
    ] } };
  }],
  ['DELETE', /^\/studio\/jobs\/(\d+)$/, ({ params }) => { const one = jobs[Number(params[0]) - 1]; one.stopped = Math.min(0.99, (Date.now() - one.began) / 2500); }],
  ['POST', /^\/studio\/check$/, ({ body }) => check(body.kind, body.text, body.tests)],
  ['POST', /^\/studio\/walk$/, ({ body }) => walk({ ...body, text: body.text ?? documentOf('process', body.code).texts.get(current(documentOf('process', body.code)).version) })],
  ['POST', /^\/studio\/try$/, ({ body }) => ({ value: null, matched: [], missed: [], problems: [], faults: [], ...(body.kind === 'duties' ? { value: { lead: 'U011', lead_name: '城市管理局', assist: [], row: 2, basis: null } } : { value: 'ordinary', matched: [{ table: 'noise_urgency', row: 2, rule: 'r2', why: '-' }], missed: [{ table: 'noise_urgency', row: 1, rule: 'r1', cell: '时', why: '>= 22' }] }) })],
];

// ---- cases that run on a process: those of noise
const onNoise = (c) => c.matter?.code?.startsWith('0302') || c.id % 5 === 0;
export const processOf = (c) => (onNoise(c) && ['accepted', 'handling'].includes(c.stage) ? { code: 'noise', name: '噪声投诉办理', version: hash(noise), activities: [{ id: 2, element: 'handle', name: '日常办理', stage: 'handling', operations: ['contact', 'resolve'], form: null, who: c.unit?.code ?? null, due_at: c.due_at }], stuck: [], allow: ['return'], back: [{ element: 'accept', name: '签收' }] } : null);
export const trailOf = (c) => (processOf(c) ? [{ seq: c.version, kind: 'process_moved', at: c.updated_at, actor: { kind: 'system', login: null, name: null, unit: null }, data: { code: 'noise', version: hash(noise), trace: walk({ text: noise, variables: { hour: 10 }, steps: [{ command: 'complete', element: 'accept' }] }).trace.map(({ what, element, name }) => ({ what, element, name })) }, reason: null, confidence: null, evidence: [], by: null }] : []);
