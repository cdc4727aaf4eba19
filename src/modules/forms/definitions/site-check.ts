import { shipped } from '../../../kernel/definitions.ts'
import type { FormDefinition } from '../contract.ts'
import { formKind } from '../definition.ts'

/** Whether a place is ready before somebody comes to install: what fails here would fail in front of the customer. */
const site = {
  name: { zh: '上门安装前现场确认', en: 'Site check before installation' },
  about: { zh: '上门前或到场后逐项确认；带“必须”的项目不合格时，不得开工。', en: 'Confirmed item by item before work begins; where a critical item fails, no work is begun.' },
  for: ['case'], pass: 80,
  sections: [
    { key: 'site', title: { zh: '现场条件', en: 'The site' }, questions: [
      { kind: 'yes-no', key: 'power', text: { zh: '电源规格与产品要求一致（必须）', en: 'The power supply fits the product (critical)' }, required: true, weight: 3, critical: { zeroes: 'form' } },
      { kind: 'yes-no', key: 'gas', text: { zh: '气源、水源阀门可关断（必须）', en: 'Gas and water can be shut off (critical)' }, required: true, notApplicable: true, weight: 3, critical: { zeroes: 'form' } },
      { kind: 'yes-no', key: 'wall', text: { zh: '墙体承重符合要求', en: 'The wall carries the weight' }, required: true, notApplicable: true, weight: 2 },
      { kind: 'yes-no', key: 'space', text: { zh: '安装空间和通风距离足够', en: 'There is room, and air around it' }, required: true, weight: 2 },
      { kind: 'number', key: 'height', text: { zh: '作业高度', en: 'Height of the work' }, min: 0, max: 100, unit: { zh: '米', en: 'm' }, required: true },
      { kind: 'yes-no', key: 'harness', text: { zh: '超过 2 米：安全带和第二人已到位', en: 'Above 2 m: harness and a second person are there' }, required: true, weight: 3, critical: { zeroes: 'form' }, when: { field: 'height', is: 'more', value: 2 } },
    ] },
    { key: 'goods', title: { zh: '货物与配件', en: 'Goods and parts' }, repeat: { least: 1, most: 20, item: { zh: '货物', en: 'item' } }, questions: [
      { kind: 'text', key: 'model', text: { zh: '型号', en: 'Model' }, required: true, most: 120 },
      { kind: 'number', key: 'count', text: { zh: '数量', en: 'Number' }, min: 1, whole: true, required: true },
      { kind: 'yes-no', key: 'intact', text: { zh: '外观完好、配件齐全', en: 'Intact and complete' }, required: true, weight: 1 },
    ] },
    { key: 'end', title: { zh: '确认', en: 'Confirmation' }, questions: [
      { kind: 'calculated', key: 'items', text: { zh: '货物总数', en: 'Items in all' }, formula: 'sum({goods.count})', decimals: 0 },
      { kind: 'file', key: 'photos', text: { zh: '现场照片', en: 'Photographs of the site' }, types: ['image'], most: 10, megabytes: 20 },
      { kind: 'text', key: 'remarks', text: { zh: '需要说明的情况', en: 'Remarks' }, many: true },
      { kind: 'signature', key: 'signature', text: { zh: '客户签名', en: 'Signature of the customer' }, required: true },
    ] },
  ],
} satisfies FormDefinition
export const siteCheck = shipped(formKind, 'site-check', formKind.schema.parse(site))
