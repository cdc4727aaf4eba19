import { expect, test } from 'vitest'
import { pinyinKeys, pinyinQuery } from './index.ts'

// Time of the processor, as another program may be using the machine.
const processorMs = () => process.cpuUsage().user / 1000

test.each([
  ['张三', 'zhangsan', 'zs'],
  ['張三', 'zhangsan', 'zs'],
  ['单雄信', 'shanxiongxin', 'sxx'],
  ['曾国藩', 'zengguofan', 'zgf'],
  ['解晓东', 'xiexiaodong', 'xxd'],
  ['仇英', 'qiuying', 'qy'],
  ['区小明', 'ouxiaoming', 'oxm'],
  ['查良镛', 'zhaliangyong', 'zly'],
  ['朴成俊', 'piaochengjun', 'pcj'],
  ['盖叫天', 'gejiaotian', 'gjt'],
  ['欧阳娜娜', 'ouyangnana', 'oynn'],
  ['司马相如', 'simaxiangru', 'smxr'],
  ['万俟卨', 'moqixie', 'mqx'],
  ['尉迟恭', 'yuchigong', 'ycg'],
  ['长孙无忌', 'zhangsunwuji', 'zswj'],
  ['令狐冲', 'linghuchong', 'lhc'],
  ['澹台灭明', 'tantaimieming', 'ttmm'],
  ['阿卜杜拉·买买提', 'abudulamaimaiti', 'abdlmmt'],
  ['古丽娜尔•阿布力孜', 'gulinaerabulizi', 'glneablz'],
  ['吕丽', 'lvli', 'll'],
  ['李乾', 'liqian', 'lq'],
  ['重庆银行', 'chongqingyinhang', 'cqyh'],
  ['会计师事务所', 'kuaijishishiwusuo', 'kjssws'],
  ['360公司', '360gongsi', '360gs'],
  ['Ａ股研究院', 'aguyanjiuyuan', 'agyjy'],
  ['John Smith', 'johnsmith', 'js'],
  ["José O'Neil", 'joseoneil', 'jo'],
  ['Lyu Wei', 'lvwei', 'lw'],
  ['Alice', 'alice', 'alice'],
])('%s has the keys %s and %s first', (name, full, initials) => {
  expect(pinyinKeys(name).full[0]).toBe(full)
  expect(pinyinKeys(name).initials[0]).toBe(initials)
})

test.each([
  ['单雄信', 'danxiongxin'],
  ['张乐', 'zhangyue'],
  ['张乐', 'zhangle'],
  ['任盈盈行长', 'renyingyinghangzhang'],
  ['刘晟', 'liucheng'],
  ['吴茜', 'wuxi'],
  ['乐嘉', 'lejia'],
  ['万科', 'wanke'],
])('%s is also found as %s', (name, key) => expect(pinyinKeys(name).full).toContain(key))

test('keys are bounded, different and plain', () => {
  const { full, initials } = pinyinKeys('乐重长行朝茜晟盛单解')
  expect(full).toHaveLength(8)
  expect(new Set(full).size).toBe(8)
  expect(initials.length).toBeLessThanOrEqual(8)
  for (const key of [...full, ...initials]) expect(key).toMatch(/^[a-z]+$/)
})

test('names without letters have no keys, and very long ones are cut', () => {
  expect(pinyinKeys('')).toEqual({ full: [], initials: [] })
  expect(pinyinKeys('，😀 ')).toEqual({ full: [], initials: [] })
  const before = processorMs()
  expect(pinyinKeys('张'.repeat(1_000_000)).initials[0]).toHaveLength(64)
  expect(pinyinKeys('1'.repeat(1_000_000)).full[0]).toHaveLength(64)
  expect(processorMs() - before).toBeLessThan(1000)
})

test.each([
  ['ZhangSan', 'zhangsan'],
  ['zhang san', 'zhangsan'],
  ["Xī'ān", 'xian'],
  ['lvli', 'lvli'],
  ['lyuli', 'lvli'],
  ['Lǚ Lì', 'lvli'],
  ['nyuer', 'nver'],
  ['jinyu', 'jinyu'],
  ['ｚｓ', 'zs'],
  ['Müller', 'muller'],
  ['张san', undefined],
  ['138', undefined],
  ['', undefined],
])('%j typed looks for %j', (typed, query) => expect(pinyinQuery(typed)).toBe(query))

test.each([['吕丽', 'lyuli'], ['金玉', 'jinyu'], ['女儿', 'nyuer'], ['Lyudmila', 'lyudmila'], ['Müller', 'Müller']])('%s is found by %s', (name, typed) => {
  expect(pinyinKeys(name).full).toContain(pinyinQuery(typed))
})
