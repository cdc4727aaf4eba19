import { wordOf } from '../custom-fields/field-text.ts'
import { momentText } from '../moment-text.ts'
import { useSession } from '../session.tsx'
import { hasWord, useT } from '../words.ts'
import type { Say } from './history-words.ts'

/** How values of a history are put into the reader's words. */
export function useSay(): Say {
  const t = useT()
  const { company } = useSession()
  return { word: (key) => hasWord(key) ? t(key) : undefined, named: wordOf, moment: (at) => momentText(at, company.zone), empty: t('history.nothing'), yes: t('frame.yes'), no: t('frame.no') }
}
