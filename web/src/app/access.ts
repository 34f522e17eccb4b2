import type { Session } from '@/shared/http/types';
import { hasRole } from '@/shared/session/session';
import { SCREENS, type Screen } from './navigation';

/** Administrators may look at every desk. The server checks again: this only decides what is shown. */
export const mayOpen = (screen: Screen, session: Session | null | undefined) =>
  !!session && (screen.roles.length === 0 || hasRole(session, screen.roles) || (hasRole(session, ['admin']) && screen.roles.length > 0));

/** Where somebody lands after signing in: the first screen meant for one of their roles. */
export function homeOf(session: Session): string {
  const meant = hasRole(session, ['admin']) ? SCREENS.find((screen) => screen.path === '/overview')
    : hasRole(session, ['leader']) && !hasRole(session, ['supervisor']) ? SCREENS.find((screen) => screen.path === '/overview')
      : SCREENS.find((screen) => screen.roles.length > 0 && hasRole(session, screen.roles));
  return (meant ?? SCREENS.find((screen) => screen.path === '/cases'))?.path.replace('/*', '') ?? '/cases';
}
