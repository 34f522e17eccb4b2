/** The whole visual language in one place: one ink-blue accent, quiet greys, status colours that pass AA on white and on their own tints. */
export const grey = {
  0: '#ffffff', 25: '#fbfcfd', 50: '#f6f7f9', 100: '#eff1f4', 200: '#e3e6eb', 300: '#cdd2da', 400: '#959eac', 500: '#646e7e', 600: '#4a5362', 700: '#353d4a', 800: '#1f2733', 900: '#121820',
} as const;

export const ink = { 50: '#eff3fa', 100: '#dde6f4', 200: '#b9cbe8', 400: '#5b80bf', 500: '#2f5aa6', 600: '#24498f', 700: '#1d3b78', 900: '#142850' } as const;

export const status = {
  good: '#17704a', goodTint: '#e8f4ee',
  warn: '#8f5600', warnTint: '#fcf2df', warnMark: '#d98a00',
  bad: '#b02a1c', badTint: '#fcebe8', badMark: '#d6402f',
  calm: grey[600], calmTint: grey[100],
} as const;

/** For walls: calm, dark, never pure black. */
export const night = {
  ground: '#0d1420', panel: '#131c2b', raised: '#1a2537', line: '#26334a', text: '#e6ecf5', quiet: '#9fadc2', faint: '#74839b',
  accent: '#7fa8ea', good: '#5cc596', warn: '#eab452', bad: '#f07d6c',
} as const;

/** Colours for series in charts, in order; tell apart in grey print too. */
export const series = ['#24498f', '#3f8f8a', '#b9802f', '#7a5ea8', '#6d7f94', '#a8535f', '#5f8f3f', '#4a7fb5'] as const;

export const font =
  '-apple-system, "Segoe UI", "PingFang SC", "Hiragino Sans GB", "Microsoft YaHei", "Noto Sans CJK SC", "Source Han Sans SC", "Noto Sans SC", system-ui, sans-serif';
export const fontMono = 'ui-monospace, "SF Mono", "Cascadia Mono", "DejaVu Sans Mono", Consolas, monospace';

export const space = { 1: 4, 2: 8, 3: 12, 4: 16, 5: 20, 6: 24, 8: 32, 10: 40, 12: 48 } as const;
export const radius = { small: 4, normal: 6, large: 10 } as const;
