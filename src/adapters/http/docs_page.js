'use strict';
// Renders /api/openapi.json; text only ever goes in as text, so nothing in the description can run.
const make = (tag, props = {}, ...children) => {
  const node = Object.assign(document.createElement(tag), props);
  node.append(...children.filter((c) => c !== null && c !== undefined));
  return node;
};
const TAGS = { session: '登录', public: '市民', intake: '受理', cases: '案件', attachments: '附件', live: '实时', overview: '总览', city: '城市数据', admin: '管理' };
let api;
let csrf = '';

const follow = (node) => {
  let at = node;
  while (at && at.$ref) at = at.$ref.slice(2).split('/').reduce((o, key) => o[key], api);
  return at;
};
const nameOf = (schema) => (schema && schema.$ref ? schema.$ref.split('/').pop() : null);

function typeText(schema) {
  if (!schema) return '';
  if (schema.$ref) return nameOf(schema);
  if (schema.const !== undefined) return JSON.stringify(schema.const);
  if (schema.enum) return schema.enum.map((v) => JSON.stringify(v)).join(' | ');
  if (schema.anyOf || schema.oneOf) return (schema.anyOf || schema.oneOf).map(typeText).join(' | ');
  if (schema.type === 'array') return `[${typeText(schema.items)}]`;
  return Array.isArray(schema.type) ? schema.type.join(' | ') : schema.type || 'any';
}

function fields(schema, depth = 0) {
  const real = follow(schema);
  if (!real) return null;
  const choices = real.oneOf || real.anyOf;
  if (choices && depth < 1) return make('div', {}, ...choices.map((c) => make('details', {}, make('summary', {}, make('code', { textContent: typeText(c) })), make('div', { className: 'body' }, fields(c, depth + 1)))));
  if (real.type === 'array') return fields(real.items, depth);
  if (!real.properties) return make('p', { className: 'quiet', textContent: `${typeText(real)} ${real.description || ''}` });
  const needed = new Set(real.required || []);
  const rows = Object.entries(real.properties).map(([key, value]) => {
    const inner = follow(value);
    return make('tr', {}, make('td', {}, make('code', { textContent: key }), needed.has(key) ? ' *' : ''), make('td', {}, make('code', { textContent: typeText(value) })),
      make('td', { className: 'quiet', textContent: [value.description || inner?.description, value.default !== undefined ? `default ${value.default}` : '', limits(inner)].filter(Boolean).join(' · ') }));
  });
  return make('table', {}, make('tbody', {}, ...rows));
}

const limits = (s) => !s ? '' : ['minLength', 'maxLength', 'minimum', 'maximum', 'minItems', 'maxItems', 'pattern'].filter((k) => s[k] !== undefined).map((k) => `${k} ${s[k]}`).join(', ');

function sample(schema, depth = 0) {
  const s = follow(schema);
  if (!s || depth > 5) return null;
  if (s.examples?.length) return s.examples[0];
  if (s.const !== undefined) return s.const;
  if (s.default !== undefined) return s.default;
  if (s.enum) return s.enum[0];
  if (s.oneOf || s.anyOf) return sample((s.oneOf || s.anyOf)[0], depth + 1);
  if (s.type === 'object' || s.properties) {
    const out = {};
    for (const key of s.required || []) out[key] = sample(s.properties?.[key], depth + 1);
    return out;
  }
  if (s.type === 'array') return [];
  if (s.type === 'boolean') return false;
  if (s.type === 'integer' || s.type === 'number') return s.minimum ?? 0;
  return '';
}

function tryOut(method, path, op, params, body) {
  const inputs = params.filter((p) => p.in !== 'cookie').map((p) => {
    const input = make('input', { ariaLabel: p.name, placeholder: p.schema ? typeText(p.schema).slice(0, 40) : '' });
    return { p, input, node: make('label', {}, `${p.name}${p.required ? ' *' : ''} `, input) };
  });
  const text = body ? make('textarea', { value: JSON.stringify(sample(body), null, 2), ariaLabel: 'body' }) : null;
  const result = make('pre', { hidden: true, tabIndex: 0 });
  const send = make('button', { type: 'button', textContent: 'Send 发送' });
  send.addEventListener('click', async () => {
    let url = api.servers[0].url + path;
    const query = new URLSearchParams();
    const headers = {};
    for (const { p, input } of inputs) {
      if (p.in === 'path') url = url.replace(`{${p.name}}`, encodeURIComponent(input.value));
      else if (input.value && p.in === 'query') query.set(p.name, input.value);
      else if (input.value && p.in === 'header') headers[p.name] = input.value;
    }
    if ([...query].length) url += `?${query}`;
    if (text) headers['Content-Type'] = 'application/json';
    if (method !== 'GET' && csrf) headers['X-CSRF-Token'] = csrf;
    result.hidden = false;
    result.textContent = '…';
    try {
      const started = performance.now();
      const response = await fetch(url, { method, headers, body: text ? text.value : undefined, credentials: 'same-origin' });
      const answer = await response.text();
      let shown = answer;
      try {
        const value = JSON.parse(answer);
        if (value?.csrf) csrf = value.csrf;
        shown = JSON.stringify(value, null, 2);
      } catch { /* not JSON: shown as it is */ }
      const etag = response.headers.get('ETag');
      result.textContent = `${response.status} ${response.statusText} · ${Math.round(performance.now() - started)} ms · ${response.headers.get('X-Request-Id') || ''}${etag ? ` · ETag ${etag}` : ''}\n\n${shown.slice(0, 20000)}`;
    } catch (error) { result.textContent = String(error); }
  });
  return make('div', {}, make('h3', { textContent: 'Try it 试一试' }), make('div', { className: 'row' }, ...inputs.map((i) => i.node)), text, make('div', { className: 'row' }, send), result);
}

