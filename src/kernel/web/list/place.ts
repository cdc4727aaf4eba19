/** Where a reader is in a list read by cursors: the cursor of this page, and those of the pages before it, oldest first. The first page has the cursor ''. */
export interface PlaceInList { cursor: string; before: readonly string[] }
export const FIRST: PlaceInList = { cursor: '', before: [] }

export const nextPlace = (place: PlaceInList, nextCursor: string): PlaceInList => ({ cursor: nextCursor, before: [...place.before, place.cursor] })
/** The page before; the first one when somebody came here by a link and nobody knows what lies before. */
export const previousPlace = ({ before }: PlaceInList): PlaceInList => before.length === 0 ? FIRST : { cursor: before.at(-1)!, before: before.slice(0, -1) }
/** The page's number from 1; null when it was entered by a link. */
export const pageNumber = ({ cursor, before }: PlaceInList): number | null => cursor === '' ? 1 : before[0] === '' ? before.length + 1 : null
