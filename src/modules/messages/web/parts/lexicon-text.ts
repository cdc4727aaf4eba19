import type { Lexicon } from '../../guard/rules.ts'

/** A lexicon as its form shows it: lists as lines of text, one thing a line. */

export interface Proof { text: string; finds: boolean }
export interface LexiconDraft extends Omit<Lexicon, 'entries'> { name: { zh: string; en: string }; entries: readonly { phrase: string; instead?: string; level?: Lexicon['level'] }[]; tests: readonly Proof[] }
export const newLexicon = (): LexiconDraft => ({ name: { zh: '', en: '' }, finds: 'forbidden', level: 'warn', override: 'writer', suggestion: { zh: '', en: '' }, entries: [], harmless: [], tests: [] })

const ARROW = '→'
const LEVELS: ReadonlyMap<string, Lexicon['level']> = new Map([['!', 'refuse'], ['?', 'warn']])
const MARKS: ReadonlyMap<string | undefined, string> = new Map([['refuse', '! '], ['warn', '? ']])
const linesOf = (text: string) => text.split('\n').map((line) => line.trim()).filter(Boolean)

export const entriesText = (entries: LexiconDraft['entries']): string => entries.map(({ phrase, instead, level }) => `${MARKS.get(level) ?? ''}${phrase}${instead ? ` ${ARROW} ${instead}` : ''}`).join('\n')
/** The phrases of some lines: a level before one (`!` holds back, `?` warns), what to say instead after an arrow. The same phrase counts once. */
export function entriesFrom(text: string): LexiconDraft['entries'] {
  const found = new Map<string, LexiconDraft['entries'][number]>()
  for (const line of linesOf(text)) {
    const level = line[1] === ' ' ? LEVELS.get(line[0] ?? '') : undefined
    const [phrase = '', ...rest] = (level ? line.slice(2) : line).split(ARROW).map((part) => part.trim())
    const instead = rest.join(ARROW).trim()
    if (phrase && !found.has(phrase)) found.set(phrase, { phrase, ...(instead ? { instead } : {}), ...(level ? { level } : {}) })
  }
  return [...found.values()]
}
export const harmlessText = (harmless: readonly string[]): string => harmless.join('\n')
export const harmlessFrom = (text: string): string[] => [...new Set(linesOf(text))]
export const proofsText = (tests: readonly Proof[]): string => tests.map(({ text, finds }) => `${finds ? '+' : '-'} ${text}`).join('\n')
/** The proving sentences of some lines, and the numbers of the lines that begin with neither sign. */
export function proofsFrom(text: string): { tests: Proof[]; wrong: number[] } {
  const tests: Proof[] = []
  const wrong: number[] = []
  for (const [at, line] of text.split('\n').map((one) => one.trim()).entries()) {
    if (!line) continue
    const sign = line[0] === '＋' ? '+' : line[0] === '－' || line[0] === '−' ? '-' : line[0]
    if (sign !== '+' && sign !== '-') wrong.push(at + 1)
    else if (line.slice(1).trim()) tests.push({ text: line.slice(1).trim(), finds: sign === '+' })
  }
  return { tests, wrong }
}
