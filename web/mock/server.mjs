// A made-up API for developing and testing the screens without the engine: node mock/server.mjs [--port 8080] [--static dist]
import { createHash, randomUUID } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { extname, join, normalize } from 'node:path';
import { pathToFileURL } from 'node:url';
import { areas, background, buildings, city, matters, placeAt, roads, units } from './city.mjs';
import { cases, command, counts, guess, guessPlaces, item, list, makeCase, matterRef, phones, publicView, trails, unitRef, urgencyOf } from './cases.mjs';
import { overview, points } from './overview.mjs';
import { eventOf, mayDo } from './rules.mjs';
import { processOf, studioRoutes, trailOf } from './studio.mjs';

const argument = (name, fallback) => { const at = process.argv.indexOf(`--${name}`); return at > 0 ? process.argv[at + 1] : fallback; };
const STATIC = argument('static', null);
const people = { agent: ['林晓', ['agent'], 'U001'], dispatcher: ['周明', ['dispatcher'], 'U001'], handler: ['高远', ['handler'], 'U011'], supervisor: ['许宁', ['supervisor'], 'U001'], leader: ['郑岚', ['leader'], 'U001'], admin: ['何川', ['admin'], 'U001'], grid: ['田禾', ['grid_worker'], 'U100'] };
const sessions = new Map();
const once = new Map();
const files = new Map();
const live = new Set();

class Refusal extends Error { constructor(status, reason, facts = {}, field = null) { super(reason); Object.assign(this, { status, reason, facts, field }); } }
const tell = (event, data) => { for (const response of live) response.write(`event: ${event}\ndata: ${JSON.stringify(data)}\n\n`); };
const changed = (c) => { tell('case', { id: c.id, number: c.number, version: c.version, stage: c.stage, unit: c.unit?.code ?? null, queue_changes: true }); tell('counts', counts()); };
const session = (login, token) => ({ person: { login, name: people[login][0] }, roles: people[login][1], unit: unitRef(people[login][2]), areas: [], csrf: token.slice(0, 12), expires_at: new Date(Date.now() + 12 * 3600e3).toISOString(), rehearsal: true });
const caseOf = (id) => cases.find((c) => c.id === Number(id)) ?? (() => { throw new Refusal(404, 'unknown_case'); })();
const byCode = (number, code) => cases.find((c) => c.number === number && c.tracking_code === String(code ?? '').toUpperCase().replace(/\s/g, '')) ?? (() => { throw new Refusal(404, 'unknown_report'); })();
const seen = (c, login) => ({ ...c, may: mayDo(c, people[login][1]), duplicates: related(c.text, c.id) });
const features = (list) => ({ type: 'FeatureCollection', features: list.map(({ box, ...f }) => f) });
const related = (text, not = 0) => { const top = guess(text)[0]?.matter.code; return top ? cases.filter((c) => c.matter?.code === top && c.id !== not && !['merged', 'closed'].includes(c.stage)).slice(0, 3).map((c, i) => ({ case: item(c), kind: i ? 'one_place_again' : 'many_about_one', probability: 0.91 - i * 0.17, evidence: [{ fact: 'text', text: (0.82 - i * 0.2).toFixed(2), value: 3 }, { fact: 'matter', text: top, value: 1.3 }, { fact: 'place', text: `${40 + i * 90} m`, value: 2.2 }, { fact: 'time', text: `${(i + 1) * 7.5} h`, value: 0 }] })) : []; };
const hint = (text) => (/火|爆炸|救命|煤气泄漏|fire|gas leak/.test(text) ? 'emergency_line' : /法院|诉讼|仲裁/.test(text) ? 'legal_way' : null);
const unitGuess = (m) => m && { unit: unitRef(m[5]), assist: [], confidence: 0.92, reason: { basis: 'duty_row', duty_row: 17, legal_basis: '职责清单（示例）', matter: m[0], area: null, condition: null } };
const matterRow = (m) => ({ ...matterRef(m), parent: m[0].slice(0, 4), level: 3, description: m[1], unit_kind: 'city_management', procedure: 'P5', secret: false });

