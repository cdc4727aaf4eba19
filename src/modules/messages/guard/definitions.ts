import { shipped } from '../../../kernel/definitions.ts'
import { apology, waiting } from './lexicons/apology.ts'
import { forbidden, hurry, rude } from './lexicons/conduct.ts'
import { explaining } from './lexicons/explaining.ts'
import { greeting, jargon, please, thanks, vague, youStatements } from './lexicons/plain-speech.ts'
import { lexiconKind } from './lexicon-kind.ts'

/** The lexicons that ship, by key. */
export const shippedLexicons = { apology, waiting, forbidden, rude, hurry, 'you-statements': youStatements, jargon, vague, greeting, please, thanks, explaining }
export const lexicons = Object.entries(shippedLexicons).map(([key, body]) => shipped(lexiconKind, key, body))
