/** A server as its form shows it, and the URL that says the same. */
export interface ServerParts { host: string; port: number; secure: boolean; user: string; password: string }

export const STANDARD: Readonly<Record<'imap' | 'smtp', { secure: number; plain: number }>> = { imap: { secure: 993, plain: 143 }, smtp: { secure: 465, plain: 587 } }

/** The parts of a URL that the form itself made, or of what the record says; empty ones for none. */
export function partsOf(kind: 'imap' | 'smtp', value: unknown): ServerParts {
  const nothing: ServerParts = { host: '', port: STANDARD[kind].secure, secure: true, user: '', password: '' }
  if (typeof value === 'string' && value) {
    try {
      const url = new URL(value)
      const secure = url.protocol === `${kind}s:`
      return { host: url.hostname, port: url.port ? Number(url.port) : STANDARD[kind][secure ? 'secure' : 'plain'], secure, user: decodeURIComponent(url.username), password: decodeURIComponent(url.password) }
    } catch { return nothing }
  }
  return value && typeof value === 'object' && 'host' in value ? { ...nothing, ...value as Partial<ServerParts> } : nothing
}

/** The URL; null without a host. An empty password is left out, so that the one that is there stays. */
export function urlOf(kind: 'imap' | 'smtp', { host, port, secure, user, password }: ServerParts): string | null {
  const name = host.trim()
  if (!name) return null
  const who = user ? `${encodeURIComponent(user)}${password ? `:${encodeURIComponent(password)}` : ''}@` : ''
  return `${kind}${secure ? 's' : ''}://${who}${name.includes(':') && !name.startsWith('[') ? `[${name}]` : name}:${port}`
}
