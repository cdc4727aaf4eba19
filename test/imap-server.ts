import { createServer } from 'node:net'
import type { AddressInfo, Socket } from 'node:net'

/** A small IMAP server for tests (RFC 3501, 2177, 4315, 6851): accounts in memory, every byte kept as it came, and every mishap of real servers at hand. */

export interface StoredMail { uid: number; raw: Buffer; flags: Set<string>; at: Date }
interface Folder { name: string; uidValidity: number; uidNext: number; mails: StoredMail[] }
interface Account { user: string; password: string; folders: Map<string, Folder> }
interface Session { socket: Socket; account: Account | null; folder: Folder | null; readOnly: boolean; seen: number; idleTag: string | null; idle: boolean }
type Token = string | { literal: Buffer } | Token[]

export interface ImapServer {
  host: string; port: number
  /** Makes an account, or gives the one there is another password. */
  account: (user: string, password: string) => void
  has: (user: string) => boolean
  /** Puts a mail into a folder and tells whoever listens. */
  deliver: (user: string, raw: Buffer, options?: { folder?: string; at?: Date; flags?: string[] }) => StoredMail
  mails: (user: string, folder?: string) => readonly StoredMail[]
  folders: (user: string) => string[]
  /** Gives the folder other numbers, as after a restore. */
  renumber: (user: string, folder?: string) => void
  /** Breaks every connection as a network does. */
  drop: () => void
  /** Commands after which the connection breaks without an answer, counted down: what a dying server does. */
  breakOn: (command: RegExp, times?: number) => void
  /** How many are connected and signed in. */
  connected: () => number
  /** Told every command before it is answered. */
  hear: (listener: (line: string) => void) => void
  /** Every command as it came, without its literals. */
  log: string[]
  close: () => Promise<void>
}

