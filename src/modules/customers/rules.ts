/** Decisions about customers that the server checks and the screens know as well. */

export const CUSTOMER_TYPES = ['person', 'organisation'] as const
export const CONTACT_KINDS = ['phone', 'email', 'wechat', 'sms', 'address', 'other'] as const
export const DOCUMENT_KINDS = ['id-card', 'passport', 'permit', 'business-licence', 'other'] as const
export const DEEDS = ['change', 'reveal', 'reveal-document', 'remove', 'restore', 'merge', 'grade'] as const
export type CustomerDeed = (typeof DEEDS)[number]

/** What the reader may do with a record: the commands check the same. A removed record can only be taken out of the bin, one that has become part of another is changed there. */
export function deedsOf({ removed, merged }: { removed: boolean; merged: boolean }, can: (permission: string) => boolean): CustomerDeed[] {
  if (merged) return []
  if (removed) return can('customer.remove') ? ['restore'] : []
  return DEEDS.filter((deed) => ((deed === 'change' || deed === 'merge') && can('customer.write')) || (deed === 'reveal' && can('customer.reveal')) || (deed === 'reveal-document' && can('customer.reveal-sensitive')) || (deed === 'remove' && can('customer.remove')) || (deed === 'grade' && can('customer.grade')))
}
