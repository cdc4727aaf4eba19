import { hasZeroBits } from '../../rules.ts'
import { sha256 } from './sha256.ts'

const AT_ONCE = 2_000
/** Finds the number that a ticket asks for; lets the page breathe in between. */
export async function solve(ticket: string, bits: number): Promise<number> {
  for (let found = 0; ; found++) {
    if (hasZeroBits(sha256(`${ticket}:${found}`), bits)) return found
    if (found % AT_ONCE === AT_ONCE - 1) await new Promise((resolve) => setTimeout(resolve))
  }
}
