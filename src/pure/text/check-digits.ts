/** Whether 18 characters are a mainland identity card (GB 11643): region, a date of birth from 1900 to 2099, ISO 7064 check character. */
export function isIdCard(number: string): boolean {
  if (!/^\d{17}[\dXx]$/.test(number) || !isRegion(number) || !isDate(number.slice(6, 14)) || !/^.{6}(?:19|20)/.test(number)) return false
  const sum = ID_WEIGHTS.reduce((total, weight, at) => total + weight * Number(number[at]), 0)
  return '10X98765432'[sum % 11] === number[17]?.toUpperCase()
}

/** Whether 15 digits are an identity card of before 1999, which has no check digit: region and a date of birth in the 20th century. */
export function isOldIdCard(number: string): boolean {
  return /^\d{15}$/.test(number) && isRegion(number) && isDate(`19${number.slice(6, 12)}`)
}

/** Whether 14 to 19 digits are a bank card: the first digits and the length of a card organisation, and the Luhn check digit. */
export function isBankCard(number: string): boolean {
  return CARDS.test(number) && isLuhn(number)
}

function isLuhn(number: string): boolean {
  let sum = 0
  for (let at = 0; at < number.length; at += 1) {
    const digit = Number(number[number.length - 1 - at])
    const value = at % 2 === 1 ? digit * 2 : digit
    sum += value > 9 ? value - 9 : value
  }
  return sum % 10 === 0
}

function isDate(digits: string): boolean {
  const [year, month, day] = [Number(digits.slice(0, 4)), Number(digits.slice(4, 6)), Number(digits.slice(6, 8))]
  return month >= 1 && month <= 12 && day >= 1 && day <= new Date(Date.UTC(year, month, 0)).getUTCDate()
}

const isRegion = (number: string) => /^(?:1[1-5]|2[1-3]|3[1-7]|4[1-6]|5[0-4]|6[1-5]|71|8[1-3])/.test(number)
const ID_WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
// Visa's old length of 13 is left out, as no such card is in use and parcels and goods are numbered so.
// UnionPay 62 and 60, the older 9558 of ICBC, Visa, Mastercard (also 2221–2720), American Express, JCB, Diners.
const CARDS = /^(?:62\d{14,17}|60\d{14,17}|9558\d{15}|4\d{15}(?:\d{3})?|5[1-5]\d{14}|2(?:22[1-9]|2[3-9]\d|[3-6]\d\d|7[01]\d|720)\d{12}|3[47]\d{13}|35\d{14}|3[068]\d{12})$/
