import type { Ctx } from '../../../kernel/context.ts'
import { writeFields } from '../../../kernel/custom-fields/index.ts'
import { dayIn } from '../../../kernel/days.ts'
import { AppError } from '../../../kernel/errors.ts'
import type { Fault } from '../../../kernel/errors.ts'
import { companyZone } from '../../../kernel/frame.ts'
import { newId } from '../../../kernel/id.ts'
import { CustomerAdded } from '../contract.ts'
import type { AddCustomer, ContactKind, CustomerType } from '../contract.ts'
import type { ContactValue } from '../contact-values.ts'
import { badValue, contactValue, tokenRows } from '../contact-values.ts'
import { keepGrading, standingOf } from '../grading.ts'
import { cleanName, holdsNumber } from '../names.ts'
import { tables } from '../tables.ts'

/** A customer as the one who took or made it needs it. `contactPoints` in the order in which they were given. */
export interface AddedCustomer { id: string; type: CustomerType; name: string; contactPoints: readonly { id: string; kind: ContactKind }[] }

/** Whether a day of birth lies after today, by the company's calendar. */
export const notBornYet = (ctx: Ctx, birthday: string): boolean => birthday > dayIn(ctx.settings.get(companyZone), ctx.now)

/**
 * Adds a customer with contact points and documents. Asks the database nothing: every row is sent, and becomes findable by name within a second.
 * `at` is the path under which wrong fields are told.
 *
 * @throws AppError 400 with every wrong field: `contact-point.bad-phone`, `contact-point.bad-email`, `contact-point.bad-wechat`, `customer.name-empty`, `customer.name-holds-number`, `customer.not-born-yet`
 */
export async function addCustomer(ctx: Ctx, input: AddCustomer, at = ''): Promise<AddedCustomer> {
  const faults: Fault[] = []
  const prefix = at ? `${at}.` : ''
  const name = cleanName(input.name)
  if (!name) faults.push({ path: `${prefix}name`, code: 'customer.name-empty' })
  else if (holdsNumber(name)) faults.push({ path: `${prefix}name`, code: 'customer.name-holds-number' })
  if (input.birthday && notBornYet(ctx, input.birthday)) faults.push({ path: `${prefix}birthday`, code: 'customer.not-born-yet' })
  const points = (input.contactPoints ?? []).flatMap(({ kind, value, label = null }, place) => {
    const known = contactValue(ctx, kind, value)
    if (!known) faults.push(badValue(kind, `${prefix}contactPoints.${place}.value`))
    return known ? [{ kind, label, known }] : []
  })
  if (faults.length) throw new AppError('invalid', 'request.invalid', { errors: faults })
  return writeCustomer(ctx, { ...input, name }, points)
}

/** The same with the company's own fields: nothing that they require is missing. @throws AppError as `addCustomer`, and 400 at `fields.KEY` */
export async function addWithFields(ctx: Ctx, { fields, ...input }: AddCustomer): Promise<AddedCustomer> {
  const added = await addCustomer(ctx, input)
  await writeFields(ctx, 'customer', { ownerId: added.id, kind: added.type, given: Object.fromEntries(Object.entries(fields ?? {}).filter(([, value]) => value !== null)) })
  return added
}

export interface KnownPoint { kind: ContactKind; label: string | null; known: ContactValue }

/** The rows and the event of a customer whose name and values have been looked at. */
export async function writeCustomer(ctx: Ctx, input: Omit<AddCustomer, 'contactPoints'>, known: readonly KnownPoint[]): Promise<AddedCustomer> {
  const id = newId()
  const points = known.map((point) => ({ ...point, id: newId() }))
  const { type, name, title = null, region = null, industry = null, size = null, language = null, birthday, lunarBirthday, documents = [] } = input
  const standing = standingOf(ctx, { grade: null, grade_from: null, vip: false }, input)
  const secret = points.length || documents.length || birthday || lunarBirthday
  const seal = secret ? ctx.vault.newborn(ctx, [id]) : () => { throw new Error('nothing to seal') }
  const row = {
    id, type, name, title, region, industry, size, language, birthday: birthday ? seal(id, birthday) : null, lunar_birthday: lunarBirthday ? seal(id, lunarBirthday) : null,
    created_at: ctx.now, deleted_at: null, erased_at: null, merged_into_id: null, version: 1, ...standing,
  }
  tables.insert(ctx, 'customer', row)
  keepGrading(ctx, id, standing)
  if (points.length) {
    tables.insert(ctx, 'contact_point', points.map((point) => ({ id: point.id, customer_id: id, kind: point.kind, value: seal(id, point.known.value), label: point.label, created_at: ctx.now, removed_at: null, version: 1 })))
    const tokens = points.flatMap((point) => tokenRows(ctx, point.known.tokens, point.id, id))
    if (tokens.length) tables.insert(ctx, 'contact_token', tokens)
  }
  if (documents.length) tables.insert(ctx, 'customer_document', documents.map((document) => ({ id: newId(), customer_id: id, kind: document.kind, number: seal(id, document.number), created_at: ctx.now })))
  await ctx.emit(CustomerAdded, id, { type, contactKinds: points.map((point) => point.kind) })
  return { id, type, name, contactPoints: points.map((point) => ({ id: point.id, kind: point.kind })) }
}
