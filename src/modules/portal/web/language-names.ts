/** Languages are called by their own names, wherever they are chosen. */
export const NAMES = { 'zh-CN': '简体中文', en: 'English' } as const
