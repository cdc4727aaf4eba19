/**
 * What the handbook (002, edition of the management system) claims about complaints, without a source that could be checked. They are shown as claims, beside the company's own figure,
 * and never as a result or a promise. `metric` is the own figure that is held against a claim; a claim of a change is held against the same days a year before.
 */
export const CLAIMS = [
  { key: 'communication', where: '002 §5.1', value: 70, year: null, of: 'share', metric: 'complaint-share-communication' },
  { key: 'information-transfer', where: '002 §5.3', value: 60, year: null, of: 'share', metric: 'complaint-share-information-transfer' },
  { key: 'compliance', where: '002 §7.2', value: 35, year: 2022, of: 'share', metric: 'complaint-share-compliance' },
  { key: 'privacy', where: '002 §7.4', value: 25, year: 2021, of: 'change', metric: 'privacy-complaints' },
  { key: 'satisfied', where: '002 §3.4', value: 85, year: null, of: 'share', metric: 'complaint-satisfaction' },
] as const
