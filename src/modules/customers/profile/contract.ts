import { z } from 'zod'
import { Day, Id, endpoint, event } from '../../../kernel/contract.ts'
import { CHECK_SOURCES, PROFILE_BLOCKS, PROFILE_FIELDS, QUALITIES } from './rules.ts'

/** How good a customer's profile is: what it lacks, what was checked by whom, what is too old; and the lists of what has to be tidied. */

const Field = z.enum(PROFILE_FIELDS)
export const CheckSource = z.enum(CHECK_SOURCES)

/** One word of a profile, or that it is missing. */
export const ProfileWord = z.object({
  field: Field,
  /** Names it to `check`: the field, or the id of a contact point; null where there is nothing to check. */
  key: z.string().nullable(),
  filled: z.boolean(), weight: z.int(),
  /** Since when it is as it is: set, or when the record was made. */
  setOn: z.string().nullable(),
  /** When it was last found right or wrong, and by what; null while nobody has. */
  checked: z.object({ on: z.string(), right: z.boolean(), source: CheckSource, by: z.string().nullable() }).nullable(),
  stale: z.boolean(),
})
export type ProfileWord = z.output<typeof ProfileWord>
export const Profile = z.object({
  /** Percent, by the weights of the fields. */
  completeness: z.number(),
  /** From this on a profile counts as complete, and after so many days a word as stale. */
  enough: z.number(), staleDays: z.int(),
  blocks: z.array(z.object({ key: z.enum(PROFILE_BLOCKS.map((one) => one.key)), completeness: z.number().nullable(), words: z.array(ProfileWord) })),
})
export type Profile = z.output<typeof Profile>

/** At most 10,000 are counted; `more` when there are. */
const Tally = z.object({ n: z.int(), more: z.boolean() })
export const QualityBoard = z.object({
  lists: z.array(z.object({ quality: z.enum(QUALITIES), ...Tally.shape })),
  enough: z.number(), staleDays: z.int(),
  /** Percent, the mean of all profiles. */
  completeness: z.number().nullable(),
})
export type QualityBoard = z.output<typeof QualityBoard>

const Weights = z.object({ items: z.array(z.object({ field: Field, weight: z.int() })) })

export const profiles = {
  profile: endpoint('GET', '/customers/:id/profile', { params: Id, response: Profile, access: 'customer.read', about: 'How complete, checked and fresh a customer’s profile is, block by block.' }),
  checkWords: endpoint('POST', '/customers/:id/checks', {
    params: Id, body: z.strictObject({ keys: z.array(z.string().max(60)).min(1).max(40), right: z.boolean().default(true), source: CheckSource, on: Day.optional() }), response: Profile, access: 'customer.write',
    about: 'Keeps that words of a profile were found right or wrong: fields by name, contact points by id. `on` is today when left out.',
  }),
  qualityBoard: endpoint('GET', '/customer-quality', { response: QualityBoard, access: 'customer.tidy', about: 'How many profiles are alike, wrong, stale, incomplete, and lack which field. Each is a list: GET /customers?quality=….' }),
  readWeights: endpoint('GET', '/customer-weights', { response: Weights, access: 'customer.tidy', about: 'How much each field counts for the completeness of a profile.' }),
  weigh: endpoint('POST', '/customer-weights', { body: z.strictObject({ items: z.array(z.strictObject({ field: Field, weight: z.int().min(0).max(100) })).min(1).max(PROFILE_FIELDS.length).refine((items) => new Set(items.map(({ field }) => field)).size === items.length, { error: 'customer.weighed-twice' }) }), response: Weights, access: 'customer.shape', about: 'Changes how much fields count; 0 asks for a field no more. All profiles are reckoned again.' }),
}

/** Keys as in `check`. */
export const CustomerChecked = event('customer.checked', z.object({ keys: z.array(z.string()), right: z.boolean(), source: CheckSource, on: z.string() }))
export const WeightsChanged = event('customer-weights.changed', z.object({ changed: z.record(z.string(), z.object({ from: z.int(), to: z.int() })) }))
/** Every profile stands by the weights in force. */
export const WeightsReckoned = event('customer-weights.reckoned', z.object({}))
