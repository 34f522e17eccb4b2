import { theme, type ThemeConfig } from 'antd';
import { font, fontMono, grey, ink, night, radius, status } from './tokens';

const still = typeof window !== 'undefined' && window.matchMedia('(prefers-reduced-motion: reduce)').matches;

const common = {
  motion: !still,
  fontFamily: font,
  fontFamilyCode: fontMono,
  borderRadius: radius.normal,
  borderRadiusSM: radius.small,
  borderRadiusLG: radius.large,
  wireframe: false,
  motionDurationFast: still ? '0s' : '0.1s',
  motionDurationMid: still ? '0s' : '0.14s',
  motionDurationSlow: still ? '0s' : '0.18s',
  sizeUnit: 4,
};

/** For desks and citizens. */
export const day: ThemeConfig = {
  token: {
    ...common,
    colorPrimary: ink[600],
    colorInfo: ink[600],
    colorLink: ink[600], colorLinkHover: ink[500], colorLinkActive: ink[700],   // the generated ones are too faint to read
    colorSuccess: status.good,
    colorWarning: status.warn,
    colorError: status.bad,
    // The generated tints of such dark colours would be muddy.
    colorWarningBg: status.warnTint, colorWarningBorder: '#ecd6a8', colorErrorBg: status.badTint, colorErrorBorder: '#efc6bf', colorSuccessBg: status.goodTint, colorSuccessBorder: '#bfe0d0', colorInfoBg: ink[50], colorInfoBorder: ink[200],
    colorText: grey[800],
    colorTextSecondary: grey[600],
    colorTextTertiary: grey[500],
    colorTextPlaceholder: grey[500],
    colorTextDescription: grey[500],
    colorBorder: grey[300],
    colorBorderSecondary: grey[200],
    colorBgLayout: grey[50],
    colorFillAlter: grey[25],
    boxShadow: '0 1px 2px rgba(18,24,32,.05), 0 4px 12px rgba(18,24,32,.06)',
    boxShadowSecondary: '0 6px 24px rgba(18,24,32,.12)',
    fontSize: 14,
    controlHeight: 34,
  },
  components: {
    Table: { cellPaddingBlockSM: 7, cellPaddingInlineSM: 10, headerBg: grey[50], headerColor: grey[600], headerSplitColor: 'transparent', rowHoverBg: ink[50], cellFontSizeSM: 13 },
    Button: { primaryShadow: 'none', defaultShadow: 'none', dangerShadow: 'none', fontWeight: 500 },
    Card: { paddingLG: 20 },
    Tag: { defaultBg: grey[100], defaultColor: grey[700] },
    Tabs: { horizontalMargin: '0 0 12px 0' },
    Form: { labelColor: grey[700], verticalLabelPadding: '0 0 4px' },
    Menu: { itemHeight: 40 },
    Select: { optionSelectedBg: ink[100], optionSelectedColor: ink[900], optionActiveBg: grey[100] },
    Segmented: { trackBg: grey[100] },
  },
};

/** For walls. */
export const nightTheme: ThemeConfig = {
  algorithm: theme.darkAlgorithm,
  token: {
    ...common,
    colorPrimary: night.accent,
    colorLink: night.accent,
    colorSuccess: night.good,
    colorWarning: night.warn,
    colorError: night.bad,
    colorBgBase: night.ground,
    colorBgContainer: night.panel,
    colorBgElevated: night.raised,
    colorText: night.text,
    colorTextSecondary: night.quiet,
    colorTextTertiary: night.quiet,
    colorBorder: night.line,
    colorBorderSecondary: night.line,
    fontSize: 16,
  },
};