const routes = [
  ['POST', /^\/session$/, ({ body, response }) => {
    const login = String(body.login).replace(/\d+$/, '');   // agent1 is as good as agent
    if (!people[login] || !['demo', 'yiwang-demo'].includes(body.password)) throw new Refusal(401, 'bad_credentials');
    const token = randomUUID(); sessions.set(token, login);
    response.setHeader('Set-Cookie', `yw_session=${token}; HttpOnly; SameSite=Lax; Path=/`);
    return session(login, token);
  }],
  ['GET', /^\/session$/, ({ who, token }) => session(who(), token)],
  ['DELETE', /^\/session$/, ({ token }) => { sessions.delete(token); }],
  ['POST', /^\/session\/password$/, ({ body }) => { if (body.old_password !== 'demo') throw new Refusal(401, 'bad_credentials'); }],
  ['GET', /^\/public\/city$/, () => ({ ...city, hotline: '12345', report_characters: 20000, attachment_bytes: 20971520, attachment_types: ['image/jpeg', 'image/png', 'image/webp', 'application/pdf'], rehearsal: true })],
  ['POST', /^\/public\/advice$/, ({ body }) => { const found = guess(body.text), m = found[0]?.raw; return { matters: found.map(({ raw, ...one }) => one), matter_sure: (found[0]?.confidence ?? 0) >= 0.6, kind: 'complaint', urgency: urgencyOf(body.text), places: body.point ? [{ place: placeAt(body.point.lon, body.point.lat), kind: 'point', confidence: 1, evidence: [] }] : guessPlaces(`${body.text}${body.address ? ` ${body.address}` : ''}`), unit: m ? unitRef(m[5]) : null, hint: hint(body.text) }; }],
  ['POST', /^\/public\/reports$/, ({ body, response }) => {
    const seen = once.get(body.idempotency_key); if (seen) return seen;
    const made = makeCase(body.text, { channel: 'web', point: body.point, address: body.address, reporter: body.phone ? { name: body.name ?? null, phone: '138****0000', confidential: !!body.confidential } : null });
    made.reports[0].attachments = (body.attachments ?? []).map((id) => files.get(id)); changed(made);
    const answer = { number: made.number, tracking_code: made.tracking_code, case: publicView(made) };
    once.set(body.idempotency_key, answer); response.statusCode = 201; return answer;
  }],
  ['GET', /^\/public\/reports\/([^/]+)$/, ({ params, query }) => publicView(byCode(params[0], query.get('code')))],
  ['POST', /^\/public\/reports\/([^/]+)\/rating$/, ({ params, body }) => { const c = byCode(params[0], body.code); command(c, { operation: 'rate', ...body }); changed(c); return publicView(c); }],
  ['POST', /^\/public\/reports\/([^/]+)\/reply$/, ({ params, body }) => { const c = byCode(params[0], body.code); command(c, { operation: 'reply', text: body.text }); changed(c); return publicView(c); }],
  ['POST', /^\/(?:public\/)?attachments$/, ({ raw, request, response }) => { const id = createHash('sha256').update(raw).digest('hex'); const file = { id, name: decodeURIComponent(request.headers['x-file-name'] ?? 'file'), type: request.headers['content-type'], bytes: raw.length }; files.set(id, file); response.statusCode = 201; return file; }],
  ['POST', /^\/advice$/, ({ body }) => {
    const found = guess(body.text), m = body.matter ? matters.find((one) => one[0] === body.matter) : found[0]?.raw, places = body.point ? [{ place: placeAt(body.point.lon, body.point.lat), kind: 'point', confidence: 1, evidence: [] }] : guessPlaces(`${body.text} ${body.address ?? ''}`);
    return { summary: [...body.text].slice(0, 24).join(''), matters: found.map(({ raw, ...one }) => one), matter_sure: (found[0]?.confidence ?? 0) >= 0.6, kind: /咨询|想问/.test(body.text) ? 'question' : 'complaint', urgency: urgencyOf(body.text), urgency_evidence: [...body.text.matchAll(/危险|摔|停水|爆管|塌陷|着火/g)].map((x) => ({ text: x[0] })),
      tags: [...body.text.matchAll(/老人|孩子|小区|救护车|害怕|半夜/g)].map((x) => ({ kind: /老人|孩子/.test(x[0]) ? 'people_group' : /害怕/.test(x[0]) ? 'emotion' : 'topic', text: x[0], canonical: null })), places, related: related(body.text), unit: unitGuess(m) ?? null, unit_sure: !!m && (!!body.matter || (found[0]?.confidence ?? 0) >= 0.6),
      earlier: body.phone && body.phone.length >= 7 ? cases.slice(4, 7).map(item) : [], promise: m ? { procedure: 'P5', procedure_name: '一般事项五日办结', resolve_due_at: new Date(Date.now() + 5 * 86400e3).toISOString() } : null, hint: hint(body.text), by: 'mock 1' };
  }],
  ['POST', /^\/reports$/, ({ body, response }) => {
    const seen = once.get(body.external_id); if (seen) return { ...seen, outcome: 'already' };
    if (!body.text?.trim()) throw new Refusal(422, 'missing_field', {}, '/text');
    let made, outcome = 'opened';
    const reporter = body.reporter?.phone ? { name: body.reporter.name ? `${[...body.reporter.name][0]}**` : null, phone: `${body.reporter.phone.slice(0, 3)}****${body.reporter.phone.slice(-4)}`, confidential: !!body.reporter.confidential } : null;
    if (body.join) { made = caseOf(body.join); made.version += 1; made.reports.push({ ...made.reports[0], id: 900 + made.reports.length, text: body.text, reporter }); outcome = 'joined'; }
    else {
      made = makeCase(body.text, { channel: body.channel, reporter, point: body.point, address: body.address, matter: body.matter, urgency: body.urgency, stage: body.answer ? 'answered' : body.refuse ? 'refused' : undefined });
      if (body.answer) { made.answer = { text: body.answer, at: made.opened_at }; outcome = 'answered'; }
      if (body.refuse) { made.refusal = { ...body.refuse, at: made.opened_at }; outcome = 'refused'; }
      if (body.unit) { made.unit = unitRef(body.unit); made.stage = 'dispatched'; made.queue = null; }
    }
    if (body.reporter?.phone) phones.set(made.id, body.reporter.phone);
    changed(made); response.statusCode = 201;
    const answer = { report: made.reports.at(-1), case: made, outcome, trail: [] };
    if (body.external_id) once.set(body.external_id, answer);
    return answer;
  }],
  ['GET', /^\/queues$/, () => counts()],
  ['GET', /^\/cases$/, ({ query }) => list(query)],
  ['GET', /^\/cases\/(\d+)$/, ({ params, response, who }) => { const c = caseOf(params[0]); response.setHeader('ETag', `"${c.version}"`); return { ...seen(c, who()), process: processOf(c) }; }],
  ['GET', /^\/cases\/(\d+)\/trail$/, ({ params }) => ({ items: [...(trails.get(Number(params[0])) ?? []), ...trailOf(caseOf(params[0]))] })],
  ['GET', /^\/cases\/(\d+)\/related$/, ({ params }) => ({ items: related(caseOf(params[0]).text, Number(params[0])) })],
  ['POST', /^\/cases\/(\d+)\/commands$/, ({ params, body, request, who }) => {
    const c = caseOf(params[0]), login = who(); if (request.headers['if-match'] !== `"${c.version}"`) throw new Refusal(412, 'stale_version', { version: c.version });
    if (!mayDo(c, people[login][1]).includes(body.operation)) throw new Refusal(409, 'wrong_stage', { stage: c.stage });
    command(c, body);
    const { operation, reason, ...data } = body;
    if (data.unit) data.unit_name = unitRef(data.unit)?.name;
    if (data.matter) data.matter_name = c.matter?.name;
    if (data.attachments) data.attachments = data.attachments.map((id) => files.get(id));
    trails.get(c.id)?.push({ seq: c.version, kind: eventOf(operation), at: c.updated_at, actor: { kind: 'person', login, name: people[login][0], unit: unitRef(people[login][2]) }, data, reason: reason ?? null, confidence: null, evidence: [], by: null }); changed(c); return seen(c, login);
  }],
  ['POST', /^\/cases\/(\d+)\/reveal$/, () => ({ items: [{ report: 1, name: '王小样', phone: '13800000412', identity: null, address: null }] })],
  ['GET', /^\/overview$/, ({ query }) => overview(query.get('period') ?? 'today')],
  ['GET', /^\/overview\/points$/, () => points()],
  ['GET', /^\/city$/, () => ({ ...city, version: 'mock-1', counts: { areas: areas.length, grids: 0, roads: roads.length, estates: 0, addresses: 3888, elements: 0, units: units.length, people: 7, matters: matters.length, duties: 40, procedures: 3 } })],
  ['GET', /^\/city\/areas$/, ({ query }) => ({ items: areas.filter((f) => (!query.get('kind') || f.properties.kind === query.get('kind')) && (!query.get('parent') || f.properties.parent === query.get('parent'))).map((f) => ({ code: f.properties.code, name: f.properties.name, name_en: f.properties.name_en, kind: f.properties.kind, parent: f.properties.parent, layer: 'territorial', children: 0, point: { lon: f.properties.lon, lat: f.properties.lat } })) })],
  ['GET', /^\/city\/areas\.geojson$/, ({ query }) => features(areas.filter((f) => f.properties.kind === query.get('kind')))],
  ['GET', /^\/city\/background\.geojson$/, ({ query }) => features(background(query.get('kind')))],
  ['GET', /^\/city\/roads\.geojson$/, () => features(roads)],
  ['GET', /^\/city\/buildings\.geojson$/, ({ query }) => features(buildings(query.get('bbox').split(',').map(Number)))],
  ['GET', /^\/city\/places$/, ({ query }) => ({ items: query.get('q') ? guessPlaces(query.get('q')) : [{ place: placeAt(Number(query.get('lon')), Number(query.get('lat'))), kind: 'address', confidence: 0.9, evidence: [] }] })],
  ['GET', /^\/city\/matters$/, ({ query }) => ({ items: matters.filter((m) => !query.get('q') || m[1].includes(query.get('q')) || m[7].some((w) => w.includes(query.get('q')))).map(matterRow) })],
  ['GET', /^\/city\/units$/, () => ({ items: units })],
  ['GET', /^\/city\/procedures$/, () => ({ items: [{ code: 'P5', name: '一般事项五日办结', name_en: 'Ordinary, five days', calendar: 'work', accept_within: 'PT2H', contact_within: 'PT30M', resolve_within: 'P5D', urgent_resolve_within: 'PT24H', returns_allowed: 1, extensions_allowed: 1, suspend_reasons: ['weather', 'third_party'], review: true, call_back: true }] })],
  ['GET', /^\/city\/duties$/, () => ({ items: matters.map((m, i) => ({ row: i + 1, matter: m[0], matter_name: m[1], area: null, area_name: null, condition: null, lead: m[5], lead_name: unitRef(m[5]).name, assist: [], basis: null })), next_cursor: null, total: matters.length })],
  ['GET', /^\/city\/calendars$/, () => ({ items: [{ code: 'work', name: '工作日', hours: ['09:00-12:00', '13:30-17:30'], weekdays: [1, 2, 3, 4, 5] }], holidays: [{ date: '2026-10-01', kind: 'off', name: '国庆节' }] })],
  ['GET', /^\/people$/, () => ({ items: Object.entries(people).map(([login, [name, roles, unit]]) => ({ login, name, unit: unitRef(unit), roles, areas: [], phone: null, active: true, last_seen_at: null })), next_cursor: null, total: 7 })],
  ['GET', /^\/audit$/, () => ({ items: [{ seq: 1, at: new Date().toISOString(), who: 'agent', action: 'sign_in', object: null, reason: null, address: '127.0.0.1', request_id: 'r1' }], next_cursor: null, total: 1 })],
  ['GET', /^\/system$/, () => ({ version: 'mock', city_version: 'mock-1', advice_version: 'mock 1', started_at: new Date(Date.now() - 3600e3).toISOString(), now: new Date().toISOString(), counts: { reports: cases.length, cases: cases.length, open: 40, events: 300, attachments: 0 }, writer: { queued: 0, capacity: 8192, committed: 300, last_commit_ms: 1.2 }, store: { kind: 'sqlite', schema: 1, bytes: 123456 }, live: { subscribers: live.size }, rehearsal: { running: true, pace_per_minute: 6, staff: true, made: 120, since: null } })],
  ['GET', /^\/rehearsal$/, () => ({ running: true, pace_per_minute: 6, staff: true, made: 120, since: null })],
  ['PUT', /^\/rehearsal$/, ({ body }) => ({ running: body.pace_per_minute > 0, ...body, made: 120, since: null })],
  ...studioRoutes,
];
const open = /^\/(session$|public\/|city\/(areas|background|roads|buildings|places|matters))/;
const types = { '.html': 'text/html; charset=utf-8', '.js': 'text/javascript', '.css': 'text/css', '.svg': 'image/svg+xml', '.json': 'application/json' };

