import dayjs from 'dayjs'
import i18next from 'i18next'
import { initReactI18next, useTranslation } from 'react-i18next'
import { z } from 'zod'
import type { Language, Tongue } from './language/tongue.ts'

/** The browser half of the catalogues: one language is loaded, the reader's. */

/** Looks a sentence up by its flat key and fills its `{{places}}`; an unknown key is shown as it is. */
export type Words = (key: string, values?: Record<string, unknown>) => string

const KEPT = 'shouwen.language'
const loaders: Record<Language, () => Promise<{ tongue: Tongue }>> = {
  'zh-CN': () => import('./language/zh-cn.ts'),
  en: () => import('./language/en.ts'),
}
export const LANGUAGES: readonly { key: Language; name: string }[] = [{ key: 'zh-CN', name: '简体中文' }, { key: 'en', name: 'English' }]
let tongue: Tongue | undefined

/** For places outside a component; in one use `useT`, which follows a change of language. */
export const t: Words = (key, values) => i18next.t(key, values ?? {})
export const useT = (): Words => useTranslation().t as unknown as Words
export const hasWord = (key: string) => i18next.exists(key)
export const language = () => i18next.language as Language
export const antdWords = () => tongue?.antd

const known = (text: string | null | undefined): Language | undefined =>
  !text ? undefined : text.toLowerCase().startsWith('zh') ? 'zh-CN' : text.toLowerCase().startsWith('en') ? 'en' : undefined

/** The reader's own choice, else what their record says, else the browser's. */
export const preferredLanguage = (ofStaff?: string): Language =>
  known(localStorage.getItem(KEPT)) ?? known(ofStaff) ?? navigator.languages.map(known).find((one) => one !== undefined) ?? 'zh-CN'

export async function speak(wanted: Language): Promise<void> {
  if (i18next.isInitialized && wanted === language()) return
  tongue = (await loaders[wanted]()).tongue
  dayjs.locale(tongue.dayjs)
  z.config(tongue.zod())
  document.documentElement.lang = wanted
  if (!i18next.isInitialized) {
    await i18next.use(initReactI18next).init({
      lng: wanted, fallbackLng: false, resources: { [wanted]: { translation: tongue.words } }, keySeparator: false, nsSeparator: false,
      returnEmptyString: true, interpolation: { escapeValue: false }, react: { useSuspense: false },
    })
  } else {
    i18next.addResourceBundle(wanted, 'translation', tongue.words)
    await i18next.changeLanguage(wanted)
  }
}
/** The reader's choice in the user menu: kept on this machine. */
export async function chooseLanguage(wanted: Language): Promise<void> {
  localStorage.setItem(KEPT, wanted)
  await speak(wanted)
}
