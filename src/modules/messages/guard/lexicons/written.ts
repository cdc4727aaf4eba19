/** Phrases as they are written in the shipped lexicons: apart by a dot or a line, what to say instead after an arrow. */
export const phrases = (text: string): { phrase: string; instead?: string }[] =>
  words(text).map((line) => {
    const [phrase = '', instead] = line.split(' → ')
    return instead ? { phrase, instead } : { phrase }
  })
export const words = (text: string): string[] => text.split(/\n| · /).map((line) => line.trim()).filter(Boolean)
/** Every first part with every second one, `…` or a blank between them: for a way of speaking that takes many words. */
export const pairs = (firsts: string, seconds: string, between: '' | ' ' | '…' = ''): string[] => words(firsts).flatMap((first) => words(seconds).map((second) => `${first}${between}${second}`))
/** Sentences that prove a lexicon: `+` must be found, `-` must not. */
export const proofs = (text: string): { text: string; finds: boolean }[] => text.split('\n').map((line) => line.trim()).filter(Boolean).map((line) => ({ text: line.slice(2), finds: line.startsWith('+') }))