function page(path, response) {
  const file = join(STATIC, normalize(path));
  const found = existsSync(file) && extname(file) ? file : join(STATIC, 'index.html');
  response.setHeader('Content-Type', types[extname(found)] ?? 'application/octet-stream');
  response.end(readFileSync(found));
}

export const server = createServer((request, response) => {
  const url = new URL(request.url, 'http://localhost');
  if (!url.pathname.startsWith('/api/v1')) { if (STATIC) page(url.pathname, response); else { response.statusCode = 404; response.end(); } return; }
  const path = url.pathname.slice(7), id = randomUUID().slice(0, 8);
  const token = /yw_session=([^;]+)/.exec(request.headers.cookie ?? '')?.[1];
  const who = () => { const login = sessions.get(token); if (!login) throw new Refusal(401, 'not_signed_in'); return login; };
  response.setHeader('X-Request-Id', id);
  const chunks = [];
  request.on('data', (chunk) => chunks.push(chunk));
  request.on('end', () => {
    try {
      if (path === '/events') {
        who(); response.writeHead(200, { 'Content-Type': 'text/event-stream', 'Cache-Control': 'no-store' });
        response.write(`event: hello\ndata: ${JSON.stringify({ version: 'mock', now: new Date().toISOString(), rehearsal: true })}\n\n`); live.add(response); request.on('close', () => live.delete(response)); return;
      }
      const route = routes.find(([method, pattern]) => method === request.method && pattern.test(path));
      if (!route) throw new Refusal(404, 'not_found');
      if (!open.test(path)) who();
      const raw = Buffer.concat(chunks);
      const body = raw.length && /json/.test(request.headers['content-type'] ?? '') ? JSON.parse(raw.toString()) : {};
      const answer = route[2]({ params: route[1].exec(path).slice(1), query: url.searchParams, body, raw, request, response, who, token });
      if (answer === undefined) { response.statusCode = 204; response.end(); return; }
      response.setHeader('Content-Type', 'application/json'); response.end(JSON.stringify(answer));
    } catch (error) {
      const known = typeof error.status === 'number'; if (!known) console.error(error);
      response.statusCode = known ? error.status : 503; response.setHeader('Content-Type', 'application/problem+json');
      response.end(JSON.stringify({ type: `/problems/${error.reason ?? 'unavailable'}`, title: error.message, status: response.statusCode, reason: error.reason ?? 'unavailable', field: error.field ?? null, facts: error.facts ?? {}, request_id: id }));
    }
  });
});
if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const port = Number(argument('port', '8080'));
  server.listen(port, '127.0.0.1', () => console.log(`mock API on http://127.0.0.1:${port} (sign in as ${Object.keys(people).join(', ')}; password demo)`));
}
