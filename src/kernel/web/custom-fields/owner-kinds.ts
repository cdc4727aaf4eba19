import { useContext } from 'react'
import type { CustomField } from '../../custom-fields/contract.ts'
import { WebModules } from '../web-modules.ts'
import { t } from '../words.ts'

/** The kinds in which such records come, as their module tells them. */
export function useOwnerKinds(of: CustomField['of']): { value: string; label: string }[] {
  const told = useContext(WebModules).flatMap((module) => module.fieldKinds?.of === of ? [module.fieldKinds] : [])[0]
  return (told?.kinds ?? []).map((value) => ({ value, label: t(`${told?.words}.${value}`) }))
}
