import { describe, expect, test } from 'vitest'
import { bounceReason, isHard, stageIn } from './bounce-reasons.ts'
import { BOUNCE_REASONS, PROVIDER_CODES, SAYINGS } from './bounce-vocabulary.ts'

const judged = (said: string, status = '', more = '') => {
  const refusal = { said, status, stage: stageIn(`${said} ${more}`) }
  const reason = bounceReason(refusal)
  return `${reason}${isHard(reason, status, said) ? ' hard' : ''}`
}

describe('why a mail came back', () => {
  test.each<[string, string, string]>([
    // The address.
    ['userunknown hard', '550 5.1.1 <a@b.example>: Recipient address rejected: User unknown in virtual mailbox table', '5.1.1'],
    ['userunknown hard', '550 No such recipient here (in reply to RCPT TO command)', ''],
    ['userunknown hard', 'RESOLVER.ADR.RecipNotFound; not found', '5.1.1'],
    ['userunknown hard', '退信原因：收件人邮件地址（a@b.example）不存在，邮件无法送达。', ''],
    ['hasmoved hard', '551 not our user; please try the new address', ''],
    ['hasmoved hard', '550 5.1.6 recipient no longer on server', '5.1.6'],
    ['hostunknown hard', 'Host or domain name not found. Name service error for name=b.example type=A: Host not found', ''],
    ['hostunknown hard', '550 5.1.2 Host unknown', '5.1.2'],
    ['notaccept hard', 'Domain b.example does not accept mail (nullMX)', '5.1.10'],
    // The mailbox.
    ['mailboxfull', '552 5.2.2 Mailbox size limit exceeded', '5.2.2'],
    ['mailboxfull', '452 4.2.2 The email account that you tried to reach is over quota.', '4.2.2'],
    ['mailboxfull', '邮箱空间已满', ''],
    ['suspend', '550 5.2.1 The email account that you tried to reach is disabled.', '5.2.1'],
    ['exceedlimit', '552 5.2.3 Message size exceeds fixed maximum message size (10485760)', '5.2.3'],
    ['mesgtoobig', '552 5.3.4 Message too big for system', '5.3.4'],
    // What was sent, and by whom.
    ['spamdetected', '550 5.7.1 Message content rejected, UBE, id=1', '5.7.1'],
    ['virusdetected', '550 Virus Detected; Content Rejected', ''],
    ['authfailure', '550-5.7.26 Unauthenticated email from x.example is not accepted due to domain’s DMARC policy.', '5.7.26'],
    ['requireptr', '550 5.7.25 The IP address sending this message does not have a PTR record setup', '5.7.25'],
    ['blocked', '554 5.7.1 Service unavailable; Client host [192.0.2.1] blocked using zen.spamhaus.org', '5.7.1'],
    ['badreputation', '421 4.7.0 very low reputation of the sending IP address. To protect our users from spam, mail has been rate limited', '4.7.0'],
    ['norelaying', '554 5.7.1 <a@b.example>: Relay access denied', '5.7.1'],
    ['rejected', '553 5.1.8 <x@y.example>... Domain of sender address x@y.example does not exist', '5.1.8'],
    ['policyviolation', '554 5.7.9 Message not accepted for policy reasons.', '5.7.9'],
    // The way.
    ['toomanyconn', '421 Too many concurrent SMTP connections', ''],
    ['speeding', '450 User is receiving mail too quickly', ''],
    ['expired', 'connect to mx.b.example[192.0.2.9]:25: Connection timed out', '4.4.1'],
    ['networkerror', '554 5.4.6 Too many hops', '5.4.6'],
    ['systemerror', 'Unable to contact LDAP server. (#4.4.3) this message has been in the queue too long.', '4.4.3'],
    ['blocked', '550 5.5.0 Service refuse. LPN007_510', '5.5.0'],
    ['userunknown hard', '550 5.1.1 Adresse invalide. OFR_416 [416]', '5.1.1'],
    ['onhold', '550 Nyaan', ''],
    ['undefined', '', ''],
  ])('%s: %s', (wanted, said, status) => { expect(judged(said, status)).toBe(wanted) })

  test('“no such user” marks an address as dead only when it answers the address', () => {
    expect(judged('550 Unknown user a@b.example', '5.0.0', '(in reply to RCPT TO command)')).toBe('userunknown hard')
    expect(judged('550 Unknown user a@b.example', '5.0.0', '(in reply to end of DATA command)')).toBe('filtered')
    expect(judged('550 Unknown user a@b.example', '5.0.0')).toBe('filtered')
    expect(judged('550 5.1.8 Unknown user x@y.example', '', 'SMTP error after MAIL FROM:<x@y.example>')).toBe('rejected')
  })
  test('an address may hold any word', () => {
    expect(judged('550 5.1.1 <spam.virus.quota@blacklisted.example>: User unknown', '5.1.1')).toBe('userunknown hard')
  })
  test('the vocabulary speaks of known reasons only, and takes no time over long nonsense', () => {
    const named = [...SAYINGS.map(({ reason }) => reason), ...PROVIDER_CODES.flatMap(({ means }) => Object.values(means))]
    expect(named.filter((reason) => !BOUNCE_REASONS.includes(reason))).toEqual([])
    const began = performance.now()
    for (const word of ['user ', 'mailbox ', 'host ', 'message size ', 'address <', 'a@', 'not ']) bounceReason({ said: word.repeat(4_000), status: '', stage: '' })
    expect(performance.now() - began).toBeLessThan(1_000)
  })
})
