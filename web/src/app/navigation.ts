import { lazy, type ComponentType, type LazyExoticComponent } from 'react';
import type { QueueName } from '@/shared/http/types';
import type { Role } from '@/shared/session/session';
import type { IconName } from './shell/icons';

export interface Screen {
  path: string;
  /** Key in app/words, also the page's title. */
  word: string;
  icon: IconName;
  /** Who finds it in the rail and may open it; empty means every signed-in person. */
  roles: readonly Role[];
  /** The queue whose count stands beside the word. */
  queue?: QueueName;
  /** Kept out of the rail: reached from other screens. */
  hidden?: boolean;
  /** Fills the window without the staff shell (walls). */
  bare?: boolean;
  load: LazyExoticComponent<ComponentType>;
}

/**
 * Every staff screen, in the order of the rail. A new feature adds one line here and its folder under features/.
 * Citizen pages and sign-in stand in router.tsx because they need no session.
 */
export const SCREENS: readonly Screen[] = [
  { path: '/seat', word: 'screen.seat', icon: 'phone', roles: ['agent'], load: lazy(() => import('@/features/seat/ui/Seat')) },
  { path: '/dispatch', word: 'screen.dispatch', icon: 'fork', roles: ['dispatcher'], queue: 'dispatch', load: lazy(() => import('@/features/dispatch/ui/DispatchDesk')) },
  { path: '/unit', word: 'screen.unit', icon: 'inbox', roles: ['handler', 'grid_worker'], queue: 'mine_to_accept', load: lazy(() => import('@/features/unit/ui/UnitDesk')) },
  { path: '/call-back', word: 'screen.call_back', icon: 'return', roles: ['agent', 'supervisor', 'dispatcher'], queue: 'call_back', load: lazy(() => import('@/features/callback/ui/CallBackDesk')) },
  { path: '/supervise', word: 'screen.supervise', icon: 'eye', roles: ['supervisor', 'leader'], queue: 'overdue', load: lazy(() => import('@/features/supervise/ui/SuperviseList')) },
  { path: '/cases', word: 'screen.cases', icon: 'list', roles: [], load: lazy(() => import('@/features/cases/ui/CaseList')) },
  { path: '/map', word: 'screen.map', icon: 'map', roles: [], load: lazy(() => import('@/features/map/ui/MapScreen')) },
  { path: '/groups', word: 'screen.groups', icon: 'flame', roles: ['supervisor', 'dispatcher', 'leader', 'agent'], load: lazy(() => import('@/features/groups/ui/Groups')) },
  { path: '/knowledge/*', word: 'screen.knowledge', icon: 'book', roles: [], load: lazy(() => import('@/features/knowledge/ui/Knowledge')) },
  { path: '/overview', word: 'screen.overview', icon: 'chart', roles: ['supervisor', 'leader', 'admin', 'dispatcher'], load: lazy(() => import('@/features/overview/ui/Overview')) },
  { path: '/wall', word: 'screen.wall', icon: 'wall', roles: ['supervisor', 'leader', 'admin', 'dispatcher'], bare: true, load: lazy(() => import('@/features/overview/ui/Wall')) },
  { path: '/studio/*', word: 'screen.studio', icon: 'studio', roles: ['admin', 'dispatcher', 'supervisor'], load: lazy(() => import('@/features/studio/ui/Studio')) },
  { path: '/areas/*', word: 'screen.areas', icon: 'grid', roles: ['admin', 'dispatcher', 'supervisor'], load: lazy(() => import('@/features/areas/ui/Areas')) },
  { path: '/places/*', word: 'screen.places', icon: 'places', roles: ['admin', 'dispatcher'], load: lazy(() => import('@/features/places/ui/Places')) },
  { path: '/labelling', word: 'screen.labelling', icon: 'tag', roles: ['dispatcher', 'supervisor'], load: lazy(() => import('@/features/models/ui/Labelling')) },
  { path: '/models/*', word: 'screen.models', icon: 'model', roles: ['admin', 'supervisor', 'dispatcher'], load: lazy(() => import('@/features/models/ui/Models')) },
  { path: '/admin/*', word: 'screen.admin', icon: 'gear', roles: ['admin'], load: lazy(() => import('@/features/admin/ui/Admin')) },
  { path: '/blocks/:area', word: 'screen.block', icon: 'map', roles: [], hidden: true, load: lazy(() => import('@/features/place/ui/BlockPage')) },
  { path: '/elements/:code', word: 'screen.element', icon: 'map', roles: [], hidden: true, load: lazy(() => import('@/features/place/ui/ElementPage')) },
  { path: '/cases/:id', word: 'screen.case', icon: 'list', roles: [], hidden: true, load: lazy(() => import('@/features/cases/ui/CasePage')) },
];
