import { useQuery } from '@tanstack/react-query'
import { query } from '../../../../kernel/client.ts'
import { rules } from '../../contract.ts'

/** What rules can be made of here. */
export const useVocabulary = (wanted = true) => useQuery({ ...query(rules.vocabulary, {}), staleTime: 300_000, enabled: wanted })
