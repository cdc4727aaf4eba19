import chardet from 'chardet'
import iconv from 'iconv-lite'

/** The 500 commonest characters of simplified and of traditional Chinese as they stand in letters: what a right guess is full of and a wrong one is not. */
const SIMPLIFIED = '的一是不了在人有我他这个们中来上大为和国地到以说时要就出会可也你对生能而子那得于着下自之年过发后作里用道行所然家种事成方多经么去法学如都同现当没动面起看定天分还进好小部其些主样理心本前开但因只从想实日军者意无力它与长把机十民第公此已工使情明性知全三又关点正业外将两高间由问很最重并物手应战向头文体政美相见被利什二等产或新己制身果加西斯月话合回特代内信表化老给世位次度门任常先海通教儿原东声提立及比员解水名真论处走义各入几口认条平系气题活尔更别打女变四神总何电数安少报才结反受目太量再感建务做接必场件计管期市直德资命山金指克许统区保至队形社便空决治展马科司五基眼书非则听白却界达光放强即像难且权思王象完设式色路记南品住告类求据程北边死张该交规万取拉格望觉术领共确传师观清今切院让识候带导争运请您谢发邮件附件收到订单退款客服投诉电话号码公司先生女士您好尊敬感谢联系需要咨询问题产品服务发票合同账号密码登录注册快递物流购买付款价格报价采购培训管理企业市场销售'
const TRADITIONAL = '的一是不了在人有我他這個們中來上大為和國地到以說時要就出會可也你對生能而子那得於著下自之年過發後作里用道行所然家種事成方多經麼去法學如都同現當沒動面起看定天分還進好小部其些主樣理心本前開但因只從想實日軍者意無力它與長把機十民第公此已工使情明性知全三又關點正業外將兩高間由問很最重並物手應戰向頭文體政美相見被利什二等產或新己制身果加西斯月話合回特代內信表化老給世位次度門任常先海通教兒原東聲提立及比員解水名真論處走義各入幾口認條平系氣題活爾更別打女變四神總何電數安少報才結反受目太量再感建務做接必場件計管期市直德資命山金指克許統區保至隊形社便空決治展馬科司五基眼書非則聽白卻界達光放強即像難且權思王象完設式色路記南品住告類求據程北邊死張該交規萬取拉格望覺術領共確傳師觀清今切院讓識候帶導爭運請您謝郵附檔收訂單退款客服訴號碼生女士敬感聯繫需詢產發票帳密登錄註冊遞購買付價報採訓企銷售'
const COMMON = new Set(SIMPLIFIED + TRADITIONAL)
const MULTIBYTE = ['gb18030', 'big5', 'shift_jis', 'euc-jp', 'euc-kr'] as const
const LEAST = 0.35
/** Bytes looked at: enough to know, and a guess stays cheap. */
const SAMPLE = 16_384

/**
 * Which charset undeclared (or wrongly declared) 8-bit bytes are in, or null when none convinces. East Asian charsets are judged by how many of the
 * decoded characters are everyday ones, since byte patterns alone can’t tell GBK from Big5 or EUC-KR in a short subject.
 */
export function guessCharset(buffer: Buffer, hint = '', declared = ''): string | null {
  const sample = buffer.subarray(0, SAMPLE)
  let best: { charset: string; score: number } | null = null
  for (const charset of MULTIBYTE) {
    const score = eastAsianScore(sample, charset) + (charset === hint ? 0.2 : 0) + (charset === 'gb18030' ? 0.08 : 0) + (charset === declared ? 0.2 : 0)
    if (score > (best?.score ?? LEAST)) best = { charset, score }
  }
  if (best) return best.charset
  if (hint && !/^(utf-8|us-ascii)$/.test(hint) && singleByteScore(sample, hint) > 0.5) return hint
  const cyrillic = (['koi8-r', 'windows-1251', 'cp866'] as const).map((charset) => ({ charset, score: cyrillicScore(sample, charset) })).sort((a, b) => b.score - a.score)[0]
  if (cyrillic && cyrillic.score > 0.7) return cyrillic.charset
  const found = chardet.analyse(sample).find(({ name }) => /^(windows-125|ISO-8859)/.test(name))
  if (found && found.confidence > 20) {
    const name = found.name.toLowerCase()
    return name === 'iso-8859-1' ? 'windows-1252' : name === 'iso-8859-9' ? 'windows-1254' : name
  }
  return null
}