/** @param options.tokens whom an access token is good for: then one may sign in by XOAUTH2 */
export async function openImapServer({ idle = true, move = true, tokens }: { idle?: boolean; move?: boolean; tokens?: (token: string) => string | undefined } = {}): Promise<ImapServer> {
  const accounts = new Map<string, Account>()
  const sessions = new Set<Session>()
  const log: string[] = []
  const listeners: ((line: string) => void)[] = []
  const breaks: { command: RegExp; times: number }[] = []
  let validity = 1_000
  const capabilities = `IMAP4rev1 LITERAL+ SASL-IR ID NAMESPACE UIDPLUS UNSELECT${idle ? ' IDLE' : ''}${move ? ' MOVE' : ''}${tokens ? ' AUTH=XOAUTH2' : ''}`
  const newFolder = (name: string): Folder => ({ name, uidValidity: validity += 1, uidNext: 1, mails: [] })
  const folderOf = (user: string, name = 'INBOX'): Folder => {
    const account = accounts.get(user)
    if (!account) throw new Error(`no account ${user}`)
    const found = account.folders.get(name) ?? newFolder(name)
    account.folders.set(name, found)
    return found
  }
  /** Tells the sessions that stand in a folder what came and went. */
  const tell = (folder: Folder, only?: (session: Session) => boolean) => {
    for (const session of sessions) if (session.folder === folder && (!only || only(session)) && session.seen !== folder.mails.length) { session.seen = folder.mails.length; session.socket.write(`* ${folder.mails.length} EXISTS\r\n`) }
  }

  function run(session: Session, tag: string, command: string, args: Token[]): void {
    const { socket } = session
    const send = (text: string) => socket.write(`${text}\r\n`)
    const ok = (text = 'done') => send(`${tag} OK ${text}`)
    const no = (text: string) => send(`${tag} NO ${text}`)
    const [verb, rest] = command === 'UID' ? [`UID ${plain(args[0]).toUpperCase()}`, args.slice(1)] : [command, args]
    if (!session.account && !['CAPABILITY', 'NOOP', 'LOGOUT', 'LOGIN', 'AUTHENTICATE', 'ID'].includes(verb)) return void no('sign in first')
    switch (verb) {
      case 'CAPABILITY': send(`* CAPABILITY ${capabilities}`); return void ok()
      case 'NOOP': case 'CHECK': if (session.folder) tell(session.folder, (one) => one === session); return void ok()
      case 'ID': send('* ID NIL'); return void ok()
      case 'ENABLE': send('* ENABLED'); return void ok()
      case 'NAMESPACE': send('* NAMESPACE (("" "/")) NIL NIL'); return void ok()
      case 'LOGOUT': send('* BYE'); ok(); return void socket.end()
      case 'LOGIN': return signIn(session, tag, plain(rest[0]), plain(rest[1]))
      case 'AUTHENTICATE': {
        if (/^xoauth2$/i.test(plain(rest[0]))) {
          const [, user = '', token = ''] = /^user=([^\u0001]*)\u0001auth=Bearer ([^\u0001]*)\u0001/.exec(Buffer.from(plain(rest[1]), 'base64').toString('utf8')) ?? []
          return signIn(session, tag, user, tokens?.(token) === user ? accounts.get(user)?.password ?? '' : ' ')
        }
        const [, user = '', password = ''] = Buffer.from(plain(rest[1]), 'base64').toString('utf8').split('\0')
        return signIn(session, tag, user, password)
      }
      case 'LIST': case 'LSUB': {
        for (const name of session.account?.folders.keys() ?? []) send(`* ${verb} (\\HasNoChildren) "/" ${quoted(name)}`)
        return void ok()
      }
      case 'CREATE': { folderOf((session.account as Account).user, plain(rest[0])); return void ok() }
      case 'STATUS': {
        const folder = session.account?.folders.get(plain(rest[0]))
        if (!folder) return void no('[NONEXISTENT] no such folder')
        send(`* STATUS ${quoted(folder.name)} (MESSAGES ${folder.mails.length} UIDNEXT ${folder.uidNext} UIDVALIDITY ${folder.uidValidity} UNSEEN ${folder.mails.filter((mail) => !mail.flags.has('\\Seen')).length})`)
        return void ok()
      }
      case 'SELECT': case 'EXAMINE': {
        const name = plain(rest[0])
        const folder = session.account?.folders.get(/^inbox$/i.test(name) ? 'INBOX' : name)
        session.folder = folder ?? null
        if (!folder) return void no('[NONEXISTENT] no such folder')
        session.readOnly = verb === 'EXAMINE'
        session.seen = folder.mails.length
        for (const text of [`${folder.mails.length} EXISTS`, '0 RECENT', 'FLAGS (\\Seen \\Answered \\Flagged \\Deleted \\Draft)', `OK [PERMANENTFLAGS (\\Seen \\Deleted \\*)] flags`, `OK [UIDVALIDITY ${folder.uidValidity}] valid`, `OK [UIDNEXT ${folder.uidNext}] next`]) send(`* ${text}`)
        return void ok(session.readOnly ? '[READ-ONLY] opened' : '[READ-WRITE] opened')
      }
      case 'CLOSE': case 'UNSELECT': session.folder = null; return void ok()
      case 'APPEND': {
        const last = rest.at(-1)
        const folder = session.account?.folders.get(plain(rest[0]))
        if (!folder) return void no('[TRYCREATE] no such folder')
        const flags = rest.find(Array.isArray)
        const mail = put(folder, typeof last === 'object' && 'literal' in last ? last.literal : Buffer.alloc(0), { flags: (flags as Token[] | undefined)?.map(plain) ?? [] })
        return void ok(`[APPENDUID ${folder.uidValidity} ${mail.uid}] appended`)
      }
      case 'IDLE': if (!idle) return void send(`${tag} BAD unknown`); session.idle = true; session.idleTag = tag; return void send('+ idling')
      default: break
    }
    const { folder } = session
    if (!folder) return void send(`${tag} BAD open a folder first`)
    switch (verb) {
      case 'SEARCH': case 'UID SEARCH': {
        const found = folder.mails.map((mail, at) => ({ mail, at })).filter(({ mail, at }) => matches(rest.filter((token) => !/^(charset|utf-8)$/i.test(plain(token))), mail, at, folder))
        send(`* SEARCH${found.map(({ mail, at }) => ` ${verb === 'SEARCH' ? at + 1 : mail.uid}`).join('')}`)
        return void ok()
      }
      case 'FETCH': case 'UID FETCH': {
        for (const { mail, at } of chosen(folder, plain(rest[0]), verb === 'UID FETCH')) fetched(socket, mail, at, rest[1], verb === 'UID FETCH', session.readOnly)
        return void ok()
      }
      case 'STORE': case 'UID STORE': {
        const how = plain(rest[1]).toUpperCase()
        const flags = (Array.isArray(rest[2]) ? rest[2] : rest.slice(2)).map(plain)
        for (const { mail, at } of chosen(folder, plain(rest[0]), verb === 'UID STORE')) {
          if (how.startsWith('+')) for (const flag of flags) mail.flags.add(flag)
          else if (how.startsWith('-')) for (const flag of flags) mail.flags.delete(flag)
          else mail.flags = new Set(flags)
          if (!how.endsWith('.SILENT')) send(`* ${at + 1} FETCH (UID ${mail.uid} FLAGS (${[...mail.flags].join(' ')}))`)
        }
        return void ok()
      }
      case 'UID COPY': case 'COPY': case 'UID MOVE': case 'MOVE': {
        const to = session.account?.folders.get(plain(rest[1]))
        if (!to) return void no('[TRYCREATE] no such folder')
        const picked = chosen(folder, plain(rest[0]), verb.startsWith('UID'))
        const copies = picked.map(({ mail }) => put(to, mail.raw, { at: mail.at, flags: [...mail.flags] }))
        const told = copies.length ? `[COPYUID ${to.uidValidity} ${picked.map(({ mail }) => mail.uid).join(',')} ${copies.map((mail) => mail.uid).join(',')}]` : 'nothing'
        if (verb.endsWith('COPY')) return void ok(told)
        send(`* OK ${told}`)
        expunge(session, folder, new Set(picked.map(({ mail }) => mail.uid)))
        return void ok()
      }
      case 'EXPUNGE': case 'UID EXPUNGE': expunge(session, folder, new Set(folder.mails.filter((mail) => mail.flags.has('\\Deleted')).map((mail) => mail.uid))); return void ok()
      default: return void send(`${tag} BAD unknown`)
    }
  }

  function signIn(session: Session, tag: string, user: string, password: string): void {
    const account = accounts.get(user)
    if (!account || account.password !== password) return void session.socket.write(`${tag} NO [AUTHENTICATIONFAILED] wrong user or password\r\n`)
    session.account = account
    session.socket.write(`${tag} OK [CAPABILITY ${capabilities}] welcome\r\n`)
  }
  function put(folder: Folder, raw: Buffer, { at = new Date(), flags = [] }: { at?: Date; flags?: string[] } = {}): StoredMail {
    const mail = { uid: folder.uidNext, raw, flags: new Set(flags), at }
    folder.uidNext += 1
    folder.mails.push(mail)
    tell(folder, (session) => session.idle)
    return mail
  }
  function expunge(own: Session, folder: Folder, uids: ReadonlySet<number>): void {
    for (let at = folder.mails.length - 1; at >= 0; at--) {
      if (!uids.has((folder.mails[at] as StoredMail).uid)) continue
      folder.mails.splice(at, 1)
      for (const session of sessions) if (session.folder === folder && (session === own || session.idle)) { session.socket.write(`* ${at + 1} EXPUNGE\r\n`); session.seen = folder.mails.length }
    }
  }

  const server = createServer((socket) => {
    const session: Session = { socket, account: null, folder: null, readOnly: false, seen: 0, idleTag: null, idle: false }
    sessions.add(session)
    let buffer = Buffer.alloc(0)
    let waitingTag: string | null = null
    socket.write(`* OK [CAPABILITY ${capabilities}] ready\r\n`)
    socket.on('error', () => {})
    socket.on('close', () => sessions.delete(session))
    socket.on('data', (chunk) => {
      buffer = Buffer.concat([buffer, chunk])
      for (;;) {
        const line = wholeLine(buffer, (text) => socket.write(text))
        if (!line) return
        buffer = buffer.subarray(line.used)
        if (session.idle) {
          if (/^done$/i.test(line.text)) { session.idle = false; socket.write(`${session.idleTag} OK done\r\n`) }
          continue
        }
        if (waitingTag) { run(session, waitingTag, 'AUTHENTICATE', ['PLAIN', line.text]); waitingTag = null; continue }
        const tokens = tokensOf(line.text, line.literals)
        const [tag, verb, ...args] = tokens
        const command = plain(verb).toUpperCase()
        log.push(line.text)
        for (const listener of listeners) listener(line.text)
        const broken = breaks.find((one) => one.times > 0 && one.command.test(line.text))
        if (broken) { broken.times -= 1; socket.destroy(); return }
        if (command === 'AUTHENTICATE' && args.length === 1) { waitingTag = plain(tag); socket.write('+ \r\n'); continue }
        run(session, plain(tag), command, args)
      }
    })
  })
  await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve) })

  return {
    host: '127.0.0.1', port: (server.address() as AddressInfo).port, log,
    account: (user, password) => { const known = accounts.get(user); if (known) known.password = password; else { accounts.set(user, { user, password, folders: new Map() }); folderOf(user) } },
    has: (user) => accounts.has(user),
    deliver: (user, raw, { folder = 'INBOX', ...rest } = {}) => put(folderOf(user, folder), raw, rest),
    mails: (user, folder = 'INBOX') => accounts.get(user)?.folders.get(folder)?.mails ?? [],
    folders: (user) => [...accounts.get(user)?.folders.keys() ?? []],
    renumber: (user, name) => { const folder = folderOf(user, name); folder.uidValidity = validity += 1; for (const [at, mail] of folder.mails.entries()) mail.uid = at + 1; folder.uidNext = folder.mails.length + 1; for (const session of sessions) if (session.folder === folder) session.socket.destroy() },
    drop: () => { for (const session of sessions) session.socket.destroy() },
    breakOn: (command, times = 1) => { breaks.push({ command, times }) },
    hear: (listener) => { listeners.push(listener) },
    connected: () => [...sessions].filter((session) => session.account).length,
    close: () => new Promise((resolve) => { for (const session of sessions) session.socket.destroy(); server.close(() => resolve()) }),
  }
}

