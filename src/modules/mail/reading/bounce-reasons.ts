import type { BounceReason } from './read-mail-shape.ts'

/** What servers say, in the order in which the sayings decide. The first that fits counts. */
const SAYINGS: readonly (readonly [BounceReason, RegExp])[] = [
  ['unknown-user', /recipient address rejected: access denied|\buser unknown\b|\bunknown user\b/i],
  ['refused', /(?:domain of )?sender[^\n]{0,60}(?:does not exist|not found|unknown|rejected)|recipient preferences/i],
  ['blocked', /too many (?:recipients|connections|messages|emails)|sent to too many|rate limit/i],
  ['mailbox-full', /\bmail ?box is full|over ?quota|(?:mail ?box|inbox|account|user|recipient|storage|disk|quota)[^\n]{0,60}(?:full|over ?quota|exceed|out of|insufficient|exhausted)|over (?:the )?(?:maximum allowed )?(?:disk )?quota|quota (?:exceeded|violation|limit)|exceeded[^\n]{0,30}(?:quota|storage)|too (?:full|many messages (?:in|on))|not enough (?:storage|space|disk)|insufficient (?:system )?(?:storage|disk)|receiving mail (?:at a rate|too quickly)|邮箱(?:空间)?已?满|容量(?:已满|不足)|超出.{0,8}(?:配额|容量)|переполнен|メールボックス.{0,10}(?:一杯|容量|超)/i],
  ['too-large', /(?:message|mail|size|data|content)[^\n]{0,40}(?:too (?:big|large|long)|exceeds? (?:the )?(?:maximum|fixed|size|limit|administrative)|over(?:size)? limit)|(?:maximum|fixed) (?:message )?size|邮件(?:过大|太大|超过)/i],
  ['suspended', /(?:account|user|mailbox|recipient|address|domain)[^\n]{0,60}(?:suspend|disabled|inactive|locked|deactivat|frozen|expired|not active|closed|on hold|temporarily unavailable)|(?:disabled|inactive|suspended|locked|deactivated) (?:account|user|mailbox|recipient)|帐号已?(?:停用|冻结|禁用)|账号已?(?:停用|冻结|禁用|过期)/i],
  ['moved', /(?:has |have )?moved (?:to|away)|new address is|no longer (?:with|at|works|employed)|address (?:has )?changed|has been replaced|\b551\b[^\n]{0,60}(?:not local|forward)/i],
  ['blocked', /(?:black|block|deny|dns)[ -]?list|spamhaus|\brbl\b|\bdnsbl\b|blocked|banned|(?:ip|host|client|server|address)[^\n]{0,60}(?:reputation|not (?:allowed|permitted) to (?:send|connect))|poor reputation|bad reputation|reverse dns|rdns|\bptr\b|no (?:valid )?reverse|cannot find your (?:hostname|reverse)|does not resolve|unresolvable|invalid helo|bad helo|rate limit|too many (?:connections|messages|emails)|throttl|greylist|grey-list|try again later|temporarily deferred|connection refused by|service (?:currently )?unavailable; client host/i],
  ['refused', /spam|virus|malware|phish|unsolicited|junk|content (?:rejected|filter|denied)|policy|dmarc|\bdkim\b|\bspf\b|sender (?:address )?(?:rejected|denied|verify|id)|(?:relay|relaying)[^\n]{0,30}(?:den|prohibit|not|access)|unable to relay|not (?:allowed|permitted|authori[sz]ed)|access denied|permission|administrative(?:ly)? prohibit|not a member|authentication (?:required|failed)|must be authenticated|\btls\b|encryption|refused by|message (?:was )?rejected|(?:mail|message) (?:content )?(?:refused|denied)|not accepted for policy|rejected due to|垃圾邮件|拒收|被拒绝|策略/i],
  ['unknown-host', /account or domain may not exist|(?<![@\w.-])(?:[a-z0-9-]+\.)+[a-z]{2,} does not exist|(?:host|domain|name)[^\n]{0,50}(?:not found|unknown|not exist|doesn'?t exist|does not exist|not resolve|no (?:mx|a) record|nxdomain|lookup fail(?:ure|ed)?$|couldn'?t find)|unknown (?:host|domain)|no such (?:host|domain)|illegal host|bad (?:host|domain|destination system)|unrouteable mail domain|unrouteable address|domain (?:name )?(?:of|does)[^\n]{0,30}not|dns (?:error|type)[^\n]{0,60}(?:no data|nothing found|not found|non-existent)|no (?:mx|relevant answers|matching mx)|couldn'?t find any host|host or domain name not found|域名(?:不存在|无法|错误)|找不到.{0,6}(?:域名|主机)/i],
  ['no-mail', /nullmx|null mx|does(?:n'?t| not) (?:accept|receive)[^\n]{0,20}(?:mail|e-?mail)|do(?:n'?t| not) accept (?:any )?mail|not accepting (?:any )?(?:mail|messages)|no mail (?:service|accepted)|smtp protocol[^\n]{0,30}not|host (?:can|does) not (?:accept|receive) mail|name server loop|mail for [^\n]{1,60} loops back|\b521\b|unable to accept mail/i],
  ['unknown-user', /(?:user|recipient|mailbox|account|address|alias|person|name|entry|addressee|destination|subscriber|resolver\.adr\.recip\w*)[^\n]{0,80}?(?:unknown|not ?found|not (?:exist|known|listed|recogni[sz]ed|valid|available|in|present|a valid)|unavailable|invalid|does ?n[o'’]?t? exist|does not exist|doesn'?t|no longer|non-?exist|rejected|undeliver|has no|illegal|is not|couldn'?t be found|deleted|removed)|(?:unknown|no such|invalid|bad|non-?exist\w*|illegal|not a valid|no) (?:[\w-]+ ){0,2}(?:user|recipient|mail ?box|account|address|person|name|alias|entry|addressee|local part)|unknown or illegal alias|recipnotfound|undeliverable address|user not local|nobody by that name|not (?:a )?known (?:user|here)|(?:sorry|no), no mailbox here|no mailbox here|(?:用户|收件人|帐号|账号|邮箱|地址)(?:名)?[^\n]{0,6}(?:不存在|未找到|无效|错误)|不存在(?:该|此)?(?:用户|邮箱|帐户)|无此(?:用户|人|邮箱)|mail ?addr[^\n]{0,20}not|no existe|inconnue?\b|nicht bekannt|unbekannt|не существует|нет такого|недействительн|宛先[^\n]{0,10}(?:存在|不明)|ユーザ[^\n]{0,10}(?:存在|不明)|存在しない/i],
  ['expired', /(?:connection|operation|conversation)[^\n]{0,40}(?:timed? ?out|refused|reset|dropped|lost)|timed? ?out|delivery time expired|retry time(?:out)?|(?:message|mail)[^\n]{0,60}(?:expired|in the queue|too long|not (?:yet )?(?:been )?delivered|delayed|still)|could not (?:be delivered for|send (?:message )?for)|(?:will|keep|kept)[^\n]{0,20}(?:trying|retry)|too old|undelivered after|no route to host|network (?:is )?unreachable|host (?:is )?(?:down|unreachable)|server (?:is )?(?:not responding|unavailable)|отложен|投递超时|超时/i],
  ['delivered', /(?:successfully|has been|was) (?:relayed|delivered)|delivered to (?:mailbox|next hop)/i],
]

const BY_STATUS: readonly (readonly [RegExp, BounceReason])[] = [
  [/^[45]\.1\.[78]$/, 'refused'], [/^[45]\.1\.(?:1|3|10|4)$/, 'unknown-user'], [/^[45]\.1\.2$/, 'unknown-host'], [/^5\.4\.4$/, 'unknown-host'], [/^[45]\.1\.6$/, 'moved'], [/^5\.1\.10$|^5\.3\.2$|^5\.7\.27$/, 'no-mail'], [/^[45]\.1\./, 'refused'], [/^[45]\.2\.2$/, 'mailbox-full'], [/^[45]\.2\.3$|^[45]\.3\.4$/, 'too-large'], [/^[45]\.2\.1$/, 'suspended'], [/^[45]\.7\./, 'refused'], [/^[45]\.4\.|^4\./, 'expired'], [/^2\./, 'delivered'],
]

/** What a refusal means, by what the server said and, where its words say nothing known, by its status. */
export function bounceReason(diagnostic: string, status: string): BounceReason {
  const exact = /^5\.1\.(?:1|10)$/.test(status) ? 'unknown-user' : /^[45]\.2\.2$/.test(status) ? 'mailbox-full' : /^5\.1\.6$/.test(status) ? 'moved' : null
  const words = diagnostic.slice(0, 4_000)
  const said = SAYINGS.find(([, pattern]) => pattern.test(words))?.[0]
  if (/^[45]\.1\.[78]$/.test(status)) return 'refused'
  if (exact && (!said || said === 'expired')) return exact
  return said ?? BY_STATUS.find(([pattern]) => pattern.test(status))?.[1] ?? 'unclear'
}

export const isDeadAddress = (reason: BounceReason): boolean => reason === 'unknown-user' || reason === 'unknown-host' || reason === 'moved' || reason === 'no-mail'
