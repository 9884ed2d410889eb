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
  colorWarningBg: '#fff8e8',
  colorWarningBorder: '#f0d59a',
  colorBgLayout: '#f5f6f8',
  colorTextBase: '#14181f',
}

const darkColors = {
  colorPrimary: '#5a8df5',
  colorInfo: '#5a8df5',
  colorSuccess: '#3fb27a',
  colorWarning: '#e0a23c',
  colorError: '#ec6a60',
  colorBgBase: '#15181d',
  colorBgLayout: '#0e1013',
  colorTextBase: '#e8eaee',
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
      borderRadius: 5,
      controlHeight: 32,
      wireframe: false,
    },
    components: {
      Card: { headerFontSize: 14, headerHeight: 46, bodyPadding: 20, headerPadding: 20 },
      Table: { cellPaddingBlock: 9, cellPaddingInline: 12, headerBorderRadius: 0 },
      Form: { itemMarginBottom: 18, verticalLabelPadding: '0 0 5px' },
      Modal: { titleFontSize: 15 },
      Button: { primaryShadow: 'none', defaultShadow: 'none', dangerShadow: 'none' },
    },
  }
}
