import { theme } from 'antd'
import type { ThemeConfig } from 'antd'

const fontFamily =
  '-apple-system, BlinkMacSystemFont, "Segoe UI", "PingFang SC", "Hiragino Sans GB", "Microsoft YaHei", "Noto Sans SC", "Noto Sans CJK SC", Roboto, "Helvetica Neue", sans-serif'
const fontFamilyCode =
  'ui-monospace, SFMono-Regular, "SF Mono", Menlo, Consolas, "Liberation Mono", monospace'

const lightColors = {
  colorPrimary: '#1c54c4',
  colorInfo: '#1c54c4',
  colorSuccess: '#1a7f4b',
  colorWarning: '#c98500',
  colorError: '#c7362f',
  // Derived from these dark seeds, the backgrounds of notices would come out grey.
  colorSuccessBg: '#edf8f1',
  colorSuccessBorder: '#b5dfc6',
  colorWarningBg: '#fff8e8',
  colorWarningBorder: '#f0d59a',
  colorBgLayout: '#f5f6f8',
  colorTextBase: '#14181f',
  colorTextPlaceholder: '#7d8592',
  colorTextDescription: '#5a6270',
}

const darkColors = {
  colorPrimary: '#4c82f0',
  colorInfo: '#4c82f0',
  colorSuccess: '#3fb27a',
  colorWarning: '#e0a23c',
  colorError: '#ec6a60',
  colorTextBase: '#e8eaee',
  colorTextPlaceholder: '#7f8794',
  colorTextDescription: '#a4abb6',
  colorLink: '#7aa5fa',
  colorLinkHover: '#a3c1fc',
  // The dark algorithm would tint these with blue; the surfaces stay neutral.
  colorBgLayout: '#0e1013',
  colorBgContainer: '#15181d',
  colorBgElevated: '#1c2026',
  colorBgContainerDisabled: '#1e2229',
  colorBorder: '#3a414c',
  colorBorderSecondary: '#2a2f37',
  colorSplit: '#2a2f37',
}

/** Ant Design's tokens of the console: denser than its default, flat, with hairlines for shadows. */
export function consoleTheme(dark: boolean): ThemeConfig {
  return {
    algorithm: dark ? theme.darkAlgorithm : theme.defaultAlgorithm,
    token: {
      ...(dark ? darkColors : lightColors),
      fontFamily,
      fontFamilyCode,
      fontSize: 13,
      fontSizeSM: 12,
      borderRadius: 5,
      controlHeight: 32,
      wireframe: false,
    },
    components: {
      Card: { headerFontSize: 14, headerHeight: 46, bodyPadding: 20, headerPadding: 20 },
      Table: {
        cellPaddingBlock: 9,
        cellPaddingInline: 12,
        headerBorderRadius: 0,
        headerBg: dark ? '#1a1e24' : '#fafbfc',
        rowHoverBg: dark ? '#1a1e24' : '#fafbfc',
        headerSplitColor: 'transparent',
      },
      Form: { itemMarginBottom: 18, verticalLabelPadding: '0 0 5px' },
      Modal: { titleFontSize: 15 },
      Button: { primaryShadow: 'none', defaultShadow: 'none', dangerShadow: 'none' },
    },
  }
}
