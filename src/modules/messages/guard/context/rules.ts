import { simplified } from '../../../../pure/text/simplified.ts'

/** Whether words found in a text are meant by its writer: not quoted, reported, denied, explained, dated or said of ourselves. */

interface Place { start: number; end: number }
type Kind = 'apology' | 'forbidden' | 'rude' | 'hurry' | 'you' | 'jargon' | 'vague' | 'personal'

/** How far back and ahead anything counts. */
const REACH = 120
const BREAK = /[，。！？；：、,!?;:\n（）()「」『』“”"—…]|\.(?=\s|$)|\.(?=[^\x00-\x7f])/g
const SENTENCE_END = /[。！？!?；;\n]|\.(?=\s|$)/g

/** What stands before a place within its clause, in lower case and without short forms. */
export function before(text: string, at: number): string {
  const from = Math.max(0, at - REACH)
  const part = text.slice(from, at)
  let begin = 0
  for (const match of part.matchAll(BREAK)) begin = match.index + match[0].length
  return plain(part.slice(begin))
}
function sentenceAround(text: string, { start, end }: Place): string {
  const head = text.slice(Math.max(0, start - REACH), start)
  const tail = text.slice(end, end + REACH)
  let begin = 0
  for (const match of head.matchAll(SENTENCE_END)) begin = match.index + match[0].length
  const stop = tail.search(SENTENCE_END)
  return plain(`${head.slice(begin)}${text.slice(start, end)}${stop < 0 ? tail : tail.slice(0, stop)}`)
}
const plain = (part: string) => simplified(part).normalize('NFKC').toLowerCase().replace(/[’‘]/g, "'").replace(/can't|cannot/g, 'can not').replace(/n't/g, ' not').replace(/您/g, '你').replace(/\s+/g, ' ').trimStart()

/** Whether the writer means it, by what stands around it. */
export function isMeant(text: string, place: Place, kind: Kind, quotations: readonly Quotation[]): boolean {
  if (kind === 'personal') return true
  const lead = before(text, place.start)
  const quotation = quotations.findLast(({ start, end }) => start <= place.start && place.end <= end)
  if (quotation && !isOurWord(text, quotation)) return false
  if (/^-(?:proof|free)\b/i.test(text.slice(place.end, place.end + 7))) return false
  if (isDenied(lead, kind) || isReported(text, place, lead, kind) || isSupposed(lead, text.slice(place.end, place.end + 6), kind)) return false
  if (kind === 'jargon') return !isExplained(text, place)
  if (kind === 'forbidden') return !isMadeGood(text, place) && !isTheirNotKnowing(text, place, lead)
  if (kind === 'vague') return isOurPromise(lead) && !DATED.test(sentenceAround(text, place))
  if (kind === 'hurry') return !isOurHaste(lead)
  if (kind === 'you' && isCondition(text, place)) return false
  if (kind === 'you') return !/\?|？/.test(text[place.end] ?? '') || !/^(?:必须|must)/.test(plain(text.slice(place.start, place.end)))
  return true
}

/** What the customer may not know is no refusal of ours: 您可能不知道，会员可以免费换新. */
const isTheirNotKnowing = (text: string, { start, end }: Place, lead: string) => /^不(?:知道|清楚|了解)/.test(text.slice(start, end)) && /你(?:可能|也许|或许|大概|恐怕|应该|未必|暂时|之前|当时|还|并|也)*$/.test(lead)
/** What law or a contract asks of everybody: 您必须年满十八周岁. */
const isCondition = (text: string, { start, end }: Place) => text.slice(start, end).endsWith('必须') && /^(?:年满|满|本人|持|是本人|由本人)/.test(text.slice(end, end + 4))

/** A limit of our own, after which we say whom we turn to and by when: 我做不了主，我去请示主管，二十分钟内给您回电. */
function isMadeGood(text: string, place: Place): boolean {
  if (!/做不了主|解决不了|管不了|没办法|没有办法/.test(text.slice(place.start, place.end))) return false
  const tail = text.slice(place.end, place.end + REACH)
  const stop = tail.search(/[。！？!?；;\n]/)
  const rest = plain(stop < 0 ? tail : tail.slice(0, stop))
  return /^[，,](?:但|不过|所以|已经?)?(?:我们?)?(?:[^，]{0,6})(?:请示|申请|上报|转给|转到|协调|请教|联系)/.test(rest) && DATED.test(rest)
}

const PAIRS: ReadonlyMap<string, string> = new Map([['“', '”'], ['「', '」'], ['『', '』'], ['《', '》'], ['"', '"'], ['‘', '’'], ['〈', '〉'], ['＂', '＂']])
const MARKS = /[“”「」『』《》"‘’〈〉＂]/g
/** A quotation is no longer than this, or its end was forgotten. */
const LONGEST_QUOTATION = 400
export interface Quotation { start: number; end: number; open: string }

/** What of a text is quoted: between quotation marks or in title marks, and lines of the other side's letter. */
export function quotationsIn(text: string): Quotation[] {
  const found: Quotation[] = []
  const opened: { at: number; open: string }[] = []
  for (const { 0: mark, index } of text.matchAll(MARKS)) {
    const closes = opened.findLastIndex(({ open }) => PAIRS.get(open) === mark)
    if (closes >= 0) {
      const { at, open } = opened[closes] as { at: number; open: string }
      opened.length = closes
      if (index - at <= LONGEST_QUOTATION) found.push({ start: at, end: index + 1, open })
    } else if (PAIRS.has(mark) && !(mark === '‘' && /[a-z]/i.test(text[index - 1] ?? ''))) opened.push({ at: index, open: mark })
  }
  if (/[>＞]/.test(text)) for (const match of text.matchAll(/^[ \t]*[>＞].*$/gm)) found.push({ start: match.index, end: match.index + match[0].length, open: '>' })
  return found
}
/** Words in quotation marks that are ours all the same: we express our “sincere apologies”. Titles and lines of the other side's letter never are. */
function isOurWord(text: string, quote: Quotation): boolean {
  if (quote.open === '《' || quote.open === '〈' || quote.open === '>') return false
  const lead = before(text, quote.start)
  return /(?:我们?|我司|本公司|谨|特)[^你他她]{0,8}(?:表示|表达|致以|说一?声|道一?声|送上|献上)[^你]{0,4}$/.test(lead) || /\b(?:we|i)\b[^.]{0,20}\b(?:say|express|offer|extend)(?: \w+){0,3} ?$/.test(lead)
}

const DENIED_ZH = /(?:没有|没|并非|(?<!是)不是|(?<!会)不会|不用|不必|无需|无须|(?<!要)不要|不想|未曾|并未|未|从未|从不|从来不|绝不|决不|(?<!应)不应该?|(?<!能)不能|勿|别|请勿|免得|以免)(?:再|要|需要?|必要|就此|为此|对此|因此|向|对|和|跟|任何人|客户|你|我们?|您|说|讲|的意思|感到|觉得|特意|专门|那么|这么|如此|着|故意|让你|使你){0,4}$/
const DENIED_EN = /\b(?:not|never|without|no need|nobody|nothing|neither|nor|no reason)(?: (?:for \w+ to|to|need to|have to|need|have|want to|mean to|been|be|being|feel|a|an|any|at all|ever|your|you|us|anything like|saying|say|trying|that)){0,4} ?$/
/** Phrases that turn away begin with a denial themselves; before them another one counts only with a word of saying. */
function isDenied(lead: string, kind: Kind): boolean {
  if (kind === 'apology' && /(?:不得不|不能不|不可不)[^，。]{0,4}$/.test(lead)) return false
  if (kind === 'forbidden') return /(?:不会|绝不|决不|不能|不应该?|从不|别|不要|禁止)[^，。]{0,8}(?:说|讲|回答)[^，。]{0,4}$/.test(lead) || /\b(?:never|not)(?: \w+){0,2} (?:say|tell|answer)\b[^.]{0,16}$/.test(lead)
  return DENIED_ZH.test(lead) || DENIED_EN.test(lead)
}

const OTHER_ZH = '(?:(?<![对向给让使为跟替与于帮请])[你]|客户|顾客|用户|对方|师傅|快递员|骑手|司机|店员|店长|店家|经理|主管|前台|客服|员工|同事|卖家|商家|厂家|法院|律师|邻居|有人|他们?|她们?|评价|留言|来信)'
const SAID_ZH = '(?:说|讲|写|提到|提及|反映|反馈|表示|投诉|认为|觉得|要求|希望|担心|问|催|骂|抱怨|回答|答复|称|强调|指出)'
const REPORTED_ZH = new RegExp(`${OTHER_ZH}[^，。]{0,12}?${SAID_ZH}(?!的|得|就)[^，。]*$`)
const DONE_BY_OTHERS_ZH = new RegExp(`${OTHER_ZH}[^，。我]{0,10}(?:已经?|曾|当时|会|将|没有?|未|要|必须|应该?|须|判|不|愿|拒绝)[^，。我]*$`)
const OTHER_EN = "\\b(?:you|he|she|they|customers?|clients?|agents?|couriers?|technicians?|drivers?|sellers?|shops?|colleagues?|managers?|neighbou?rs?|supervisors?|staff|lawyer|court|your (?:message|letter|e-?mail|mail|review|note))\\b"
const REPORTED_EN = new RegExp(`${OTHER_EN}[^.]{0,24}?\\b(?:said|says?|told|tells|wrote|writes?|mention(?:ed|s)?|report(?:ed|s)?|complain(?:ed|s)?|ask(?:ed|s)?|claim(?:ed|s)?|felt|found|wants?|wanted|called|demand(?:ed|s)?)\\b[^.]*$`)
const DONE_BY_OTHERS_EN = new RegExp(`${OTHER_EN}(?!.*\\b(?:i|we|us|our|my)\\b)`)
function isReported(text: string, place: Place, lead: string, kind: Kind): boolean {
  const own = /^(?:我们?|我司|本公司|本店|i|we)(?![a-z])/.test(lead)
  if (!own && (REPORTED_ZH.test(lead) || REPORTED_EN.test(lead))) return true
  if (kind === 'apology' && !own && (DONE_BY_OTHERS_ZH.test(lead) || DONE_BY_OTHERS_EN.test(lead))) return true
  // What follows a colon is still what they said: 您在留言里说：……
  const colon = text.slice(Math.max(0, place.start - REACH), place.start).search(/[:：][^。！？!?；;\n]*$/)
  if (colon < 0) return false
  const intro = before(text, Math.max(0, place.start - REACH) + colon)
  return !/^(?:我们?|我司|i |we )/.test(intro) && (REPORTED_ZH.test(intro) || REPORTED_EN.test(intro))
}

/** Said of a case that may be: 如果您不清楚, if you don't know, 的话. */
const isSupposed = (lead: string, after: string, kind: Kind) => (kind === 'forbidden' || kind === 'you') && (/(?:如果|如|若|假如|要是|万一|倘若|只要|不管|无论|是否)[^，。]{0,12}$/.test(lead) || /\b(?:if|whether|in case|when|unless)\b[^.]{0,20}$/.test(lead) || after.startsWith('的话'))

/** Said in brackets or with a word that explains, before or after. */
const isExplained = (text: string, { start, end }: Place) => /^[”"」』]?\s?(?:[（(]|[,，]?\s?(?:也就是|也叫|即|就是|俗称|that is|i\.e\.|meaning|or rather))/i.test(text.slice(end, end + 14)) || /(?:也叫|也就是|俗称|称为|叫做?|又名|known as|called|[（(])\s?[“"「]?$/i.test(text.slice(Math.max(0, start - 12), start))

const DATED = new RegExp([
  '\\d{1,2}[:：]\\d{2}', '\\d{1,4}[-/.年]\\d{1,2}', '\\d+\\s*(?:点|时|月|日|号|小时|分钟|天|个工作日|周)', '[一二两三四五六七八九十半]+(?:点|个?小时|分钟|天|个工作日|周|日|号)(?:之?内|以内|前|后)?',
  '今[天日晚早]|明[天日晚早]|后天|当[天日]|本周|下周|这周|周[一二三四五六日天末]|星期|月底|年底|上午|中午|下午|傍晚|晚上',
  '\\b(?:today|tonight|tomorrow|noon|midnight|(?:mon|tues|wednes|thurs|fri|satur|sun)day|january|february|march|april|june|july|august|september|october|november|december|end of the (?:day|week|month)|this (?:morning|afternoon|evening|week)|next week|within (?:\\d+|an?|one|two|three|four|five|ten|twenty-four) |\\d+ (?:hours?|minutes?|days?|working days?|business days?|weeks?))\\b', '\\b\\d{1,2} ?(?:am|pm|o\'clock)\\b', '\\bmay \\d|\\b\\d{1,2} may\\b',
].join('|'))
/** Ours, and not what the customer may or should do. */
function isOurPromise(lead: string): boolean {
  if (/(?:^|[^给为帮向跟与和对替让叫通知])你(?!.*我)/.test(lead) && !/(?:给|为|帮|向|跟|与|和|对|替|让)你/.test(lead)) return false
  if (/(?:请(?!放心|等|耐心|稍)|建议|麻烦|烦请|劳烦)(?!.*(?:我们?|师傅|同事))/.test(lead)) return false
  return !/\bplease\b|\byou (?:should|could|can|may|might|must|told|want|wanted|ask|asked)\b|^(?:change|keep|check|reply|let us)\b/.test(lead)
}
/** We hurry, not they. */
const isOurHaste = (lead: string) => /(?:我们|我(?!忙)|师傅|同事|技术|工程师|快递|仓库|财务|已经?|正在?|会|将|帮你|给你|为你|替你|催我们?|希望|尽量|祝)[^，。]{0,8}$/.test(lead) || /\b(?:we|i|our|he|she|they|technicians?|engineers?|courier|team|will)\b[^.]{0,30}$/.test(lead)

const JOINED = /^[了]?(?:、|以及|和|并|还有)|^,? (?:and|as well as) (?:for|about|the)\b/i
/** An apology for waiting, for being late to answer, or that only asks leave to speak: allowed always (requirements (e) 1). */
export function isAllowedApology(text: string, apology: Place, waits: readonly Place[]): boolean {
  return waits.some((wait) => {
    if (wait.start <= apology.start && apology.end <= wait.end) return true
    if (JOINED.test(text.slice(wait.end, wait.end + 16))) return false
    if (wait.start >= apology.end) {
      const gap = text.slice(apology.end, wait.start)
      return /^[^，。！？；,.!?;\n]*$/.test(gap) ? gap.length <= (/\p{Script=Han}/u.test(gap) ? 10 : 32) : /^[，,、！!啦了哈]?\s?(?:让[你您]|叫[你您]|害[你您]|今天|刚才|刚刚|这次|我|我刚才|我刚刚|刚才我|刚刚我|我这边|again|we|i)?\s?$/i.test(gap)
    }
    const gap = text.slice(wait.end, apology.start)
    return /^[了啦]?[，,]?\s?(?:非常|很|实在|真|真是|i'm|i’m|so|very)?\s?$/i.test(gap) && /^\s?(?:[，。！？；,.!?;\n~～]|$|了|啊|哈|啦)/.test(text.slice(apology.end))
  })
}
