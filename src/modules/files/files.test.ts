import { createHash, randomUUID } from 'node:crypto'
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync } from 'node:fs'
import { request } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { describe, expect, test } from 'vitest'
import { strike } from '../../kernel/jobs.ts'
import { systemActor } from '../../kernel/actors.ts'
import { files } from './contract.ts'
import type { Upload } from './contract.ts'
import { eicar, exe, fakeClamd, pdf, png } from './fixtures/files.ts'
import { openFiles } from './index.ts'
import { keep } from './examine.ts'
import { store } from './store.ts'
import { emptyBin, sweepOrphans, sweepUploads } from './sweeps.ts'
import { versions, ann, ben, reader, OPEN, SHUT, LOOSE, SOON, folder, house, port, send, upload, uploaded, sha, placeOf, stored, set, refusals } from './fixtures/house.ts'
import type { Wire } from './fixtures/house.ts'

describe('an upload', () => {
  test('is kept under its hash and given back byte for byte, with headers that let nothing run', async () => {
    const bytes = Buffer.from('第一行\n第二行\n')
    const file = await uploaded(bytes, '记录.txt')
    expect(file).toMatchObject({ name: '记录.txt', type: 'text/plain', size: bytes.length, hash: sha(bytes), scan: 'not-scanned', remarks: [], inline: false })
    expect(readFileSync(placeOf(sha(bytes))).equals(bytes)).toBe(true)
    const told = await send(ann, 'GET', `/files/${file.id}?inline=true`)
    expect(told.rawPayload.equals(bytes)).toBe(true)
    expect(told.headers).toMatchObject({ 'x-content-type-options': 'nosniff', 'content-type': expect.stringContaining('text/plain') })
    expect(told.headers['content-security-policy']).toContain('sandbox')
    expect(told.headers['content-disposition']).toBe(`attachment; filename="__.txt"; filename*=UTF-8''${encodeURIComponent('记录.txt')}`)
  })
  test('of the same content lies there once, however many come at once', async () => {
    const bytes = Buffer.from(`same ${randomUUID()}`)
    const all = await Promise.all(Array.from({ length: 12 }, (_, n) => uploaded(bytes, `n${n}.txt`, { by: n % 2 ? ann : ben })))
    expect(new Set(all.map((file) => file.id)).size).toBe(12)
    expect(stored().filter((path) => path.endsWith(sha(bytes)))).toHaveLength(1)
    expect(readdirSync(join(folder, 'incoming'))).toEqual([])
  })
  test('sent again under one key answers the first file; another content under it is refused', async () => {
    const bytes = Buffer.from(`keyed ${randomUUID()}`)
    const headers = { 'idempotency-key': randomUUID() }
    const first = await uploaded(bytes, 'a.txt', { headers })
    expect((await uploaded(bytes, 'a.txt', { headers })).id).toBe(first.id)
    expect((await upload(Buffer.from('other'), 'a.txt', { headers })).json()).toMatchObject({ status: 422, code: 'idempotency.key-reused' })
    expect((await house.pool.query('select from file where hash = decode($1, $2)', [sha(bytes), 'hex'])).rowCount).toBe(1)
  })
  test.each(['text/plain', 'application/json', 'application/xml', 'text/csv; charset=utf-8'])('said to be %s it is kept byte by byte', async (type) => {
    const bytes = Buffer.from(`{"not": "for us to parse" ${randomUUID()}`)
    const made = await send(ann, 'POST', '/files', bytes, { 'content-type': type, 'x-file-name': 'a.txt' })
    expect(made.statusCode).toBe(201)
    expect((await send(ann, 'GET', `/files/${(made.json() as { id: string }).id}`)).rawPayload.equals(bytes)).toBe(true)
  })
  test('by a stranger, without permission, without a name or with a broken one is refused before anything is kept', async () => {
    const before = stored()
    expect((await send(undefined, 'POST', '/files', Buffer.from('x'), { 'content-type': 'application/octet-stream', 'x-file-name': 'a' })).statusCode).toBe(401)
    expect((await upload(Buffer.from('x'), 'a', { by: reader })).statusCode).toBe(403)
    expect((await send(ann, 'POST', '/files', Buffer.from('x'), { 'content-type': 'application/octet-stream' })).json()).toMatchObject({ status: 400, errors: [{ path: 'X-File-Name', code: 'file.name-missing' }] })
    expect((await send(ann, 'POST', '/files', Buffer.from('x'), { 'content-type': 'application/octet-stream', 'x-file-name': '%E0%A4%A' })).json()).toMatchObject({ status: 400, errors: [{ code: 'file.bad-name' }] })
    expect((await send(ann, 'POST', '/files', Buffer.from('x'), { 'content-type': 'text/x-odd', 'x-file-name': 'a' })).statusCode).toBe(415)
    expect((await upload(Buffer.alloc(0), 'empty.txt')).json()).toMatchObject({ status: 422, code: 'file.empty' })
    expect(stored()).toEqual(before)
  })
  test.each(['../../etc/passwd', 'CON', 'in\u202Evoice.txt', 'nul\u0000.txt', 'x'.repeat(300), '家👩‍👩‍👧𠮷.txt', '"; filename=evil.exe; x="', '\r\nSet-Cookie: a=b'])('named %j comes back under a harmless name', async (name) => {
    const file = await uploaded(Buffer.from('hello'), name)
    expect(file.name.length).toBeLessThanOrEqual(200)
    expect(file.name).not.toMatch(/[/\\\u0000-\u001f\u202e"]|^(con)$/i)
    const told = await send(ann, 'GET', `/files/${file.id}`)
    expect(told.statusCode).toBe(200)
    expect(told.headers['set-cookie']).toBeUndefined()
    expect(decodeURIComponent(String(told.headers['content-disposition']).split("UTF-8''")[1] as string)).toBe(file.name)
  })
  test('larger than the limit ends in 413 while it still comes, announced or not, and leaves nothing', async () => {
    await set('files.most-bytes', 300_000)
    const before = stored()
    expect((await upload(Buffer.alloc(300_001, 'a'), 'big.txt')).json()).toMatchObject({ status: 413, code: 'file.too-large' })
    let given = 0
    const endless = new Readable({ read() { given += 65_536; this.push(given < 50_000_000 ? Buffer.alloc(65_536, 'a') : null) } })
    expect((await upload(endless, 'endless.txt')).statusCode).toBe(413)
    expect((await upload(Buffer.alloc(300_000, 'a'), 'just.txt')).statusCode).toBe(201)
    expect(stored()).toEqual([...before, placeOf(sha(Buffer.alloc(300_000, 'a')))].sort())
    await set('files.most-bytes', 25 * 1024 * 1024)
  })
  test('whose connection is cut in the middle leaves nothing', async () => {
    const before = stored()
    const rows = async () => (await house.pool.query('select count(*)::int as n from file')).rows[0].n
    const count = await rows()
    const begun = request({ port, host: '127.0.0.1', method: 'POST', path: '/api/v1/files', headers: { 'x-test-actor': ann.id, 'content-type': 'application/octet-stream', 'x-file-name': 'cut.txt', 'content-length': '1000000' } })
    begun.on('error', () => {})
    begun.write(Buffer.alloc(200_000, 'z'))
    await expect.poll(() => readdirSync(join(folder, 'incoming')).length, SOON).toBe(1)
    begun.destroy()
    await expect.poll(() => readdirSync(join(folder, 'incoming')).length, SOON).toBe(0)
    expect(stored()).toEqual(before)
    expect(await rows()).toBe(count)
  })
})

describe('what the bytes are', () => {
  test.each<[string, string, Buffer, string, Partial<Wire>]>([
    ['a picture', 'a.png', png(), 'image/png', { type: 'image/png', remarks: [], inline: true }],
    ['a PDF', 'a.pdf', pdf(), 'application/pdf', { type: 'application/pdf', remarks: [], inline: true }],
    ['a page that says it is a picture', 'a.png', Buffer.from('<!DOCTYPE html><script>alert(1)</script>'), 'image/png', { type: 'text/html', remarks: ['type-mismatch'], inline: false }],
    ['a drawing with a script', 'a.svg', Buffer.from('<?xml version="1.0"?><!-- x --><svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'), 'image/svg+xml', { type: 'image/svg+xml', inline: false }],
    ['a page in UTF-16', 'a.txt', Buffer.from('\ufeff<html><body>', 'utf16le'), 'application/octet-stream', { type: 'text/html', remarks: ['type-mismatch'], inline: false }],
    ['a script that begins like a GIF', 'a.gif', Buffer.from('GIF89a/*x*/=1;alert(1)//'), 'image/gif', { type: 'text/plain', remarks: ['type-mismatch'], inline: false }],
    ['a picture with a page behind it', 'b.png', Buffer.concat([png(), Buffer.from('<html><script>alert(1)</script>')]), 'image/png', { type: 'image/png', remarks: ['foreign-content'], inline: false }],
    ['a picture with an archive behind it', 'c.png', Buffer.concat([png(), Buffer.from('PK\u0005\u0006'), Buffer.alloc(18)]), 'image/png', { type: 'image/png', remarks: ['foreign-content'], inline: false }],
    ['a PDF with a script', 'b.pdf', pdf('/OpenAction<</S/JavaScript/JS(app.alert\\(1\\))>>'), 'application/pdf', { type: 'application/pdf', remarks: ['foreign-content'], inline: false }],
    ['a picture of four thousand million pixels', 'bomb.png', png(65_535, 65_535), 'image/png', { type: 'image/png', remarks: ['many-pixels'], inline: false }],
    ['a picture whose head is broken', 'broken.jpg', Buffer.from([0xff, 0xd8, 0xff, 0xd9, 0, 0, 0]), 'image/jpeg', { type: 'image/jpeg', remarks: ['unreadable-image'], inline: false }],
    ['a table', 'a.csv', Buffer.from('姓名,电话\n张三,1\n'), 'application/vnd.ms-excel', { type: 'text/csv', remarks: [] }],
    ['a Chinese text of an old program', 'gbk.txt', Buffer.from([0xc4, 0xe3, 0xba, 0xc3, 0x0a]), 'application/octet-stream', { type: 'text/plain', remarks: [] }],
    ['a text that begins with the letters of a program', 'MZ.txt', Buffer.from('MZ-2000 型打印机不工作'), 'application/octet-stream', { type: 'text/plain', remarks: [] }],
    ['something nobody knows', 'x.bin', Buffer.from([0, 1, 2, 3, 250, 0]), 'application/octet-stream', { type: 'application/octet-stream', remarks: [], inline: false }],
  ])('%s', async (_, name, bytes, type, expected) => {
    const file = await uploaded(bytes, name, { type })
    expect(file).toMatchObject(expected)
    const told = await send(ann, 'GET', `/files/${file.id}?inline=true`)
    expect(String(told.headers['content-disposition'])).toMatch(file.inline ? /^inline;/ : /^attachment;/)
    expect(String(told.headers['content-type'])).not.toMatch(/html|svg|xml|javascript/)
  })
  test('asked for as a download, a picture is one', async () => {
    const file = await uploaded(png(3, 3), 'c.png')
    expect((await send(ann, 'GET', `/files/${file.id}`)).headers['content-disposition']).toMatch(/^attachment;/)
  })
  test.each<[string, string, Buffer]>([
    ['a program named as a text', 'readme.txt', exe], ['a script by its first line', 'notes.txt', Buffer.from('#!/bin/sh\nrm -rf /\n')], ['a text with a program’s ending', 'update.BAT', Buffer.from('echo hi')],
    ['a name with two endings', 'report.pdf.exe', pdf()], ['a name with trailing dots', 'report.js. .', Buffer.from('alert(1)')],
  ])('%s is refused, told to the log, and not kept', async (_, name, bytes) => {
    const before = stored()
    const told = await upload(bytes, name)
    expect(told.json()).toMatchObject({ status: 422, code: 'file.forbidden-type' })
    expect(stored()).toEqual(before)
    expect(await refusals()).toContainEqual({ reason: 'file.forbidden-type', hash: sha(bytes) })
  })
})

describe('who may read', () => {
  const pin = (board: string, ...ids: string[]) => send(ann, 'POST', `/boards/${board}/pins`, JSON.stringify({ files: ids }), { 'content-type': 'application/json' })
  test('until it hangs on a record only the one who sent it; then whoever its record says', async () => {
    const { id } = await uploaded(png(4, 4), 'mine.png')
    expect((await send(ann, 'GET', `/files/${id}`)).statusCode).toBe(200)
    expect((await send(ben, 'GET', `/files/${id}`)).json()).toMatchObject({ status: 404, code: 'file.not-found' })
    expect((await pin(OPEN, id)).json()).toMatchObject([{ id }])
    expect((await send(ben, 'GET', `/files/${id}`)).statusCode).toBe(200)
    const other = await uploaded(png(5, 5), 'theirs.png')
    expect((await pin(SHUT, other.id)).statusCode).toBe(200)
    expect((await send(ann, 'GET', `/files/${other.id}`)).statusCode).toBe(404)
  })
  test('it hangs on one record for good, and only who sent it hangs it there: all or none', async () => {
    const [one, two] = [await uploaded(Buffer.from('one'), '1.txt'), await uploaded(Buffer.from('two'), '2.txt')]
    const theirs = await uploaded(Buffer.from('theirs'), '3.txt', { by: ben })
    expect((await pin(OPEN, one.id, theirs.id)).json()).toMatchObject({ status: 404, code: 'file.not-found' })
    const tries = await Promise.all([pin(OPEN, one.id), pin(LOOSE, one.id), pin(OPEN, one.id), pin(LOOSE, one.id)])
    expect(tries.map((told) => told.statusCode).sort()).toEqual([200, 422, 422, 422])
    expect((await pin(OPEN, two.id, one.id)).json()).toMatchObject({ code: 'file.already-attached' })
    expect((await pin(OPEN, two.id)).statusCode).toBe(200)
  })
  test.each(['..%2f..%2fetc%2fpasswd', 'house', '../uploads', '%00', '00000000-0000-7000-8000-000000000000'])('%s is nobody’s file', async (id) => {
    expect((await send(ann, 'GET', `/files/${id}`)).statusCode).toBe(404)
    expect((await send(ann, 'GET', `/uploads/${id}`)).statusCode).toBe(404)
  })
})

describe('the bin', () => {
  test('takes a file out of sight for a time, gives it back, and then destroys it with its bytes', async () => {
    const bytes = Buffer.from(`bin ${randomUUID()}`)
    const { id } = await uploaded(bytes, 'bin.txt')
    expect((await send(ben, 'DELETE', `/files/${id}`)).statusCode).toBe(404)
    expect((await send(ann, 'DELETE', `/files/${id}`)).json()).toMatchObject({ id, deletedAt: expect.any(String) })
    expect((await send(ann, 'GET', `/files/${id}`)).statusCode).toBe(404)
    expect((await send(ann, 'DELETE', `/files/${id}`)).statusCode).toBe(404)
    expect((await house.actor(ann)(files.bin, { query: {} })).items.map((file) => file.id)).toContain(id)
    expect((await house.actor(ben)(files.bin, { query: {} })).items).toEqual([])
    expect((await send(ann, 'POST', `/files/${id}/restore`)).json()).toMatchObject({ id, deletedAt: null })
    expect((await send(ann, 'GET', `/files/${id}`)).rawPayload.equals(bytes)).toBe(true)
    await send(ann, 'POST', `/boards/${LOOSE}/pins`, JSON.stringify({ files: [id] }), { 'content-type': 'application/json' })
    expect((await send(ann, 'DELETE', `/files/${id}`)).statusCode).toBe(200)
    house.clock.pass(29 * 86_400)
    await strike(house.work, emptyBin)
    expect((await house.pool.query('select from file where id = $1', [id])).rowCount).toBe(1)
    house.clock.pass(2 * 86_400)
    await strike(house.work, emptyBin)
    await house.drain()
    expect((await house.pool.query('select from file where id = $1', [id])).rowCount).toBe(0)
    expect(existsSync(placeOf(sha(bytes)))).toBe(false)
    expect((await send(ann, 'POST', `/files/${id}/restore`)).statusCode).toBe(404)
  })
  test('keeps bytes that another file still names', async () => {
    const bytes = Buffer.from(`shared ${randomUUID()}`)
    const [one, two] = [await uploaded(bytes, '1.txt'), await uploaded(bytes, '2.txt')]
    await send(ann, 'POST', `/boards/${OPEN}/pins`, JSON.stringify({ files: [two.id] }), { 'content-type': 'application/json' })
    await send(ann, 'DELETE', `/files/${one.id}`)
    house.clock.pass(31 * 86_400)
    await strike(house.work, emptyBin)
    await house.drain()
    expect((await house.pool.query('select id from file where hash = decode($1, $2)', [sha(bytes), 'hex'])).rows).toEqual([{ id: two.id }])
    expect((await send(ann, 'GET', `/files/${two.id}`)).rawPayload.equals(bytes)).toBe(true)
  })
  test('is not for files that their record keeps', async () => {
    const { id } = await uploaded(Buffer.from('said'), 'said.txt')
    await send(ann, 'POST', `/boards/${OPEN}/pins`, JSON.stringify({ files: [id] }), { 'content-type': 'application/json' })
    expect((await send(ann, 'DELETE', `/files/${id}`)).json()).toMatchObject({ status: 422, code: 'file.stays' })
  })
})

describe('the sweep', () => {
  test('removes bytes that nobody names, and never those of a committed record, while uploads of the same content go on', async () => {
    const contents = Array.from({ length: 40 }, (_, n) => Buffer.from(`swept ${n} ${randomUUID()}`))
    for (const bytes of contents) await uploaded(bytes, 'x.txt')
    await house.pool.query('delete from file where hash = any($1)', [contents.map((bytes) => createHash('sha256').update(bytes).digest())])
    const again = Promise.all(contents.slice(0, 20).flatMap((bytes) => [uploaded(bytes, 'y.txt'), uploaded(bytes, 'z.txt')]))
    for (let step = 0; step < 256; step++) { house.clock.pass(300); await strike(house.work, sweepOrphans) }
    await again
    for (let step = 0; step < 256; step++) { house.clock.pass(300); await strike(house.work, sweepOrphans) }
    for (const [n, bytes] of contents.entries()) expect(existsSync(placeOf(sha(bytes))), `content ${n}`).toBe(n < 20)
    const { rows } = await house.pool.query<{ hash: string }>(`select distinct encode(hash, 'hex') as hash from file`)
    expect(rows.filter(({ hash }) => !existsSync(placeOf(hash)))).toEqual([])
  })
  test('waits for whoever is just giving the same bytes a record', async () => {
    const bytes = Buffer.from(`racing ${randomUUID()}`)
    const hash = sha(bytes)
    while (Math.floor(house.clock.now().getTime() / 300_000) % 256 !== parseInt(hash.slice(0, 2), 16)) house.clock.pass(300)
    let swept = false
    let sweeping: Promise<void> | undefined
    await house.work.unit(systemActor, 'test', async (ctx) => {
      await keep(ctx, { received: await store().receive(Readable.from([bytes]), 1_000), name: 'r.txt', declaredType: null, type: 'text/plain', remarks: [], scan: 'clean' })
      sweeping = strike(house.work, sweepOrphans).then(() => { swept = true })
      await expect.poll(async () => swept || (await house.directPool.query(`select from pg_locks where locktype = 'advisory' and not granted and database = (select oid from pg_database where datname = current_database())`)).rowCount, SOON).toBeTruthy()
    })
    await sweeping
    expect(existsSync(placeOf(hash))).toBe(true)
  })
  test('destroys what was uploaded and hangs on nothing after a week', async () => {
    const { id } = await uploaded(Buffer.from(`abandoned ${randomUUID()}`), 'a.txt')
    house.clock.pass(8 * 86_400)
    await strike(house.work, emptyBin)
    expect((await house.pool.query('select from file where id = $1', [id])).rowCount).toBe(0)
  })
  test('of another house’s folder is refused, and so are its uploads', async () => {
    const shared = mkdtempSync(join(tmpdir(), 'shared-'))
    const foreign = openFiles({ folder: shared })
    expect(await foreign.belongsTo(randomUUID())).toBe(true)
    await expect(strike(house.work, sweepOrphans)).rejects.toMatchObject({ code: 'file.foreign-folder' })
    expect((await upload(Buffer.from('x'), 'x.txt')).json()).toMatchObject({ status: 503, code: 'file.foreign-folder' })
    openFiles({ folder })
    rmSync(shared, { recursive: true })
  })
})

describe('an upload that can be resumed', () => {
  const open = async (bytes: Buffer, name = 'long.txt', more: object = {}): Promise<Upload> => (await send(ann, 'POST', '/uploads', JSON.stringify({ name, size: bytes.length, ...more }), { 'content-type': 'application/json' })).json()
  const append = (id: string, offset: number, bytes: Buffer, by = ann) => send(by, 'PATCH', `/uploads/${id}`, bytes, { 'content-type': 'application/offset+octet-stream', 'upload-offset': String(offset) })
  const text = (length: number) => Buffer.from(`${randomUUID()} `.repeat(Math.ceil(length / 37)).slice(0, length))

  test('becomes one file, part by part, and a new process goes on where the old one stopped', async () => {
    const bytes = text(500_000)
    const { id } = await open(bytes, '长.txt', { hash: sha(bytes), type: 'text/plain' })
    expect((await append(id, 0, bytes.subarray(0, 200_000))).json()).toMatchObject({ offset: 200_000, file: null })
    openFiles({ folder })
    expect((await send(ann, 'GET', `/uploads/${id}`)).json()).toMatchObject({ offset: 200_000, size: 500_000, file: null })
    const done = (await append(id, 200_000, bytes.subarray(200_000))).json<Upload>()
    expect(done).toMatchObject({ offset: 500_000, file: { name: '长.txt', size: 500_000, hash: sha(bytes), type: 'text/plain' } })
    expect((await send(ann, 'GET', `/files/${done.file?.id}`)).rawPayload.equals(bytes)).toBe(true)
    expect((await send(ann, 'GET', `/uploads/${id}`)).json()).toMatchObject({ file: { id: done.file?.id } })
    await expect.poll(() => existsSync(join(folder, 'uploads', id)), SOON).toBe(false)
  })
  test('keeps what had come when its connection was cut', async () => {
    const bytes = text(400_000)
    const { id } = await open(bytes)
    const begun = request({ port, host: '127.0.0.1', method: 'PATCH', path: `/api/v1/uploads/${id}`, headers: { 'x-test-actor': ann.id, 'content-type': 'application/offset+octet-stream', 'upload-offset': '0', 'content-length': String(bytes.length) } })
    begun.on('error', () => {})
    begun.write(bytes.subarray(0, 150_000))
    await expect.poll(() => { try { return statSync(join(folder, 'uploads', id, readdirSync(join(folder, 'uploads', id))[0] as string)).size } catch { return 0 } }, SOON).toBe(150_000)
    begun.destroy()
    await expect.poll(async () => (await send(ann, 'GET', `/uploads/${id}`)).json<Upload>().offset, SOON).toBe(150_000)
    expect((await append(id, 150_000, bytes.subarray(150_000))).json()).toMatchObject({ file: { hash: sha(bytes) } })
  })
  test('of two parts at one offset takes one; the other learns where to go on', async () => {
    const bytes = text(100_000)
    const { id } = await open(bytes)
    const tries = await Promise.all(Array.from({ length: 6 }, () => append(id, 0, bytes.subarray(0, 60_000))))
    expect(tries.map((told) => told.statusCode).sort()).toEqual([200, 409, 409, 409, 409, 409])
    for (const told of tries.filter((one) => one.statusCode === 409)) expect(told.json()).toMatchObject({ code: 'upload.wrong-offset', current: { offset: 60_000 } })
    const ends = await Promise.all(Array.from({ length: 4 }, () => append(id, 60_000, bytes.subarray(60_000))))
    expect(ends.filter((told) => told.statusCode === 200)).toHaveLength(1)
    expect((await house.pool.query('select from file where hash = decode($1, $2)', [sha(bytes), 'hex'])).rowCount).toBe(1)
  })
  test('whose last part was written but whose file was not made is finished by an empty one, once', async () => {
    const bytes = text(90_000)
    const { id } = await open(bytes)
    await append(id, 0, bytes.subarray(0, 89_999))
    // As a process leaves it that dies between the two.
    await house.directPool.query(`create or replace function die() returns trigger language plpgsql as $$ begin raise exception 'power cut'; end $$`)
    await house.directPool.query('create trigger die before insert on file for each row execute function die()')
    expect((await append(id, 89_999, bytes.subarray(89_999))).statusCode).toBe(500)
    await house.directPool.query('drop trigger die on file')
    expect((await send(ann, 'GET', `/uploads/${id}`)).json()).toMatchObject({ offset: 90_000, file: null })
    const ends = await Promise.all([1, 2, 3].map(() => append(id, 90_000, Buffer.alloc(0))))
    expect(new Set(ends.map((told) => told.json<Upload>().file?.id)).size).toBe(1)
    expect(ends[0]?.json()).toMatchObject({ file: { hash: sha(bytes) } })
  })
  test('is its opener’s alone, of the announced length, of the announced content', async () => {
    const bytes = text(1_000)
    const { id } = await open(bytes)
    expect((await append(id, 0, bytes, ben)).statusCode).toBe(404)
    expect((await append(id, 0, Buffer.concat([bytes, Buffer.from('x')]))).json()).toMatchObject({ status: 413, code: 'upload.too-long' })
    expect((await send(ann, 'PATCH', `/uploads/${id}`, Readable.from([bytes, Buffer.from('more')]), { 'content-type': 'application/octet-stream', 'upload-offset': '0' })).statusCode).toBe(413)
    expect((await send(ann, 'PATCH', `/uploads/${id}`, bytes, { 'content-type': 'application/octet-stream', 'upload-offset': '-1' })).json()).toMatchObject({ status: 400, errors: [{ code: 'upload.bad-offset' }] })
    expect((await send(ann, 'GET', `/uploads/${id}`)).json()).toMatchObject({ offset: 0 })
    const wrong = await open(bytes, 'w.txt', { hash: sha(Buffer.from('another')) })
    expect((await append(wrong.id, 0, bytes)).json()).toMatchObject({ status: 422, code: 'upload.wrong-hash' })
    expect((await send(ann, 'GET', `/uploads/${wrong.id}`)).statusCode).toBe(404)
    expect((await send(ann, 'POST', '/uploads', JSON.stringify({ name: 'x', size: 2 ** 40 }), { 'content-type': 'application/json' })).json()).toMatchObject({ status: 413, code: 'file.too-large' })
  })
  test('is looked at as a whole: a program in two halves is refused and nothing of it stays', async () => {
    const { id } = await open(exe, 'half.txt')
    await append(id, 0, exe.subarray(0, 1))
    expect((await append(id, 1, exe.subarray(1))).json()).toMatchObject({ status: 422, code: 'file.forbidden-type' })
    expect((await send(ann, 'GET', `/uploads/${id}`)).statusCode).toBe(404)
    expect(existsSync(join(folder, 'uploads', id))).toBe(false)
  })
  test('given up or left for a day is forgotten with its bytes', async () => {
    const bytes = text(2_000)
    const dropped = await open(bytes)
    await append(dropped.id, 0, bytes.subarray(0, 1_000))
    expect((await send(ann, 'DELETE', `/uploads/${dropped.id}`)).statusCode).toBe(200)
    await expect.poll(() => existsSync(join(folder, 'uploads', dropped.id)), SOON).toBe(false)
    const left = await open(bytes)
    await append(left.id, 0, bytes.subarray(0, 1_000))
    house.clock.pass(23 * 3_600)
    await strike(house.work, sweepUploads)
    expect((await send(ann, 'GET', `/uploads/${left.id}`)).statusCode).toBe(200)
    house.clock.pass(2 * 3_600)
    await strike(house.work, sweepUploads)
    expect((await send(ann, 'GET', `/uploads/${left.id}`)).statusCode).toBe(404)
    await strike(house.work, sweepUploads)
    expect(existsSync(join(folder, 'uploads', left.id))).toBe(false)
  })
})

describe('with a scanner', () => {
  test('an infected file is refused, told to the log and not kept; a clean one is marked', async () => {
    const clamd = await fakeClamd()
    await set('files.clamd', clamd.address)
    const before = stored()
    const told = await upload(eicar, 'invoice.txt')
    expect(told.json()).toMatchObject({ status: 422, code: 'file.infected', detail: expect.stringContaining('Eicar-Test-Signature') })
    expect(stored()).toEqual(before)
    expect(await refusals()).toContainEqual({ reason: 'file.infected', hash: sha(eicar) })
    expect(await uploaded(Buffer.from('all well'), 'ok.txt')).toMatchObject({ scan: 'clean' })
    await clamd.close()
  })
  test('that is away a file is kept unscanned, and refused where scanning is required', async () => {
    const clamd = await fakeClamd()
    await clamd.close()
    await set('files.clamd', clamd.address)
    expect(await uploaded(Buffer.from(`away ${randomUUID()}`), 'a.txt')).toMatchObject({ scan: 'not-scanned' })
    await set('files.require-scan', true)
    expect((await upload(Buffer.from('away'), 'a.txt')).json()).toMatchObject({ status: 422, code: 'file.not-scanned' })
    await set('files.require-scan', false)
    await set('files.clamd', '')
  })
  test('that comes back what was not scanned is scanned, and given to nobody when it is infected', async () => {
    const away = await fakeClamd()
    await away.close()
    await set('files.clamd', away.address)
    const [bad, good] = [await uploaded(eicar, 'late.txt'), await uploaded(Buffer.from(`fine ${randomUUID()}`), 'fine.txt')]
    const clamd = await fakeClamd()
    await set('files.clamd', clamd.address)
    await house.drain()
    await house.directPool.query(`update graphile_worker._private_jobs set run_at = now()`)
    await house.drain()
    expect((await send(ann, 'GET', `/files/${bad.id}`)).json()).toMatchObject({ status: 422, code: 'file.infected' })
    expect((await send(ann, 'POST', `/boards/${OPEN}/pins`, JSON.stringify({ files: [bad.id] }), { 'content-type': 'application/json' })).json()).toMatchObject({ code: 'file.infected' })
    expect((await house.pool.query('select scan from file where id = $1', [good.id])).rows).toEqual([{ scan: 'clean' }])
    await set('files.clamd', '')
    await clamd.close()
  })
  test.each(['no address', 'host', 'http://x:1', 'relative/path', 'a:b'])('the setting refuses %j', async (value) => {
    expect((await send(ann, 'PATCH', '/settings/files.clamd', JSON.stringify({ value, version: versions.get('files.clamd') ?? 0 }), { 'content-type': 'application/json' })).statusCode).toBe(400)
  })
})

describe('the folder', () => {
  test('may not be an address, and the refusal shows no password', () => {
    expect(() => openFiles({ folder: 's3://key:secret@bucket/files' })).toThrow(/folder only/)
    expect(() => openFiles({ folder: 's3://key:secret@bucket/files' })).not.toThrow(/secret/)
    openFiles({ folder })
  })
})
