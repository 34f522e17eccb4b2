import { CASE_LOOKS, type CaseLook } from './share';
import { PERIODS, type CasePeriod } from './cases';

/** One kind of one grid, as something that can be switched on. */
export interface AreaLayer { name: string; layer: string; kind: string; color: string }
export const areaName = (layer: string, kind: string) => `area:${layer}:${kind}`;
export const LAYER_COLORS = ['#7a4fb0', '#0e7a86', '#b0533a', '#4f7a1f', '#a0407a', '#3a62b0'] as const;

/** Kinds of elements in the order of their colours; a kind the city adds later gets the last one. */
export const ELEMENT_COLORS: Readonly<Record<string, string>> = {
  manhole: '#6b7280', lamp: '#c98a00', hydrant: '#c2372b', bin: '#3f8f5f', bus_stop: '#2f6fb5', camera: '#5b4aa0', bridge: '#8a5a2b', other: '#0e7a86',
};

/** What somebody wants to see; kept for each person in this browser. */
export interface Look {
  /** `water`, `green`, `roads`, `buildings`, `names`, `area:LAYER:KIND`, `element:KIND`, `cameras`, `cones`, `cases`. */
  on: readonly string[];
  /** Per group: areas, elements, cameras, cases; 0 to 1. */
  opacity: Readonly<Record<Group, number>>;
  cases: CaseLook;
  period: CasePeriod;
  /** Which tones of cases are shown, in the order of TONES. */
  tones: readonly boolean[];
}
export const GROUPS = ['areas', 'elements', 'cameras', 'cases'] as const;
export type Group = (typeof GROUPS)[number];
export const BASE_PARTS = ['water', 'green', 'roads', 'buildings', 'names'] as const;

export const FIRST_LOOK: Look = {
  on: [...BASE_PARTS, 'area:territorial:district', 'area:territorial:street', 'cases'],
  opacity: { areas: 0.8, elements: 1, cameras: 0.8, cases: 0.9 },
  cases: 'points', period: '30d', tones: [true, true, true, true],
};

export const has = (look: Look, name: string) => look.on.includes(name);
export const toggle = (look: Look, name: string, on: boolean): Look => ({ ...look, on: on ? [...look.on.filter((one) => one !== name), name] : look.on.filter((one) => one !== name) });
export const fade = (look: Look, group: Group, opacity: number): Look => ({ ...look, opacity: { ...look.opacity, [group]: Math.min(1, Math.max(0.1, opacity)) } });

const key = (login: string) => `yiwang.map.${login}`;

/** What was kept, with anything unreadable replaced: it may have been written by an older version. */
export function parse(text: string | null): Look {
  try {
    const said = JSON.parse(text ?? '') as Partial<Look>;
    return {
      on: Array.isArray(said.on) ? said.on.filter((one) => typeof one === 'string').slice(0, 80) : FIRST_LOOK.on,
      opacity: Object.fromEntries(GROUPS.map((group) => { const value = said.opacity?.[group]; return [group, typeof value === 'number' && value >= 0.1 && value <= 1 ? value : FIRST_LOOK.opacity[group]]; })) as Record<Group, number>,
      cases: CASE_LOOKS.find((one) => one === said.cases) ?? FIRST_LOOK.cases,
      period: PERIODS.find((one) => one === said.period) ?? FIRST_LOOK.period,
      tones: Array.isArray(said.tones) && said.tones.length === FIRST_LOOK.tones.length ? said.tones.map(Boolean) : FIRST_LOOK.tones,
    };
  } catch { return FIRST_LOOK; }
}

export function load(login: string): Look {
  try { return parse(localStorage.getItem(key(login))); } catch { return FIRST_LOOK; }
}

export function keep(login: string, look: Look) {
  try { localStorage.setItem(key(login), JSON.stringify(look)); } catch { /* storage may be switched off; the choice then lasts as long as the page */ }
}