function operation(method, path, item, op) {
  const params = [...(item.parameters || []), ...(op.parameters || [])].map(follow);
  const content = follow(op.requestBody)?.content;
  const json = content?.['application/json']?.schema;
  const open = Array.isArray(op.security) && op.security.length === 0;
  const node = make('details', { id: op.operationId }, make('summary', {}, make('span', { className: `m ${method}`, textContent: method }), make('span', { className: 'path', textContent: path }),
    make('span', { className: 'quiet', textContent: `${op.summary || ''}${open ? ' · no sign-in 无需登录' : ''}` })));
  node.addEventListener('toggle', () => {
    if (!node.open || node.dataset.filled) return;
    node.dataset.filled = '1';
    const inside = make('div', { className: 'body' }, op.description ? make('p', { textContent: op.description }) : null);
    if (params.length) inside.append(make('h3', { textContent: 'Parameters 参数' }), make('table', {}, make('tbody', {}, ...params.map((p) => make('tr', {}, make('td', {}, make('code', { textContent: p.name }), p.required ? ' *' : ''),
      make('td', { textContent: p.in }), make('td', {}, make('code', { textContent: typeText(p.schema) })), make('td', { className: 'quiet', textContent: p.description || '' }))))));
    if (json) inside.append(make('h3', { textContent: `Body 请求体 ${nameOf(json) || ''}` }), fields(json));
    else if (content) inside.append(make('h3', { textContent: 'Body 请求体' }), make('p', { textContent: Object.keys(content).join(', ') }));
    inside.append(make('h3', { textContent: 'Answers 应答' }));
    for (const [status, ref] of Object.entries(op.responses)) {
      const answer = follow(ref);
      const schema = Object.values(answer.content || {})[0]?.schema;
      inside.append(make('details', {}, make('summary', {}, make('code', { textContent: status }), make('span', { className: 'quiet', textContent: `${answer.description || ''} ${schema ? typeText(schema) : ''}` })),
        make('div', { className: 'body' }, schema ? fields(schema) : make('p', { className: 'quiet', textContent: '—' }))));
    }
    if (!content || json) inside.append(tryOut(method, path, op, params, json));
    node.append(inside);
  });
  return node;
}

function draw() {
  document.getElementById('title').textContent = `${api.info.title} · ${api.info.version}`;
  document.getElementById('about').textContent = `${api.info.summary || ''}\n${(api.info.description || '').replace(/\*\*|`/g, '')}`;
  const toc = document.getElementById('toc');
  const list = document.getElementById('list');
  for (const tag of api.tags) {
    const section = make('section', {}, make('h2', { textContent: `${tag.name} ${TAGS[tag.name] || ''}` }), make('p', { className: 'quiet', textContent: tag.description || '' }));
    const links = make('div', {}, make('h2', { textContent: `${tag.name} ${TAGS[tag.name] || ''}` }));
    for (const [path, item] of Object.entries(api.paths)) {
      for (const method of ['get', 'post', 'put', 'patch', 'delete']) {
        const op = item[method];
        if (!op || !op.tags?.includes(tag.name)) continue;
        section.append(operation(method.toUpperCase(), path, item, op));
        const link = make('a', { href: `#${op.operationId}`, textContent: `${method.toUpperCase()} ${path}` });
        link.addEventListener('click', () => { document.getElementById(op.operationId).open = true; });
        links.append(link);
      }
    }
    toc.append(links);
    list.append(section);
  }
  document.getElementById('find').addEventListener('input', (event) => {
    const words = event.target.value.toLowerCase();
    for (const node of document.querySelectorAll('nav a, #list > section > details')) node.hidden = words !== '' && !node.textContent.toLowerCase().includes(words);
  });
}

fetch('/api/openapi.json').then((r) => r.json()).then((value) => { api = value; draw(); }).catch((error) => { document.getElementById('about').textContent = String(error); });
