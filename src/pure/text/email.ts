import { normal } from './fold.ts'

/** `address` keeps the case of the part before @; `key` is all lower case, for comparing; `domain` is lower case, in ASCII. */
export type Email = { address: string; domain: string; key: string }

/**
 * An e-mail address in its one form: without white space around and unseen characters, half width (NFKC), the domain lower case and
 * an international domain in its ASCII form (例子.中国 → xn--fsqu00a.xn--fiqs8s). Letters of any script may stand before the @.
 * Undefined for anything else than one bare address: display names, quoted local parts, bare hosts, IP addresses, bad dots,
 * more than 64 bytes before the @ or 254 in all.
 */
export function normaliseEmail(value: string): Email | undefined {
  if (value.length > 400) return undefined
  const [, local, host] = /^([^@\s]+)@([^@\s]+)$/.exec(normal(value)) ?? []
  if (local === undefined || host === undefined || !isLocalPart(local)) return undefined
  const domain = asciiDomain(host)
  const address = `${local}@${domain}`
  return domain === undefined || bytes(local) > 64 || bytes(address) > 254 ? undefined : { address, domain, key: address.toLowerCase() }
}

const isLocalPart = (local: string) => /^[\p{L}\p{M}\p{N}!#$%&'*+/=?^_`{|}~.-]+$/u.test(local) && !/^\.|\.\.|\.$/.test(local)

function asciiDomain(host: string): string | undefined {
  // Nothing that has a meaning in a URL may reach the parser, which is the one implementation of international domains that Node and browsers share.
  const domain = /^[\p{L}\p{M}\p{N}.。-]+$/u.test(host) ? URL.parse(`http://${host}`)?.hostname : undefined
  return domain !== undefined && /^(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+(?=[a-z0-9-]*[a-z])[a-z0-9-]{2,63}$/.test(domain) ? domain : undefined
}

const bytes = (text: string) => new TextEncoder().encode(text).length
