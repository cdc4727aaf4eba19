import { describe, expect, test } from 'vitest'
import { isOpened, isPublic, plainAddress } from './addresses.ts'
import { post, readAddress } from './call.ts'

describe('addresses of webhooks', () => {
  test.each(['10.0.0.1', '127.0.0.1', '127.8.8.8', '0.0.0.0', '169.254.169.254', '172.16.0.1', '172.31.255.255', '192.168.1.1', '100.64.0.1', '198.18.0.1', '224.0.0.1', '255.255.255.255',
    '::1', '::', 'fe80::1', 'fc00::1', 'fd12:3456::1', '::ffff:10.0.0.1', '::ffff:7f00:1', '64:ff9b::a00:1', '2002:7f00:1::', '2001:db8::1', 'ff02::1', 'fd00:ec2::254'])('%s is not public', (address) => expect(isPublic(address)).toBe(false))
  test.each(['1.1.1.1', '172.32.0.1', '172.15.255.255', '8.8.8.8', '2606:4700:4700::1111', '::ffff:8.8.8.8'])('%s is public', (address) => expect(isPublic(address)).toBe(true))
  test('one address has one spelling', () => expect(['::FFFF:10.0.0.1', '[::ffff:a00:1]', '0:0:0:0:0:ffff:0a00:0001'].map(plainAddress)).toEqual(['10.0.0.1', '10.0.0.1', '10.0.0.1']))
  test('a setting opens hosts and networks; a host’s name never opens where clouds keep secrets', () => {
    expect(isOpened(['erp.corp.example'], 'erp.corp.example', '10.0.0.5')).toBe(true)
    expect(isOpened(['*.corp.example'], 'a.corp.example', '10.0.0.5')).toBe(true)
    expect(isOpened(['*.corp.example'], 'acorp.example', '10.0.0.5')).toBe(false)
    expect(isOpened(['10.1.0.0/16'], 'x', '10.1.2.3')).toBe(true)
    expect(isOpened(['10.1.0.0/16'], 'x', '::ffff:10.1.2.3')).toBe(true)
    expect(isOpened(['10.1.0.0/16'], 'x', '10.2.0.1')).toBe(false)
    expect(isOpened(['erp.corp.example'], 'erp.corp.example', '169.254.169.254')).toBe(false)
    expect(isOpened(['not/a/net', '10.0.0.0/99'], 'x', '10.0.0.1')).toBe(false)
  })
  test.each([['http://example.com/', 'webhook.not-https'], ['ftp://example.com/', 'webhook.bad-address'], ['https://me:secret@example.com/', 'webhook.bad-address'], ['nonsense', 'webhook.bad-address'],
    ['https://2130706433/', 'webhook.private-address'], ['https://0x7f.1/', 'webhook.private-address'], ['https://[::1]/', 'webhook.private-address'], ['https://[::ffff:169.254.169.254]/', 'webhook.private-address']])('%s is refused', (url, fault) => expect(readAddress(url, [])).toBe(fault))
  test('a name that leads to a private address, alone or among others, is not called', async () => {
    const call = (addresses: string[]) => post('https://public.example/', '{}', {}, { opened: [], resolve: async () => addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 })) })
    expect((await call(['127.0.0.1'])).fault).toBe('webhook.private-address')
    expect((await call(['8.8.8.8', '10.0.0.1'])).fault).toBe('webhook.private-address')
    expect((await call([])).fault).toBe('webhook.unknown-host')
  })
})
