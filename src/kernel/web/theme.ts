import { theme, type ThemeConfig } from 'antd'

/** One accent, cool greys, thirteen pixels. Every text colour stands at 4.5:1 or more on its ground, in both appearances. */
const LIGHT = {
  colorPrimary: '#3d56c9', colorInfo: '#3d56c9', colorLink: '#3550c4', colorSuccess: '#17774a', colorWarning: '#a05305', colorError: '#c9302c',
  colorSuccessBg: '#e8f5ee', colorSuccessBorder: '#b9dfca', colorWarningBg: '#fdf2e1', colorWarningBorder: '#f0d3a6', colorErrorBg: '#fdeeed', colorErrorBorder: '#f3c4c1', colorInfoBg: '#edf0fc', colorInfoBorder: '#c6cff5', colorPrimaryBg: '#edf0fc',
  colorBgBase: '#ffffff', colorBgLayout: '#f6f7f9', colorBgContainer: '#ffffff', colorBgElevated: '#ffffff',
  colorText: '#1c2129', colorTextSecondary: '#525b69', colorTextTertiary: '#667080', colorTextQuaternary: '#6c7686', colorTextPlaceholder: '#6c7686',
  colorBorder: '#d6dae1', colorBorderSecondary: '#e6e8ed', colorSplit: '#eceef2',
  colorFillSecondary: '#eceef2', colorFillTertiary: '#f1f3f6', colorFillQuaternary: '#f7f8fa',
}
const DARK: typeof LIGHT = {
  colorPrimary: '#6f87f0', colorInfo: '#9bb0ff', colorLink: '#93a7f8', colorSuccess: '#45b97c', colorWarning: '#e0a045', colorError: '#ff8279',
  colorSuccessBg: '#14281e', colorSuccessBorder: '#23452f', colorWarningBg: '#2c2213', colorWarningBorder: '#51401f', colorErrorBg: '#311a19', colorErrorBorder: '#5a2c2a', colorInfoBg: '#1b2240', colorInfoBorder: '#303d73', colorPrimaryBg: '#1b2240',
  colorBgBase: '#14171c', colorBgLayout: '#0f1115', colorBgContainer: '#15181d', colorBgElevated: '#1d2128',
  colorText: '#e5e8ed', colorTextSecondary: '#a9b1be', colorTextTertiary: '#8b94a3', colorTextQuaternary: '#858e9d', colorTextPlaceholder: '#858e9d',
  colorBorder: '#343a45', colorBorderSecondary: '#262b33', colorSplit: '#22272f',
  colorFillSecondary: '#262b33', colorFillTertiary: '#1f242b', colorFillQuaternary: '#1a1e24',
}
// A machine's own Chinese face comes first: it is drawn for its screen and costs no bytes. Ours is fetched only where there is none.
const FACES = "'Shouwen Latin','PingFang SC','HarmonyOS Sans SC','Microsoft YaHei UI','Microsoft YaHei','Source Han Sans SC','Noto Sans CJK SC','Noto Sans SC Variable','Shouwen Room',system-ui,sans-serif"

/** `english` adds the punctuation that Chinese text takes from its own face; `calm` moves nothing. */
export const themeOf = ({ dark, english, phone, calm }: { dark: boolean; english: boolean; phone: boolean; calm: boolean }): ThemeConfig => {
  const colours = dark ? DARK : LIGHT
  return {
    cssVar: { key: 'shouwen' }, hashed: false,
    algorithm: [dark ? theme.darkAlgorithm : theme.defaultAlgorithm],
    token: {
      ...colours, colorBgMask: dark ? 'rgb(0 0 0 / .5)' : 'rgb(22 27 38 / .32)', fontFamily: english ? `'Shouwen Marks',${FACES}` : FACES, fontSize: phone ? 14 : 13, fontSizeSM: 12, fontSizeLG: phone ? 15 : 14, fontSizeHeading3: 18, fontSizeHeading4: 16, fontSizeHeading5: 14,
      borderRadius: 6, borderRadiusSM: 5, borderRadiusLG: 8, controlHeight: phone ? 36 : 30, controlHeightSM: phone ? 30 : 24, controlHeightLG: phone ? 44 : 36, wireframe: false, motion: !calm,
      lineWidthFocus: 2, motionDurationMid: '0.12s', motionDurationSlow: '0.18s', controlOutlineWidth: 2, fontWeightStrong: 600,
      boxShadow: dark ? '0 6px 24px rgb(0 0 0 / .5)' : '0 6px 24px rgb(20 26 40 / .12)', boxShadowSecondary: dark ? '0 8px 30px rgb(0 0 0 / .55)' : '0 8px 28px rgb(20 26 40 / .14)',
    },
    components: {
      Button: { primaryShadow: 'none', defaultShadow: 'none', dangerShadow: 'none', fontWeight: 500, borderColorDisabled: colours.colorBorderSecondary, ...(dark ? { colorPrimary: '#5468d8', colorPrimaryHover: '#6377e4', colorPrimaryActive: '#4a5dc8', primaryColor: '#ffffff', dangerColor: '#14171c' } : {}) },
      Tabs: { itemColor: colours.colorTextSecondary, itemSelectedColor: colours.colorText, itemHoverColor: colours.colorText, horizontalItemPadding: '9px 0', horizontalItemGutter: 20, titleFontSize: 13 },
      Form: { itemMarginBottom: 16, verticalLabelPadding: '0 0 4px', labelColor: colours.colorTextSecondary },
      Tag: { defaultBg: colours.colorFillTertiary },
      Tooltip: { fontSize: 12 },
      Modal: { titleFontSize: 15 },
      Drawer: { footerPaddingBlock: 12, footerPaddingInline: phone ? 16 : 24, ...(phone ? { paddingLG: 16 } : {}) },
      Descriptions: { itemPaddingBottom: 8 },
    },
  }
}