/** Lead bytes of the first plane of each charset, which its makers filled with the characters in everyday use. */
const FIRST_PLANE: Readonly<Record<string, readonly [lead: number, last: number, trails: readonly (readonly [number, number])[]]>> = {
  gb18030: [0xb0, 0xd7, [[0xa1, 0xfe]]], big5: [0xa4, 0xc6, [[0x40, 0x7e], [0xa1, 0xfe]]], shift_jis: [0x88, 0x97, [[0x40, 0x7e], [0x80, 0xfc]]], 'euc-jp': [0xb0, 0xcf, [[0xa1, 0xfe]]],
}
const planes = new Map<string, ReadonlySet<string>>()
function everyday(charset: string): ReadonlySet<string> {
  const known = planes.get(charset)
  if (known) return known
  const [lead, last, trails] = FIRST_PLANE[charset] ?? [1, 0, []]
  const bytes: number[] = []
  for (let high = lead; high <= last; high += 1) for (const [from, to] of trails) for (let low = from; low <= to; low += 1) bytes.push(high, low)
  const plane = new Set(bytes.length ? new TextDecoder(charset).decode(Uint8Array.from(bytes)) : '')
  planes.set(charset, plane)
  return plane
}

/** How well bytes read in a charset of East Asia: about 1 for a letter in it, below a half for anything else; null for other charsets. */
export const readsAs = (buffer: Buffer, charset: string): number | null => (MULTIBYTE as readonly string[]).includes(charset) ? eastAsianScore(buffer.subarray(0, SAMPLE), charset) : null

/** 0 (nothing) to about 1 (every wide character is an everyday one). Broken sequences count heavily against. */
function eastAsianScore(sample: Buffer, charset: string): number {
  const text = new TextDecoder(charset).decode(sample)
  let points = 0
  let wide = 0
  let at = 0
  for (const character of text) {
    at += character.length
    const code = character.codePointAt(0) as number
    if (code < 0x80) continue
    wide += 1
    // A sample may end in the middle of a character.
    if (code === 0xfffd) points -= at >= text.length - 1 ? 0 : 4
    else if (code >= 0x4e00 && code <= 0x9fff) points += charset === 'euc-kr' ? -0.3 : COMMON.has(character) ? (charset === 'gb18030' || charset === 'big5' ? 1 : 0.7) : everyday(charset).has(character) ? 0.5 : 0.1
    else if (code >= 0x309b && code <= 0x309e || code === 0x30fd || code === 0x30fe || code === 0x3003) points -= 0.2
    else if (code >= 0x3040 && code <= 0x30ff) points += charset === 'gb18030' || charset === 'big5' ? 0.2 : 1
    else if (code >= 0xac00 && code <= 0xd7a3) points += charset === 'euc-kr' ? commonHangul(character) : 0
    else if ((code >= 0x3000 && code <= 0x303f) || (code >= 0xff01 && code <= 0xff5e) || (code >= 0x2010 && code <= 0x2026)) points += 0.8
    else if (code >= 0xff61 && code <= 0xff9f) points -= 0.3
    else if (code >= 0xe000 && code <= 0xf8ff) points -= 2
    else if (code >= 0x3400 && code < 0x4e00) points -= 1
    else points -= 0.2
  }
  return wide ? points / wide : 0
}

/** The commonest syllables of Korean letters: what comes of Chinese bytes read as Korean is spread over thousands. */
const HANGUL = new Set('이다는을의에가하고지로기사한은인를도나서리시자아있어대그일과전부정만들수해라보스게니제오원주상조구연성세장으여동문무우회위국관모비재경방용개산소안녕십까합습됩입니요감와했되않없것들면할때려드바진신실내유마공미생치학당터트호선물음말적안간행단남발각계외차통또속등발결양소품업금송확입메일첨파배환불교질답변처리객')
const commonHangul = (character: string): number => HANGUL.has(character) ? 1 : 0.15

/** Share of letters that run in lower-case Cyrillic words, as most Russian letters do. */
function cyrillicScore(sample: Buffer, charset: string): number {
  const text = iconv.decode(sample, charset)
  const high = text.match(/[^\0-\x7f]/g)?.length ?? 0
  if (!high) return 0
  const words = text.match(/(?<![а-яёА-ЯЁa-zA-Z])[А-ЯЁ]?[а-яёіїє]+(?![А-ЯЁа-яёa-zA-Z])/g) ?? []
  const shouted = text.match(/(?<![а-яёa-zA-Z])[А-ЯЁ]{2,}(?![а-яёa-zA-Z])/g) ?? []
  const vowels = text.match(/[аеиоуыэюяё]/gi)?.length ?? 0
  const orderly = words.reduce((sum, word) => sum + word.length, 0) + shouted.reduce((sum, word) => sum + word.length * 0.5, 0)
  return orderly / high * (vowels / high > 0.25 ? 1 : 0.6)
}

const singleByteScore = (sample: Buffer, charset: string): number => {
  if (!iconv.encodingExists(charset)) return 0
  const wide = iconv.decode(sample, charset).match(/[^\0-\x7f]/g) ?? []
  return wide.filter((character) => /\p{L}|\p{P}|\s/u.test(character)).length / Math.max(1, wide.length)
}
