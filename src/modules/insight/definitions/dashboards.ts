import { shipped } from '../../../kernel/definitions.ts'
import type { DashboardBody } from '../dashboards/definition.ts'
import { dashboardKind } from '../dashboards/definition.ts'

/** One board a role, twelve figures each: first how much came in, then how quickly and how well it was dealt with, then what people said. */

type Tile = DashboardBody['tiles'][number]
const of = (metric: string, title?: Tile['title'], where?: Tile['where']): Tile =>
  ({ key: where ? `${metric}-${Object.values(where).join('-')}` : metric, metric, ...(title ? { title } : {}), ...(where ? { where } : {}) })

const board = (key: string, body: Omit<DashboardBody, 'tiles'>, ...groups: readonly (readonly [zh: string, en: string, ...tiles: readonly Tile[]])[]) =>
  shipped(dashboardKind, key, { ...body, tiles: groups.flatMap(([zh, en, ...tiles]) => tiles.map((tile) => ({ ...tile, group: { zh, en } }))) } as never)

const received = of('cases-received')
const solved = of('cases-solved')
const firstResponse = of('first-response-time')
const firstResponseP90 = of('first-response-time-p90')
const attainment = of('first-response-attainment')
const solutionTime = of('solution-time')
const inTime = of('solved-in-time')
const complaints = of('complaints-received')
const complaintRate = of('complaint-rate')
const promises = of('promise-keeping')
const complaintTime = of('complaint-handling-time')
const complaintMean = of('complaint-handling-time-mean')

const work = ['工作量', 'Work'] as const
const speed = ['速度', 'Speed'] as const
const quality = ['质量', 'Quality'] as const
const customers = ['客户', 'Customers'] as const

export const dashboards = [
  board('agent', { name: { zh: '我的工作', en: 'My work' }, about: { zh: '自己经手的工单：做了多少、有多快、客户怎么说', en: 'One’s own cases: how many, how quickly, and what customers say' }, roles: ['agent', 'after_sales', 'info_specialist'], order: 50 },
    [...work, received, solved, complaints], [...speed, firstResponse, firstResponseP90, solutionTime], [...quality, attainment, inTime, promises], [...customers, complaintRate, complaintTime, complaintMean]),
  board('team', { name: { zh: '小组看板', en: 'Team' }, about: { zh: '本组的量、时限和质量', en: 'What the team took in, how quickly and how well' }, roles: ['team_lead'], order: 40 },
    [...work, received, solved, complaints], [...speed, firstResponse, firstResponseP90, solutionTime], [...quality, attainment, inTime, promises], [...customers, complaintRate, complaintTime, complaintMean]),
  board('supervisor', { name: { zh: '主管看板', en: 'Supervision' }, about: { zh: '各组的量、时限、承诺与投诉', en: 'All teams: volume, deadlines, promises and complaints' }, roles: ['cs_supervisor'], order: 30 },
    [...work, received, solved, complaints], [...speed, firstResponse, firstResponseP90, solutionTime], [...quality, attainment, inTime, promises], [...customers, complaintRate, complaintTime, complaintMean]),
  board('manager', { name: { zh: '经理看板', en: 'Management' }, about: { zh: '服务的量、速度、质量和客户的评价', en: 'The service as a whole: volume, speed, quality and what customers say' }, roles: ['cs_manager'], order: 20 },
    [...work, received, solved, complaints], [...speed, firstResponse, firstResponseP90, solutionTime], [...quality, attainment, inTime, promises], [...customers, complaintRate, complaintTime, complaintMean]),
  board('evaluator', { name: { zh: '质检看板', en: 'Evaluation' }, about: { zh: '时限、承诺与投诉的处理质量', en: 'How well deadlines, promises and complaints are kept' }, roles: ['evaluator'], order: 60 },
    [...quality, attainment, inTime, promises], [...speed, firstResponse, firstResponseP90, solutionTime], [...customers, complaintRate, complaintTime, complaintMean], [...work, received, solved, complaints]),
  board('clerk', { name: { zh: '文员看板', en: 'Office' }, about: { zh: '为领导准备文件所需的数字', en: 'The figures that papers for the leaders are made of' }, roles: ['clerk'], order: 70 },
    [...work, received, solved, complaints], [...quality, attainment, inTime, promises], [...customers, complaintRate, complaintTime, complaintMean], [...speed, firstResponse, firstResponseP90, solutionTime]),
  // The day's figures on the wall.
  board('wallboard', { name: { zh: '大屏今日数字', en: 'The day on the wall' }, about: { zh: '实时大屏下方的今日数字', en: 'The figures of today below the live wallboard' }, roles: [], place: 'wall', window: 'today' },
    [...work, received, solved, firstResponse, attainment, solutionTime, inTime, complaints]),
]