/** One command with its literals, once all of it is there; asks for the literals that wait to be asked for. */
const asked = new WeakMap<Buffer, number>()
function wholeLine(buffer: Buffer, ask: (text: string) => void): { text: string; literals: Buffer[]; used: number } | null {
  let from = 0
  let text = ''
  const literals: Buffer[] = []
  for (;;) {
    const end = buffer.indexOf('\r\n', from)
    if (end < 0) return null
    const part = buffer.toString('utf8', from, end)
    const size = /\{(\d+)(\+?)\}$/.exec(part)
    if (!size) return { text: text + part, literals, used: end + 2 }
    const length = Number(size[1])
    const start = end + 2
    if (buffer.length < start + length) {
      if (!size[2] && buffer.length === start && asked.get(buffer) !== start) { asked.set(buffer, start); ask('+ go on\r\n') }
      return null
    }
    literals.push(Buffer.from(buffer.subarray(start, start + length)))
    text += `${part.slice(0, -size[0].length)}\u0001${literals.length - 1}\u0001`
    from = start + length
  }
}

function tokensOf(text: string, literals: readonly Buffer[]): Token[] {
  const stack: Token[][] = [[]]
  for (const match of text.matchAll(/\u0001(\d+)\u0001|"((?:[^"\\]|\\.)*)"|([()])|((?:[^\s()"\u0001[\]]|\[[^\]]*\](?:<[^>]*>)?)+)/g)) {
    const [, literal, quote, paren, atom] = match
    const top = stack.at(-1) as Token[]
    if (literal !== undefined) top.push({ literal: literals[Number(literal)] as Buffer })
    else if (quote !== undefined) top.push(quote.replace(/\\(.)/g, '$1'))
    else if (paren === '(') stack.push([])
    else if (paren === ')') { const list = stack.pop() as Token[]; (stack.at(-1) as Token[]).push(list) }
    else if (atom !== undefined) top.push(atom)
  }
  return stack[0] as Token[]
}
const plain = (token: Token | undefined): string => token === undefined || Array.isArray(token) ? '' : typeof token === 'string' ? token : token.literal.toString('utf8')
const quoted = (text: string) => `"${text.replace(/(["\\])/g, '\\$1')}"`

