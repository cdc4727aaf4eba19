import { BlockList, isIP } from 'node:net'

/** Which addresses a webhook may reach: what is public, and what a setting names. */

/** Not of the public internet (IANA special-purpose registries, RFC 6890). */
const CLOSED_4: readonly [string, number][] = [
  ['0.0.0.0', 8], ['10.0.0.0', 8], ['100.64.0.0', 10], ['127.0.0.0', 8], ['169.254.0.0', 16], ['172.16.0.0', 12], ['192.0.0.0', 24], ['192.0.2.0', 24], ['192.88.99.0', 24],
  ['192.168.0.0', 16], ['198.18.0.0', 15], ['198.51.100.0', 24], ['203.0.113.0', 24], ['224.0.0.0', 4], ['240.0.0.0', 4],
]
/** Of IPv6 only global unicast is open, without what carries an IPv4 address within: Teredo, 6to4. Mapped and NAT64 addresses lie outside it. */
const OPEN_6: readonly [string, number] = ['2000::', 3]
const CLOSED_6: readonly [string, number][] = [['2001::', 23], ['2001:db8::', 32], ['2002::', 16], ['3fff::', 20]]
/** Where clouds tell their machines' secrets; a host's name in the setting does not open it, only its network does. */
const LINK_LOCAL: readonly [string, number, 'ipv4' | 'ipv6'][] = [['169.254.0.0', 16, 'ipv4'], ['fe80::', 10, 'ipv6'], ['fd00:ec2::', 32, 'ipv6'], ['fd20:ce::', 32, 'ipv6']]

const closed = new BlockList()
for (const [net, bits] of CLOSED_4) closed.addSubnet(net, bits, 'ipv4')
for (const [net, bits] of CLOSED_6) closed.addSubnet(net, bits, 'ipv6')
const open6 = new BlockList()
open6.addSubnet(...OPEN_6, 'ipv6')
const linkLocal = new BlockList()
for (const [net, bits, family] of LINK_LOCAL) linkLocal.addSubnet(net, bits, family)

/** `::ffff:10.0.0.1` in any spelling is 10.0.0.1. */
export function plainAddress(address: string): string {
  const bare = address.replace(/^\[|\]$/g, '').replace(/%.*$/, '').toLowerCase()
  if (isIP(bare) !== 6) return bare
  const url = new URL(`http://[${bare}]/`).hostname.slice(1, -1)
  const mapped = /^::ffff:([0-9a-f]{1,4}):([0-9a-f]{1,4})$/.exec(url)
  if (!mapped) return url
  const [high, low] = [parseInt(mapped[1]!, 16), parseInt(mapped[2]!, 16)]
  return `${high >> 8}.${high & 255}.${low >> 8}.${low & 255}`
}

/** Whether an address is of the public internet. */
export function isPublic(address: string): boolean {
  const plain = plainAddress(address)
  const family = isIP(plain)
  if (family === 4) return !closed.check(plain, 'ipv4')
  return family === 6 && open6.check(plain, 'ipv6') && !closed.check(plain, 'ipv6')
}

/** Whether the setting opens this address of this host: by the host's name (`erp.corp.example`, `*.corp.example`), the address, or its network (`10.1.0.0/16`). */
export function isOpened(list: readonly string[], host: string, address: string): boolean {
  const plain = plainAddress(address)
  const family = isIP(plain) === 6 ? 'ipv6' as const : 'ipv4' as const
  return list.some((entry) => {
    const [net = '', bits] = entry.trim().toLowerCase().split('/')
    if (isIP(net)) {
      if (bits === undefined) return plainAddress(net) === plain
      const own = new BlockList()
      try { own.addSubnet(net, Number(bits), isIP(net) === 6 ? 'ipv6' : 'ipv4') } catch { return false }
      return own.check(plain, family)
    }
    if (linkLocal.check(plain, family)) return false
    return net.startsWith('*.') ? host.endsWith(net.slice(1)) : host === net
  })
}
/** Whether the setting names this host at all, so that it may be spoken to without TLS. */
export const isNamed = (list: readonly string[], host: string): boolean => list.some((entry) => {
  const name = entry.trim().toLowerCase()
  return name.startsWith('*.') ? host.endsWith(name.slice(1)) : name === host
})
