import type { Locale as AntdLocale } from 'antd/es/locale'
import type { z } from 'zod'

export type Language = 'zh-CN' | 'en'
/** Everything that speaks one language: our sentences, antd's, the days' and the schemas'. */
export interface Tongue { words: Record<string, string>; antd: AntdLocale; dayjs: string; zod: () => Partial<z.core.$ZodConfig> }

type Catalogue = Record<string, string>
export const joined = (catalogues: Record<string, Catalogue>): Catalogue => Object.assign({}, ...Object.values(catalogues)) as Catalogue
