import { flow, step } from './authoring.ts'

/** Work at the customer’s place: flows 11 and 12 of the requirements. */
export const fieldFlows = [
  flow('installation-booking', '安排安装流程|Arranging an installation', '001 §3.5：申请、核对订单和现场、预约、派人、备料、确认、派工。|001 §3.5: request, check order and site, book, assign, prepare parts, confirm, dispatch.', {
    subject: 'case', goals: { efficiency: 'solved-in-time', satisfaction: 'satisfaction' },
    relevant: '约定的时间就是上门的时间。|The agreed time is the time of the visit.', attainable: '人员排期、备件和区域在派工前可查。|Schedules, parts and areas can be seen before dispatch.',
    steps: [
      step('request', '受理申请|Request', 'first-responder', '1h', '登记产品、地址、联系人和期望时间。|Note product, address, contact and wished time.', '申请资料齐全。|The request is complete.', '安装申请|Request', { metric: 'first-response-time' }),
      step('check', '核对订单和现场条件|Check order and site', 'after_sales', '4h', '核对型号、付款、尺寸、电源和通道。|Model, payment, size, power, access.', '订单与现场条件都已确认。|Order and site are confirmed.', '核对结果|Result', { value: 'necessary' }),
      step('book', '预约|Book', 'after_sales', '4h', '给出两个以上时段由客户选。|Offer at least two slots.', '时段已由客户选定。|The customer has chosen.', '预约时段|Slot', { metric: 'promise-keeping' }),
      step('assign', '派人|Assign', 'team_lead', '4h', '按区域、技能和负荷派人，避免重复预约。|By area, skill and load; no double booking.', '安装人员已接受。|The installer has accepted.', '派工安排|Assignment', { value: 'necessary' }),
      step('prepare', '备料|Prepare parts', 'installer', '1d', '按型号领取备件和工具，清点签字。|Take parts and tools, count and sign.', '备件和工具齐全。|Complete.', '备料单|Parts list', { after: ['assign'] }),
      step('confirm', '与客户确认|Confirm with the customer', 'after_sales', '4h', '上门前一天确认时间、人员和注意事项。|The day before: time, person, what to mind.', '客户已确认。|Confirmed.', '确认记录|Confirmation', { metric: 'promise-keeping' }),
      step('dispatch', '派工|Dispatch', 'team_lead', '2h', '发出工单，附地址、要求和联系方式。|Send the order with address, demands and contacts.', '工单已签收。|Received.', '派工单|Work order', { value: 'necessary' }),
    ],
  }),
  flow('installation', '安装流程|Installation', '001 §3.6：从出发前电话到安装后回访的十一步。|001 §3.6: eleven steps, from the call before to the call after.', {
    subject: 'case', goals: { satisfaction: 'satisfaction', efficiency: 'solved-in-time' },
    relevant: '一次装好，客户会用。|Installed right at once, and the customer can use it.', attainable: '安装规范、照片和签字都在工单上完成。|Rules, photos and signature are done on the order.',
    steps: [
      step('call', '上门前电话|Call before', 'installer', '30m', '出发前致电，说明到达时间和姓名。|Call before leaving: time of arrival and name.', '客户知道谁几点到。|The customer knows who comes when.', '通话记录|Call'),
      step('check-in', '到达签到|Check in', 'installer', '10m', '准时到达，出示工牌，穿鞋套，问候。|In time, with badge, shoe covers and a greeting.', '签到时间在约定时段内。|Checked in within the slot.', '签到|Check-in', { metric: 'promise-keeping' }),
      step('unpack', '与客户一起开箱验货|Unpack with the customer', 'installer', '20m', '当面开箱，核对型号、数量和外观。|Open in the customer’s presence; model, number, looks.', '客户确认无损无缺。|Nothing damaged or missing.', '验货记录|Record'),
      step('safety', '安全检查|Safety check', 'installer', '15m', '检查电源、承重、燃气和高空风险，不合格不安装。|Power, load, gas, height; when not safe don’t install.', '检查表全部通过。|All passed.', '安全检查表|Checklist', { value: 'necessary' }),
      step('install', '安装|Install', 'installer', '3h', '按规范安装，保护现场。|By the rules; protect the place.', '安装符合规范。|Installed by the rules.', '安装完成|Installed', { metric: 'solved-in-time' }),
      step('test', '调试|Test', 'installer', '30m', '通电试运行，测量关键数据。|Run it and measure.', '数据在合格范围内。|Within limits.', '调试数据|Figures'),
      step('teach', '讲解使用|Teach', 'installer', '20m', '演示主要功能和保养，请客户操作一遍。|Show use and care; let the customer do it.', '客户能独立操作。|The customer can do it alone.', '讲解确认|Confirmed'),
      step('clean', '清理现场|Clean up', 'installer', '15m', '带走包装和垃圾，恢复原状。|Take packing away, leave it as it was.', '现场整洁。|Clean.', '清场|Cleaned', { value: 'necessary' }),
      step('sign', '签字与评价|Sign and rate', 'installer', '10m', '请客户核对工单并签字，邀请评价。|Have the order checked and signed, invite a rating.', '签字齐全，评价已记录。|Signed and rated.', '签字与评价|Signature and rating', { form: 'solution-rating', evidence: true }),
      step('report', '回报|Report', 'installer', '4h', '当天上传照片、序列号和用料。|Photos, serial number and parts the same day.', '工单资料齐全。|Complete.', '安装报告|Report', { value: 'necessary', evidence: true }),
      step('call-back', '回访|Callback', 'after_sales', '2D', '24–48 小时内回访，确认正常使用。|Within 24–48 hours: does it work?', '客户确认正常。|Confirmed.', '回访记录|Callback', { metric: 'promise-keeping' }),
    ],
  }),
]
