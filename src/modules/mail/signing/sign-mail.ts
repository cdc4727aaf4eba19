import { createPublicKey, generateKeyPair } from 'node:crypto'
import { promisify } from 'node:util'
import DKIM from 'nodemailer/lib/dkim/index.js'

/** Signing of mails (DKIM, RFC 6376), pure but for chance. */

export interface SigningKey { domain: string; selector: string; privateKey: string }

const generate = promisify(generateKeyPair)
/** A fresh key of 2,048 bits (RFC 8301): the private one as PEM, the public one as it stands in the DNS. */
export async function freshKey(): Promise<{ privateKey: string; publicKey: string }> {
  const { privateKey } = await generate('rsa', { modulusLength: 2_048 })
  const pem = privateKey.export({ type: 'pkcs8', format: 'pem' }) as string
  return { privateKey: pem, publicKey: createPublicKey(pem).export({ type: 'spki', format: 'der' }).toString('base64') }
}

export const recordName = (selector: string, domain: string): string => `${selector}._domainkey.${domain}`
export const recordValue = (publicKey: string): string => `v=DKIM1; k=rsa; p=${publicKey}`

/** Whether a TXT record holds this key, however it is spaced and split. */
export function holdsKey(record: string, publicKey: string): boolean {
  const fields = new Map(record.split(';').map((field) => { const at = field.indexOf('='); return [field.slice(0, at).trim().toLowerCase(), field.slice(at + 1).replace(/\s/g, '')] }))
  return fields.get('p') === publicKey && (fields.get('k') ?? 'rsa') === 'rsa'
}

/** The mail with its signature on top: relaxed, over what stands in it and against what somebody might add. */
export async function signMail(raw: Buffer, { domain, selector, privateKey }: SigningKey): Promise<Buffer> {
  const signed = new DKIM({ domainName: domain, keySelector: selector, privateKey, headerFieldNames: FIELDS }).sign(raw)
  const parts: Buffer[] = []
  for await (const part of signed) parts.push(Buffer.from(part as Buffer))
  return Buffer.concat(parts)
}
const FIELDS = 'from:sender:reply-to:subject:date:message-id:to:cc:mime-version:content-type:content-transfer-encoding:in-reply-to:references:list-unsubscribe:list-unsubscribe-post:auto-submitted'
