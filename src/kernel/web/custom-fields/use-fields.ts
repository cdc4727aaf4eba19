import { useQuery } from '@tanstack/react-query'
import { query } from '../../client.ts'
import { customFields, type CustomField } from '../../custom-fields/contract.ts'

const NONE: readonly CustomField[] = []
/** The company's own fields of such records, in the order of forms. */
export function useFields(of: CustomField['of']): readonly CustomField[] {
  const { data } = useQuery({ ...query(customFields.list, { query: { of } }), staleTime: 60_000 })
  return data?.items ?? NONE
}
