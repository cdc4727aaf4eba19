import { isBankCard, isIdCard, isOldIdCard } from './check-digits.ts'

export type PersonalKind = 'phone' | 'email' | 'id-card' | 'bank-card' | 'passport' | 'plate'

/** How one kind of personal value is written; `accepts` judges what the pattern found and the few characters before it. */
export type Shape = { kind: PersonalKind; pattern: RegExp; accepts?: (found: string, before: string) => boolean }

// Every repetition is bounded and a number starts only where no number ends, so that searching stays linear.
const MOBILE_ENDS = '(?<=(?<![0-9])1[3-9][0-9]{9}-)'
const LABEL_ENDS = '(?<=(?<![A-Za-z])(?:tel|phone|mobile|mob|cell|wechat|weixin|wx|vx))'
const START = `(?:(?<![0-9A-Za-z_]|[0-9][-.])|(?=[(+])|${LABEL_ENDS}|${MOBILE_ENDS})`
const END = String.raw`(?![0-9A-Za-z_]|\.[0-9]|-(?!1[3-9][0-9]{9}(?![0-9]))[0-9])`

/** One of several ways of writing, alone. Their first character is asked for first, as it rules out nearly every place of an ordinary text. */
const shape = (first: string, ways: string[], flags = 'g') => new RegExp(`(?=${first})${START}(?:${ways.join('|')})${END}`, flags)

const EXTENSION = String.raw`(?: ?(?:-|转|轉|ext\.? ?)[0-9]{1,6}(?![0-9]))?`
const CHINA = String.raw`(?:\((?:\+|00)?86\)|(?:\+|00)?86)[ -]?`
const CHINA_ABROAD = String.raw`(?:\((?:\+|00)86\)|(?:\+|00)86)[ -]?`
const MOBILE = `1[3-9][0-9](?:${[
  '[0-9]{8}',
  String.raw`(?<gap>[ -])[0-9]{4}\k<gap>[0-9]{4}`,
  '[ -][0-9]{8}',
  '[0-9]{4}[ -][0-9]{4}',
  '[ -][0-9]{3}[ -][0-9]{5}',
  '[0-9][ -][0-9]{3}[ -][0-9]{4}',
  '[0-9][ -][0-9]{4}[ -][0-9]{3}',
].join('|')})`
const AREA = '(?:10|2[0-57-9]|[3-9][0-9]{2})'
const LOCAL = '[2-9](?:[0-9]{6,7}|[0-9]{2,3}[ -][0-9]{4})'

/** In order of precedence: where two overlap, the earlier kind stands. */
export const shapes: readonly Shape[] = [
  {
    kind: 'email',
    pattern: new RegExp([
      '(?<![A-Za-z0-9_%+])[A-Za-z0-9_](?:[A-Za-z0-9._%+-]{0,62}[A-Za-z0-9_+-])?@',
      String.raw`(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.){1,8}(?:xn--[A-Za-z0-9-]{2,59}|[A-Za-z]{2,24})(?![A-Za-z0-9-])`,
    ].join(''), 'g'),
  },
  {
    kind: 'id-card',
    pattern: shape('[1-9]', [String.raw`[1-9][0-9]{5}(?<gap>[ -]?)[0-9]{4}(?:\k<gap>)?[0-9]{4}\k<gap>[0-9]{3}[0-9Xx]`]),
    accepts: (found) => isIdCard(compact(found)),
  },
  { kind: 'id-card', pattern: shape('[1-9]', ['[1-9][0-9]{14}']), accepts: (found, before) => isOldIdCard(found) && !isLabelled(before) },
  { kind: 'phone', pattern: shape('[(+018]', [`(?:${CHINA})?${MOBILE}${EXTENSION}`], 'gi'), accepts: (_, before) => !isLabelled(before) },
  {
    kind: 'phone',
    pattern: shape('[(+0]', [String.raw`(?:${CHINA_ABROAD}(?:\(0?${AREA}\)|0?${AREA})|\(0${AREA}\)|0${AREA})[ -]?${LOCAL}${EXTENSION}`], 'gi'),
    accepts: (_, before) => !isLabelled(before),
  },
  {
    kind: 'phone',
    pattern: shape(String.raw`\+`, [String.raw`\+[1-9][0-9]{0,14}(?:[ -]?\([0-9]{1,4}\))?(?:[ -][0-9]{1,12}){0,5}`]),
    accepts: (found) => /^.{10,15}$/.test(compact(found)),
  },
  {
    kind: 'bank-card',
    pattern: shape('[1-9]', [
      '[1-9][0-9]{12,18}',
      String.raw`[1-9][0-9]{3}(?<gap>[ -])[0-9]{4}\k<gap>[0-9]{4}\k<gap>[0-9]{1,4}(?:\k<gap>[0-9]{1,3})?`,
      '3[47][0-9]{2}[ -][0-9]{6}[ -][0-9]{5}',
      '[1-9][0-9]{5}[ -][0-9]{7,13}',
    ]),
    accepts: (found, before) => isBankCard(compact(found)) && !isLabelled(before),
  },
  {
    kind: 'passport',
    pattern: shape('[EG]', ['E[A-HJ-NP-Z][0-9]{7}', '[EG][0-9]{8}']),
    accepts: (found, before) => isPassportLabel(before) || (!isDated(found) && !isLabelled(before)),
  },
  { kind: 'passport', pattern: shape('[A-Z0-9]', ['[A-Z]{0,2}[0-9]{6,10}']), accepts: (_, before) => isPassportLabel(before) },
  {
    kind: 'plate',
    pattern: new RegExp([
      '[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼使领][A-HJ-NP-Z][ ·•・-]?',
      '(?:[0-9]{5}[DF]|[DF][A-HJ-NP-Z0-9][0-9]{4}|[A-HJ-NP-Z0-9]{4}[A-HJ-NP-Z0-9挂学警港澳])(?![A-Za-z0-9])',
    ].join(''), 'g'),
    // At most two letters follow the letter of the city, which a word in capitals breaks.
    accepts: (found) => (found.slice(2).match(/[A-Z]/g) ?? []).length <= 2,
  },
]

const compact = (found: string) => found.replace(/[^0-9Xx]/g, '')

/** A letter and a day, such as E20261122, is how orders and documents are numbered. */
const isDated = (found: string) => /^.(?:19|20)[0-9]{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01])$/.test(found)

const NUMBERED = String.raw`\s*(?:号码?|编号|no\.?|number|id)?[\s:：#.为是]*$`
const passportLabel = new RegExp(`(?:护照|護照|通行证|passport)${NUMBERED}`, 'i')
const otherLabel = new RegExp(
  `(?:单号|订单|工单|编号|案号|票号|户号|合同号|流水号?|交易号|凭证号|序列号|条形?码|(?<![a-z])(?:order|tracking|invoice|serial|ticket|ref|sku))${NUMBERED}`,
  'i',
)
const isPassportLabel = (before: string) => passportLabel.test(before)
/** A number so introduced is of an order, a case or a parcel, whatever it looks like. */
const isLabelled = (before: string) => otherLabel.test(before)