function inSet(set: string, number: number, last: number): boolean {
  return set.split(',').some((part) => {
    const [from = '', to = from] = part.split(':')
    const bounds = [from, to].map((one) => one === '*' ? last : Number(one)).sort((a, b) => a - b)
    return number >= (bounds[0] as number) && number <= (bounds[1] as number)
  })
}
function chosen(folder: Folder, set: string, byUid: boolean): { mail: StoredMail; at: number }[] {
  const last = byUid ? folder.mails.at(-1)?.uid ?? 0 : folder.mails.length
  return folder.mails.map((mail, at) => ({ mail, at })).filter(({ mail, at }) => inSet(set, byUid ? mail.uid : at + 1, last))
}
function matches(keys: Token[], mail: StoredMail, at: number, folder: Folder): boolean {
  const left = [...keys]
  while (left.length) {
    const key = left.shift()
    if (Array.isArray(key)) { if (!matches(key, mail, at, folder)) return false; continue }
    const word = plain(key).toUpperCase()
    const next = () => plain(left.shift())
    if (word === 'ALL') continue
    else if (word === 'SEEN') { if (!mail.flags.has('\\Seen')) return false }
    else if (word === 'UNSEEN') { if (mail.flags.has('\\Seen')) return false }
    else if (word === 'DELETED') { if (!mail.flags.has('\\Deleted')) return false }
    else if (word === 'UID') { if (!inSet(next(), mail.uid, folder.mails.at(-1)?.uid ?? 0)) return false }
    else if (word === 'SINCE') { if (mail.at < new Date(`${next()} UTC`)) return false }
    else if (word === 'HEADER') { const [name, value] = [next(), next()]; if (!new RegExp(`^${name.replace(/[^\w-]/g, '')}:.*${value.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}`, 'im').test(mail.raw.toString('latin1').split(/\r?\n\r?\n/, 1)[0] ?? '')) return false }
    else if (/^[\d:*,]+$/.test(word)) { if (!inSet(word, at + 1, folder.mails.length)) return false }
    else throw new Error(`the test server does not know the search ${word}`)
  }
  return true
}

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']
function internalDate(at: Date): string {
  const two = (n: number) => String(n).padStart(2, '0')
  return `${String(at.getUTCDate()).padStart(2, ' ')}-${MONTHS[at.getUTCMonth()]}-${at.getUTCFullYear()} ${two(at.getUTCHours())}:${two(at.getUTCMinutes())}:${two(at.getUTCSeconds())} +0000`
}
function fetched(socket: Socket, mail: StoredMail, at: number, what: Token | undefined, withUid: boolean, readOnly: boolean): void {
  const items = (Array.isArray(what) ? what : [what]).map((token) => plain(token))
  const parts: Buffer[] = []
  const say = (text: string) => void parts.push(Buffer.from(text))
  if (withUid && !items.some((item) => item.toUpperCase() === 'UID')) items.unshift('UID')
  for (const item of items) {
    if (parts.length) say(' ')
    const name = item.toUpperCase()
    const body = /^(BODY(?:\.PEEK)?|RFC822(?:\.HEADER)?)(?:\[([^\]]*)\])?(?:<(\d+)\.(\d+)>)?$/.exec(name)
    if (name === 'UID') say(`UID ${mail.uid}`)
    else if (name === 'FLAGS') say(`FLAGS (${[...mail.flags].join(' ')})`)
    else if (name === 'INTERNALDATE') say(`INTERNALDATE "${internalDate(mail.at)}"`)
    else if (name === 'RFC822.SIZE') say(`RFC822.SIZE ${mail.raw.length}`)
    else if (body) {
      const end = mail.raw.indexOf('\r\n\r\n')
      const whole = body[2] === 'HEADER' ? mail.raw.subarray(0, end < 0 ? mail.raw.length : end + 4) : mail.raw
      const bytes = body[3] === undefined ? whole : whole.subarray(Number(body[3]), Number(body[3]) + Number(body[4]))
      if (name.startsWith('BODY[') && !readOnly) mail.flags.add('\\Seen')
      say(`BODY[${body[2] ?? ''}]${body[3] === undefined ? '' : `<${body[3]}>`} {${bytes.length}}\r\n`)
      parts.push(bytes)
    } else throw new Error(`the test server does not know ${item}`)
  }
  socket.write(Buffer.concat([Buffer.from(`* ${at + 1} FETCH (`), ...parts, Buffer.from(')\r\n')]))
}
