import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { post, request, setCsrf } from '@/shared/http/client';
import { isProblem } from '@/shared/http/problem';
import type { Schemas, Session } from '@/shared/http/types';

export type Role = Schemas['Role'];
export const sessionKey = ['session'] as const;

/** The present session, or null when nobody is signed in. */
export async function readSession(): Promise<Session | null> {
  try {
    const session = await request<Session>('GET', '/session', { quiet401: true });
    setCsrf(session.csrf);
    return session;
  } catch (error) {
    if (isProblem(error) && error.status === 401) { setCsrf(''); return null; }
    throw error;
  }
}

export const useSession = () => useQuery({ queryKey: sessionKey, queryFn: readSession, staleTime: 5 * 60_000, retry: 1 });

export function useSignIn() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (given: { login: string; password: string }) => request<Session>('POST', '/session', { body: given, quiet401: true }),
    onSuccess: (session) => { setCsrf(session.csrf); client.clear(); client.setQueryData(sessionKey, session); },
  });
}

/** Signing out on purpose leaves nothing of the work in the browser; a session that merely ended does, so that it can go on. */
function clearKept() {
  try { sessionStorage.clear(); } catch { /* storage may be switched off */ }
}

export function useSignOut() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => request<void>('DELETE', '/session', { quiet401: true }),
    onSettled: () => { clearKept(); setCsrf(''); client.clear(); client.setQueryData(sessionKey, null); },
  });
}

export const useChangePassword = () =>
  useMutation({ mutationFn: (given: { old_password: string; new_password: string }) => post<void>('/session/password', given) });

export const hasRole = (session: Session | null | undefined, roles: readonly Role[]) => !!session && session.roles.some((role) => roles.includes(role));
