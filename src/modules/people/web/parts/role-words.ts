import { hasWord, language, t } from '../../../../kernel/web/words.ts'

/** What rights are called. */

export const own = (name: { zh: string; en: string }) => language() === 'zh-CN' ? name.zh : name.en
export const permissionName = (permission: string) => hasWord(`permission.${permission}`) ? t(`permission.${permission}`) : permission
export const scopeName = (scope: string) => hasWord(`role.scope.${scope}`) ? t(`role.scope.${scope}`) : scope
export const rightsGroup = (module: string) => hasWord(`role.group.${module}`) ? t(`role.group.${module}`) : module
