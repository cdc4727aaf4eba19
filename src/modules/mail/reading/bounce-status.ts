import type { BounceReason } from './bounce-vocabulary.ts'

/** What enhanced status codes mean, by RFC 3463, 5248, 7372 and 7505. `x` stands for 4 and 5; codes that say no more than “something” are missing. */
const MEANINGS: Readonly<Record<string, BounceReason>> = {
  '5.1.0': 'userunknown', 'x.1.1': 'userunknown', '5.1.2': 'hostunknown', '5.1.3': 'userunknown', 'x.1.4': 'filtered', 'x.1.6': 'hasmoved', 'x.1.7': 'rejected', 'x.1.8': 'rejected', 'x.1.9': 'systemerror', '5.1.10': 'notaccept',
  '5.2.0': 'filtered', '4.2.1': 'suspend', '5.2.1': 'filtered', 'x.2.2': 'mailboxfull', 'x.2.3': 'exceedlimit', 'x.2.4': 'filtered',
  '5.3.0': 'systemerror', 'x.3.1': 'systemfull', 'x.3.2': 'notaccept', 'x.3.3': 'systemerror', 'x.3.4': 'mesgtoobig', 'x.3.5': 'systemerror',
  '5.4.0': 'networkerror', '4.4.1': 'expired', 'x.4.2': 'networkerror', '5.4.3': 'systemerror', 'x.4.4': 'networkerror', '5.4.4': 'hostunknown', 'x.4.5': 'toomanyconn', 'x.4.6': 'networkerror', 'x.4.7': 'expired',
  'x.5.3': 'toomanyconn', '5.5.4': 'systemerror', 'x.5.5': 'systemerror', '5.5.6': 'securityerror',
  'x.6.0': 'contenterror', 'x.6.1': 'contenterror', 'x.6.2': 'contenterror', 'x.6.3': 'contenterror', 'x.6.5': 'contenterror', 'x.6.6': 'contenterror', 'x.6.7': 'contenterror', 'x.6.8': 'contenterror', 'x.6.9': 'contenterror',
  'x.7.0': 'securityerror', 'x.7.1': 'blocked', 'x.7.2': 'blocked', 'x.7.3': 'securityerror', 'x.7.4': 'securityerror', 'x.7.5': 'securityerror', 'x.7.6': 'securityerror', 'x.7.7': 'securityerror', 'x.7.8': 'securityerror', 'x.7.9': 'securityerror',
  'x.7.10': 'securityerror', 'x.7.11': 'securityerror', 'x.7.13': 'suspend', 'x.7.14': 'securityerror', 'x.7.15': 'securityerror', 'x.7.16': 'mesgtoobig', 'x.7.17': 'hasmoved', 'x.7.18': 'hasmoved', 'x.7.20': 'authfailure', 'x.7.21': 'authfailure',
  'x.7.22': 'authfailure', 'x.7.23': 'authfailure', 'x.7.24': 'authfailure', 'x.7.25': 'requireptr', 'x.7.26': 'authfailure', 'x.7.27': 'rejected',
}
/** Codes that are precise whatever is written beside them. */
const CERTAIN = /^[45]\.(?:1\.[2678]|2\.[23]|3\.4|6\.\d|7\.2[0-6])$/

/** What a status means by itself; undefined for one that only says that something failed. */
export const meaningOf = (status: string): BounceReason | undefined => MEANINGS[status] ?? MEANINGS[`x${status.slice(1)}`]
export const isCertain = (status: string): boolean => CERTAIN.test(status)
