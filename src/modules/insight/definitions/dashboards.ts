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
const contacts = of('contacts-received')
const solved = of('cases-solved')
const complaints = of('complaints-received')
const firstResponse = of('first-response-time')
const firstResponseP90 = of('first-response-time-p90')
const solutionTime = of('solution-time')
const complaintTime = of('complaint-handling-time')
const attainment = of('first-response-attainment')
const inTime = of('solved-in-time')
const promises = of('promise-keeping')
const atOnce = of('first-contact-resolution')
const firstResponder = of('first-responder-completion')
const reopened = of('reopened-share')
const passing = of('buck-passing')
const escalated = of('escalated-share')
const satisfied = of('satisfaction')
const handled = of('satisfaction-handling')
const complainants = of('complaint-satisfaction')
const responded = of('rating-response')
const complaintRate = of('complaint-rate')
const returning = of('returning-customers')
const active = of('active-customers')

const work = ['工作量', 'Work'] as const
const speed = ['速度', 'Speed'] as const
const quality = ['质量', 'Quality'] as const
const customers = ['客户', 'Customers'] as const

export const dashboards = [
  board('executive', { name: { zh: '管理层总览', en: 'Executive overview' }, about: { zh: '客户怎么看、来了多少、守住了多少', en: 'What customers think, how many came, and what was kept' }, roles: ['management'], order: 10, window: 'this-quarter' },
    [...customers, satisfied, complaintRate, returning], [...work, received, contacts, active], [...speed, firstResponse, solutionTime, atOnce], [...quality, promises, inTime, firstResponder]),
  board('manager', { name: { zh: '经理看板', en: 'Management' }, about: { zh: '服务的量、速度、质量和客户的评价', en: 'The service as a whole: volume, speed, quality and what customers say' }, roles: ['cs_manager'], order: 20 },
    [...work, received, solved, complaints], [...speed, firstResponse, attainment, solutionTime], [...quality, atOnce, promises, firstResponder], [...customers, satisfied, complaintRate, returning]),
  board('supervisor', { name: { zh: '主管看板', en: 'Supervision' }, about: { zh: '各组的量、时限、升级与投诉', en: 'All teams: volume, deadlines, escalations and complaints' }, roles: ['cs_supervisor', 'supervision'], order: 30 },
    [...work, received, solved, complaints], [...speed, firstResponseP90, attainment, inTime], [...quality, atOnce, reopened, escalated], [...customers, satisfied, complainants, promises]),
  board('team', { name: { zh: '小组看板', en: 'Team' }, about: { zh: '本组做了多少、有多快、有没有推来推去', en: 'What the team took in, how quickly, and whether it was passed around' }, roles: ['team_lead'], order: 40 },
    [...work, received, solved, escalated], [...speed, firstResponse, firstResponseP90, solutionTime], [...quality, attainment, inTime, atOnce], [...customers, satisfied, promises, passing]),
  board('agent', { name: { zh: '我的工作', en: 'My work' }, about: { zh: '自己经手的工单：做了多少、有多快、客户怎么说', en: 'One’s own cases: how many, how quickly, and what customers say' }, roles: ['agent', 'execution'], order: 50 },
    [...work, received, solved, contacts], [...speed, firstResponse, attainment, solutionTime], [...quality, atOnce, promises, reopened], [...customers, satisfied, handled, complaints]),
  board('after-sales', { name: { zh: '售后看板', en: 'After-sales' }, about: { zh: '投诉、维修与安装：多久办结、办好没有', en: 'Complaints, repairs and installations: how long, and whether they were settled' }, roles: ['after_sales', 'installer'], order: 60 },
    [...work, received, solved, complaints], [...speed, complaintTime, of('complaint-working-time'), solutionTime], [...quality, inTime, promises, reopened], [...customers, complainants, satisfied, firstResponder]),
  board('evaluator', { name: { zh: '质检看板', en: 'Evaluation' }, about: { zh: '有没有照流程做、返没返工、客户认不认', en: 'Whether flows were followed, work came back, and customers agree' }, roles: ['evaluator', 'appeal_reviewer'], order: 70 },
    [...quality, atOnce, reopened, of('defect-share')], ['责任', 'Responsibility', firstResponder, passing, escalated], ['流程', 'Flows', of('flow-step-deviation-rate'), of('flow-steps-in-time'), of('deadlines-kept')], [...customers, satisfied, handled, complainants]),
  board('information', { name: { zh: '客户信息看板', en: 'Customer information' }, about: { zh: '客户从哪里来、资料全不全、找不找得到人', en: 'Where customers come from, how complete their files are, and whether they can be reached' }, roles: ['info_specialist'], order: 80 },
    ['档案', 'Files', of('customers-added'), of('profile-completeness'), of('reachable-customers')], [...customers, active, returning, contacts], ['评价', 'Ratings', satisfied, of('ratings-received'), responded], [...work, received, firstResponse, promises]),
  board('clerk', { name: { zh: '文员看板', en: 'Office' }, about: { zh: '为领导准备文件所需的数字', en: 'The figures that papers for the leaders are made of' }, roles: ['clerk'], order: 90 },
    [...work, received, contacts, complaints], ['档案', 'Files', of('customers-added'), of('profile-completeness'), of('reachable-customers')], [...customers, satisfied, of('ratings-received'), responded], ['结果', 'Results', solved, complaintTime, of('messages-sent')]),
  board('administration', { name: { zh: '系统管理看板', en: 'Administration' }, about: { zh: '谁进来过、权限和设置怎么变、什么没有送达', en: 'Who came in, how rights and settings changed, and what did not go through' }, roles: ['system_admin'], order: 100 },
    ['登录', 'Sign-in', of('admin-sessions'), of('admin-sign-ins-failed'), of('admin-accounts-locked')], ['人员与权限', 'People and rights', of('admin-staff-added'), of('admin-staff-left'), of('admin-roles-changed')],
    ['配置', 'Configuration', of('admin-settings-changed'), of('admin-definitions-published'), of('admin-tokens')], ['运行', 'Operation', of('admin-messages-failed'), of('admin-mail-incidents'), of('admin-files-refused')]),
  // The day's figures on the wall.
  board('wallboard', { name: { zh: '大屏今日数字', en: 'The day on the wall' }, about: { zh: '实时大屏下方的今日数字', en: 'The figures of today below the live wallboard' }, roles: [], place: 'wall', window: 'today' },
    [...work, received, solved, firstResponse, attainment, solutionTime, atOnce, satisfied, complaints]),
]
