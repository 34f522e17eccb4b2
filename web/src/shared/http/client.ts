import { ProblemError } from './problem';

const BASE = '/api/v1';
let csrf = '';
let onSignedOut: () => void = () => undefined;

/** The CSRF token of the present session; the session query sets it. */
export const setCsrf = (token: string) => { csrf = token; };
/** Called once a request is refused because nobody is signed in any more. */
export const whenSignedOut = (listener: () => void) => { onSignedOut = listener; };

export type Query = Record<string, string | number | boolean | readonly string[] | null | undefined>;

export function queryString(query: Query = {}): string {
  const params = new URLSearchParams();
  for (const [key, value] of Object.entries(query)) {
    if (value === undefined || value === null || value === '') continue;
    if (Array.isArray(value)) { if (value.length) params.set(key, value.join(',')); } else params.set(key, String(value));
  }
  const text = params.toString();
  return text ? `?${text}` : '';
}

export const urlOf = (path: string, query?: Query) => BASE + path + queryString(query);

interface Options { query?: Query; body?: unknown; raw?: Blob; headers?: Record<string, string>; signal?: AbortSignal; quiet401?: boolean }

/** One request; resolves to the parsed answer (undefined for 204) or throws ProblemError. */
export async function request<T>(method: string, path: string, options: Options = {}): Promise<T> {
  const headers: Record<string, string> = { Accept: 'application/json', ...options.headers };
  if (method !== 'GET' && csrf) headers['X-CSRF-Token'] = csrf;
  let body: BodyInit | undefined;
  if (options.raw) body = options.raw;
  else if (options.body !== undefined) { headers['Content-Type'] = 'application/json'; body = JSON.stringify(options.body); }

  let response: Response;
  try {
    response = await fetch(urlOf(path, options.query), { method, headers, body, signal: options.signal, credentials: 'same-origin' });
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') throw error;
    throw new ProblemError({ status: 0, reason: 'offline' });
  }
  if (response.status === 204) return undefined as T;
  const text = await response.text();
  let value: unknown;
  try { value = text ? JSON.parse(text) : undefined; } catch { value = undefined; }
  const requestId = response.headers.get('X-Request-Id') ?? '';
  if (!response.ok) {
    const problem = value as ConstructorParameters<typeof ProblemError>[0] | undefined;
    const thrown = new ProblemError(problem && typeof problem === 'object' && 'reason' in problem
      ? { ...problem, status: response.status, request_id: problem.request_id ?? requestId }
      : { status: response.status, reason: response.status >= 500 ? 'unavailable' : 'unreadable', request_id: requestId });
    if (response.status === 401 && !options.quiet401) onSignedOut();
    throw thrown;
  }
  if (value === undefined) throw new ProblemError({ status: response.status, reason: 'unreadable', request_id: requestId });
  return value as T;
}

export const get = <T>(path: string, query?: Query, signal?: AbortSignal) => request<T>('GET', path, { query, signal });
export const post = <T>(path: string, body?: unknown, headers?: Record<string, string>) => request<T>('POST', path, { body, headers });
export const put = <T>(path: string, body: unknown) => request<T>('PUT', path, { body });
export const patch = <T>(path: string, body: unknown) => request<T>('PATCH', path, { body });

/** Uploads one file to `/attachments` or `/public/attachments`. */
export const upload = <T>(path: string, file: File) =>
  request<T>('POST', path, { raw: file, headers: { 'Content-Type': file.type || 'application/octet-stream', 'X-File-Name': encodeURIComponent(file.name) } });
