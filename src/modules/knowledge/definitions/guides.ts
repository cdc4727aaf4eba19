import type { ShippedDocument } from '../../library/index.ts'

type Sections = Record<string, string>
const document = (kind: string, key: string, zh: { title: string; sections: Sections }, en: { title: string; sections: Sections }, fields: ShippedDocument['fields'] = {}): ShippedDocument => ({ kind, key, texts: { zh, en }, fields, links: [] })

/** Emergency cards and briefs of industries that come with the product, for whoever approves them. */
export const shippedGuides: readonly ShippedDocument[] = [
  document('emergency-card', 'emergency-outage', { title: '系统或网络故障', sections: {
    situation: '客户无法登录、下单、查询，或电话、在线渠道中断。',
    say: '您好，我们的系统出现故障，工程师正在抢修。您的问题我已经登记，恢复以后第一时间通知您，您不用反复联系。给您带来不便，感谢您的理解。',
    steps: '1. 登记工单，标题写明受影响的功能，留下联系方式。\n2. 不承诺恢复时间，只转述公告里的预计时间。\n3. 涉及安全或费用的，请示当班主管。\n4. 恢复后按工单逐一通知客户。' } },
  { title: 'System or network outage', sections: {
    situation: 'Customers can’t sign in, order or look things up, or a channel is down.',
    say: 'Hello, our system is out of order and engineers are repairing it. I have noted your matter and you will hear from us as soon as it works again, so there is no need to call back. Thank you for your understanding.',
    steps: '1. Open a case, name what is affected and how the customer is reached.\n2. Promise no time other than the one announced.\n3. Ask the supervisor on duty where safety or money is at stake.\n4. Tell every customer once it works.' } }),
  document('emergency-card', 'emergency-safety', { title: '产品安全隐患', sections: {
    situation: '出现起火、漏电、漏气、爆裂等危及人身安全的反映，或公司已发布召回、停用通知。',
    say: '您好，请您先确认人身安全：立即断电、关闭阀门、离开现场，不要再使用。需要时请先拨打 119 或 120。我们马上安排专人联系您，费用由我们承担。',
    steps: '1. 立即问清：有没有人受伤、现在的位置、能否断电。\n2. 五分钟内报告当班主管和安全负责人。\n3. 工单优先级设为紧急，不评论原因和责任。\n4. 保留记录和照片。' } },
  { title: 'Product safety hazard', sections: {
    situation: 'Fire, electric shock, gas or bursting is reported, or a recall is announced.',
    say: 'Please make sure first that everybody is safe: switch off the power, close the valves, step away and do not use it any more. Call the emergency services if needed. Somebody will contact you at once, at our expense.',
    steps: '1. Ask whether anybody is hurt, where they are, whether the power is off.\n2. Report to the supervisor and the safety officer within five minutes.\n3. Make the case urgent; say nothing on cause or fault.\n4. Keep records and pictures.' } }),
  document('emergency-card', 'emergency-weather', { title: '恶劣天气、上门延误', sections: {
    situation: '台风、暴雨、大雪等影响配送和上门服务。',
    say: '您好，受天气影响，今天的上门服务需要改期。我现在就为您重新约时间，优先安排您方便的时段，不另收费用。',
    steps: '1. 按区域查看受影响的预约，主动联系，不等客户来问。\n2. 用电、供暖类优先。\n3. 改期后写明新的时间和联系人。' } },
  { title: 'Bad weather, late visits', sections: {
    situation: 'Storms, heavy rain or snow hold up deliveries and visits.',
    say: 'Because of the weather today’s visit has to be moved. I am booking a new time for you right now, whenever suits you, at no extra cost.',
    steps: '1. Look up the visits concerned by region and call first.\n2. Power and heating come first.\n3. Write down the new time and who comes.' } }),
  document('emergency-card', 'emergency-rumour', { title: '舆情与媒体问询', sections: {
    situation: '媒体、网络传言引起集中来访。',
    say: '感谢您的关心。您提到的情况公司正在核实，结果会通过官方渠道公布。您自己的问题请告诉我，我马上为您登记处理。',
    steps: '1. 不评论、不猜测、不转发。\n2. 记者问询留下单位和电话，转公关负责人。\n3. 客户自身的问题照常受理。' } },
  { title: 'Rumours and the press', sections: {
    situation: 'Reports or rumours make many customers ask.',
    say: 'Thank you for asking. The company is looking into what you mention and will publish the result. Please tell me about your own matter and I will take care of it.',
    steps: '1. Comment, guess and forward nothing.\n2. Note name and number of reporters and pass them to public relations.\n3. Take customers’ own matters as always.' } }),
  document('industry-brief', 'brief-hospitality', { title: '酒店与民宿', sections: {
    flow: '预订 → 到店 → 入住 → 退房 → 结算。旺季在周末和节假日；设备停一天，就少一天房费。\n\n采购由总部定，报修由工程部或前台打来，能拍板的人常常不在现场。',
    terms: '- **OOO 房**：停用维修的客房\n- **PMS**：酒店管理系统\n- **工程部**：负责设备的部门，白天和夜里各一班',
    faqs: '- 能不能夜里十点以后上门？可以预约夜间工程师，需提前半天。\n- 备机从哪里出？签了年度服务的酒店有备机，四小时送到。\n- 发票开给谁？按合同主体开，不按报修人。',
    manners: '避开入住高峰（14:00–18:00）；走员工通道，进房前先通报前台。' } },
  { title: 'Hotels and guest houses', sections: {
    flow: 'Booking → arrival → stay → departure → settlement. Weekends and holidays are busy; a device out of order costs a night’s rate.\n\nHead office buys; the engineering desk or reception calls, and whoever decides is often elsewhere.',
    terms: '- **OOO room**: taken out of use for repair\n- **PMS**: the property management system\n- **Engineering**: looks after devices, in day and night shifts',
    faqs: '- Can you come after ten at night? A night engineer can be booked half a day ahead.\n- Is there a spare? Hotels with the yearly service get one within four hours.\n- Who is invoiced? The party of the contract, not whoever called.',
    manners: 'Avoid arrival hours (14:00–18:00); use the staff entrance and tell reception before entering a room.' } }, { industries: '酒店、宾馆、民宿、住宿、hotel' }),
  document('industry-brief', 'brief-catering', { title: '餐饮连锁', sections: {
    flow: '备餐 → 午市 → 备餐 → 晚市 → 打烊盘点。设备故障会直接影响出餐，午市、晚市前两小时是修理窗口。',
    terms: '- **后厨动线**：冷、热、洗消的走向\n- **HACCP**：食品安全控制\n- **翻台**：一张桌子一天接待几拨客人',
    faqs: '- 冰柜停机，食材怎么办？先转到备用冷柜并记录温度，我们两小时内到。\n- 能不能边营业边修？可以，用围挡隔开，不在明火区作业。',
    manners: '避开 11:00–13:30 和 17:00–20:30；进后厨戴帽、穿鞋套。' } },
  { title: 'Restaurant chains', sections: {
    flow: 'Preparation → lunch → preparation → dinner → closing count. A broken device stops the kitchen; repairs fit into the two hours before lunch and dinner.',
    terms: '- **Kitchen flow**: cold, hot and washing areas\n- **HACCP**: food safety control\n- **Turnover**: how often a table is taken a day',
    faqs: '- The freezer has stopped, what about the food? Move it to the spare and note the temperature; we come within two hours.\n- Can you repair while open? Yes, behind a screen and away from flames.',
    manners: 'Avoid 11:00–13:30 and 17:00–20:30; wear a cap and shoe covers in the kitchen.' } }, { industries: '餐饮、餐厅、饭店、catering、restaurant' }),
  document('industry-brief', 'brief-school', { title: '学校与教育机构', sections: {
    flow: '学期初采购验收，学期中报修，寒暑假集中检修。报修由总务处登记，家长一般不直接联系。',
    terms: '- **总务处**：负责设备和场地\n- **开学前检查**：每年八月下旬和二月中旬',
    faqs: '- 上课时间能不能施工？只能在课后或周末，要先报备人员名单。\n- 付款为什么慢？学校按月集中支付，请以验收单为准。',
    manners: '进校登记身份证，不拍摄学生；噪声作业避开考试周。' } },
  { title: 'Schools', sections: {
    flow: 'Purchases are accepted at the start of term, repairs are reported during it, overhauls are done in the holidays. The bursar’s office calls; parents rarely do.',
    terms: '- **Bursar’s office**: looks after devices and rooms\n- **Check before term**: late August and mid-February',
    faqs: '- Can work be done during lessons? Only after school or at weekends, with names given beforehand.\n- Why is payment slow? Schools pay once a month against the acceptance form.',
    manners: 'Sign in with an identity card, take no pictures of pupils, avoid noise in exam weeks.' } }, { industries: '学校、教育、培训机构、school、education' }),
  document('industry-brief', 'brief-property', { title: '物业与公寓', sections: {
    flow: '业主报修 → 物业派单 → 入户 → 业主签字 → 月结。一次来电往往涉及多户，先问清楼号和户数。',
    terms: '- **入户单**：业主同意进门的凭证\n- **公共部位**：由维修基金承担的部分\n- **月结**：按月对账付款',
    faqs: '- 谁付钱？户内由业主付，公共部位由物业付，先看入户单。\n- 业主不在家怎么办？由物业陪同并录像，或改约。',
    manners: '先到物业前台登记；入户穿鞋套，动火前办动火证。' } },
  { title: 'Property and apartments', sections: {
    flow: 'An owner reports → the manager sends an order → visit → signature → monthly settlement. One call often means many flats; ask for building and number first.',
    terms: '- **Entry form**: the owner’s consent to enter\n- **Common parts**: paid from the repair fund\n- **Monthly settlement**: accounts are settled once a month',
    faqs: '- Who pays? Owners inside the flat, the manager for common parts; look at the entry form.\n- Nobody is in? The manager comes along and records, or a new time is set.',
    manners: 'Sign in at the desk; wear shoe covers; get a permit before any hot work.' } }, { industries: '物业、公寓、地产、property、apartment' }),
]
