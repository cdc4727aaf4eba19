/** Ways by which we and customers meet. `visit` is written down by whoever was there; the others are filled by their modules too. */
export const CHANNELS = ['phone', 'email', 'chat', 'sms', 'wechat', 'portal', 'counter', 'visit', 'internal', 'api'] as const
/** What a person may write down by hand. */
export const MANUAL_CHANNELS = ['phone', 'counter', 'visit', 'wechat', 'sms', 'email'] as const
