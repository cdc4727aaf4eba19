import { shipped } from '../../../kernel/definitions.ts'
import type { TreeBody } from '../diagnosis/contract.ts'
import { diagnosisKind } from '../diagnosis/tree-kind.ts'

const w = (zh: string, en: string) => ({ zh, en })
const yes = (to: { ask?: string; cause?: string }) => ({ key: 'yes', words: w('是', 'Yes'), ...to })
const no = (to: { ask?: string; cause?: string }) => ({ key: 'no', words: w('不是', 'No'), ...to })

/** A device that does nothing: most of it is settled on the telephone. */
const noPower: TreeBody = {
  name: w('设备不通电、不启动', 'The device does not start'), about: w('按下开关没有任何反应', 'Nothing happens when it is switched on'), first: 'danger',
  asks: [
    { key: 'danger', words: w('有没有焦味、冒烟、漏水或漏电？', 'Is there a burnt smell, smoke, a leak or an electric shock?'), hint: w('有任何一项就先断电、离开，再往下处理', 'If so, switch the power off and step away first'), answers: [yes({ cause: 'hazard' }), no({ ask: 'socket' })] },
    { key: 'socket', words: w('同一个插座换上别的电器能用吗？', 'Does another appliance work in the same socket?'), answers: [yes({ ask: 'lamp' }), no({ ask: 'breaker' })] },
    { key: 'breaker', words: w('家里的空气开关跳闸了吗？', 'Has the circuit breaker tripped?'), answers: [yes({ ask: 'again' }), no({ cause: 'supply' })] },
    { key: 'again', words: w('合闸以后，一开机又跳闸吗？', 'Does it trip again as soon as the device is switched on?'), answers: [yes({ cause: 'short' }), no({ cause: 'overload' })] },
    { key: 'lamp', words: w('设备的指示灯亮吗？', 'Is the light on the device on?'), answers: [yes({ ask: 'lock' }), no({ cause: 'board' })] },
    { key: 'lock', words: w('童锁或门锁的标志亮着吗？', 'Is the sign of the child or door lock on?'), answers: [yes({ cause: 'locked' }), no({ cause: 'panel' })] },
  ],
  causes: [
    { key: 'hazard', name: w('有安全隐患', 'A safety hazard'), measure: w('请客户立即断电、离开现场；不要再使用。当天派师傅上门，并告诉主管。', 'Have the power switched off and the place left; the device is not used any more. Send an engineer the same day and tell the supervisor.'), of: 'product-fault' },
    { key: 'supply', name: w('插座或供电故障', 'Socket or power supply'), measure: w('请客户换一个插座使用，并联系物业或电工检查线路。', 'Have another socket used, and an electrician look at the wiring.'), of: 'customer-use' },
    { key: 'overload', name: w('线路过载', 'Circuit overloaded'), measure: w('请客户拔掉同一线路上的大功率电器，再合闸开机。', 'Have other strong appliances on the circuit unplugged, then switch on again.'), of: 'customer-use' },
    { key: 'short', name: w('设备内部短路', 'Short circuit inside'), measure: w('请客户不要再合闸，拔掉插头；安排师傅上门检修。', 'The plug is pulled and the breaker left off; send an engineer.'), of: 'product-fault' },
    { key: 'board', name: w('电源板故障', 'Power board failed'), measure: w('请客户拔掉插头等待检修；登记型号和机身编号，备好电源板上门。', 'The plug is pulled; note model and serial number and send an engineer with a power board.'), of: 'product-fault' },
    { key: 'locked', name: w('童锁或门锁没有解开', 'Locked'), measure: w('请客户长按童锁键三秒；门要完全关好。', 'Hold the lock key for three seconds and close the door firmly.'), of: 'customer-use' },
    { key: 'panel', name: w('控制面板故障', 'Control panel failed'), measure: w('请客户断电五分钟后再试；仍不行，安排师傅带面板上门。', 'Switch the power off for five minutes and try again; else send an engineer with a panel.'), of: 'product-fault' },
  ],
}
/** Somebody can't come into their account. */
const signIn: TreeBody = {
  name: w('账号登录不了', 'Cannot sign in'), about: w('网页或手机软件提示登录失败', 'The page or the app refuses the sign-in'), first: 'says',
  asks: [
    { key: 'says', words: w('页面提示的是什么？', 'What does the page say?'), answers: [{ key: 'password', words: w('密码错误', 'Wrong password'), ask: 'keyboard' }, { key: 'locked', words: w('账号已锁定', 'Account locked'), cause: 'locked' }, { key: 'code', words: w('收不到验证码', 'No code arrives'), ask: 'number' }, { key: 'nothing', words: w('打不开或一直转圈', 'It does not open or keeps loading'), ask: 'others' }] },
    { key: 'keyboard', words: w('大小写和输入法都确认过，还是不对吗？', 'Have capitals and keyboard been checked?'), answers: [yes({ cause: 'forgotten' }), no({ cause: 'mistyped' })] },
    { key: 'number', words: w('预留的手机号还在用吗？', 'Is the registered number still in use?'), answers: [yes({ cause: 'sms' }), no({ cause: 'number-changed' })] },
    { key: 'others', words: w('其他网站能正常打开吗？', 'Do other websites open?'), answers: [yes({ cause: 'outage' }), no({ cause: 'network' })] },
  ],
  causes: [
    { key: 'mistyped', name: w('输入有误', 'Mistyped'), measure: w('请客户关掉大写锁定、切换到英文输入法再输一次。', 'Turn caps lock off, switch the keyboard and try once more.'), of: 'customer-use' },
    { key: 'forgotten', name: w('忘记密码', 'Password forgotten'), measure: w('核实身份后，引导客户用“忘记密码”自助重设；不代客户设置密码。', 'Verify who it is and lead them through “forgot password”; never set a password for them.'), of: 'customer-use' },
    { key: 'locked', name: w('多次输错被锁定', 'Locked after wrong attempts'), measure: w('核实身份后解锁，或请客户三十分钟后再试。', 'Unlock after verifying who it is, or have them try again in thirty minutes.'), of: 'process' },
    { key: 'sms', name: w('短信被拦截或延迟', 'Text blocked or late'), measure: w('请客户查看拦截短信，把我们的号码加入白名单；改用邮箱验证。', 'Look among blocked texts, allow our number, or verify by e-mail.'), of: 'system' },
    { key: 'number-changed', name: w('手机号已更换', 'Number changed'), measure: w('核对身份资料后更换预留号码，并由第二人复核。', 'Change the registered number after verifying who it is, with a second person looking.'), of: 'process' },
    { key: 'outage', name: w('我们的系统故障', 'Outage on our side'), measure: w('告诉客户正在抢修和预计恢复时间；登记工单，恢复后主动通知。查看置顶的应急卡。', 'Say that it is being repaired and until when; keep the case and tell them once it works. Look at the pinned emergency card.'), of: 'system-down' },
    { key: 'network', name: w('客户网络问题', 'The customer’s network'), measure: w('请客户切换到手机流量或重启路由器再试。', 'Try over mobile data or restart the router.'), of: 'customer-use' },
  ],
}
export const diagnosisTrees = [shipped(diagnosisKind, 'no-power', noPower as never), shipped(diagnosisKind, 'cannot-sign-in', signIn as never)]
