/** What stands in the places of a script while it is being written. */
export const exampleValues = (tongue: 'zh' | 'en'): Record<string, string> => tongue === 'en'
  ? { salutation: 'Ms Wang', hello: 'Hello Ms Wang', agentNumber: '1024', number: '20261122-000123', matter: 'The air conditioner does not cool', due: '23 November, 15:00' }
  : { salutation: '王女士', hello: '王女士，您好', agentNumber: '1024', number: '20261122-000123', matter: '空调不制冷', due: '11月23日 15:00' }
