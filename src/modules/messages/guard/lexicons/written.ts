/** Phrases as they are written in the shipped lexicons: one a line, what to say instead after an arrow. */
export const phrases = (text: string): { phrase: string; instead?: string }[] =>
  text.trim().split('\n').map((line) => line.trim()).filter(Boolean).map((line) => {
    const [phrase = '', instead] = line.split(' → ')
    return instead ? { phrase, instead } : { phrase }
  })
export const words = (text: string): string[] => text.trim().split('\n').map((line) => line.trim()).filter(Boolean)
/** Sentences that prove a lexicon: `+` must be found, `-` must not. */
export const proofs = (text: string): { text: string; finds: boolean }[] => words(text).map((line) => ({ text: line.slice(2), finds: line.startsWith('+') }))
