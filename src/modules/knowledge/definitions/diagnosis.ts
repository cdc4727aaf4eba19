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
/** An air conditioner that runs and does not cool: told by how much colder the air leaves than it enters. */
const noCooling: TreeBody = {
  name: w('空调不制冷', 'The air conditioner does not cool'), about: w('能开机、出风，但房间不凉', 'It runs and blows, but the room stays warm'), first: 'mode',
  asks: [
    { key: 'mode', words: w('遥控器上是制冷模式，并且设定温度比室温低吗？', 'Is it set to cooling, below the temperature of the room?'), answers: [yes({ ask: 'difference' }), no({ cause: 'setting' })] },
    {
      key: 'difference', words: w('开机十五分钟后，进风口和出风口的温度相差多少？', 'After fifteen minutes, by how much is the air that leaves colder than the air that enters?'), hint: w('请客户把温度计分别放在进风口、出风口各一分钟', 'Have a thermometer held at both openings for a minute each'),
      measure: { unit: w('℃', '°C'), min: 0, max: 30 },
      answers: [{ key: 'none', words: w('几乎没有温差', 'Hardly any difference'), below: 3, ask: 'outdoor' }, { key: 'little', words: w('温差偏小', 'Too little'), below: 8, ask: 'filter' }, { key: 'enough', words: w('温差正常', 'As it should be'), cause: 'room' }],
    },
    { key: 'outdoor', words: w('室外机的风扇在转吗？', 'Does the fan outside turn?'), answers: [yes({ cause: 'gas' }), no({ cause: 'outdoor' })] },
    { key: 'filter', words: w('过滤网最近三个月清洗过吗？', 'Was the filter cleaned in the last three months?'), answers: [yes({ cause: 'gas' }), no({ cause: 'filter' })] },
  ],
  causes: [
    { key: 'setting', name: w('模式或温度没有设对', 'Set wrongly'), measure: w('请客户按“模式”键选制冷（雪花），温度调到 26℃，十五分钟后再看。', 'Choose cooling (the snowflake), set 26 °C and look again after fifteen minutes.'), of: 'customer-use' },
    { key: 'filter', name: w('过滤网堵塞', 'Filter clogged'), measure: w('请客户断电后取下过滤网，用清水冲净、晾干装回；附上操作说明。', 'Switch the power off, rinse the filter with water, let it dry and put it back; send the how-to along.'), of: 'customer-use' },
    { key: 'gas', name: w('缺制冷剂或管路泄漏', 'Refrigerant lost'), measure: w('请客户关机；安排师傅带检漏仪上门，登记型号和安装日期。', 'Switch it off; send an engineer with a leak detector and note model and day of installation.'), of: 'product-fault' },
    { key: 'outdoor', name: w('室外机不工作', 'Outdoor unit does not run'), measure: w('请客户关机并拔掉插头；安排师傅检修室外机，不要自行拆开。', 'Switch it off and pull the plug; send an engineer for the outdoor unit; it is not opened by the customer.'), of: 'product-fault' },
    { key: 'room', name: w('房间过大或门窗未关', 'Room too large or open'), measure: w('机器制冷正常。请客户关好门窗、拉上窗帘；面积超过铭牌标注的，给出选型建议。', 'The device cools as it should. Close doors, windows and curtains; where the room is larger than the plate says, advise on a larger one.'), of: 'customer-use' },
  ],
}
export const diagnosisTrees = [shipped(diagnosisKind, 'no-power', noPower as never), shipped(diagnosisKind, 'cannot-sign-in', signIn as never), shipped(diagnosisKind, 'no-cooling', noCooling as never)]
