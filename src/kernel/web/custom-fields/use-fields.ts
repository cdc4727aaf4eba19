import { useQuery } from '@tanstack/react-query'
import { query } from '../../client.ts'
import { customFields, type CustomField } from '../../custom-fields/contract.ts'

const NONE: readonly CustomField[] = []
/** Asks for the company's own fields; they seldom change. */
export const fieldsQuery = (of: CustomField['of']) => ({ ...query(customFields.list, { query: { of } }), staleTime: 60_000 })
/** The company's own fields of such records, in the order of forms. */
export function useFields(of: CustomField['of']): readonly CustomField[] {
  const { data } = useQuery(fieldsQuery(of))
  return data?.items ?? NONE
}
