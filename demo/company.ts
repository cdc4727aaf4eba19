/** A company that sells and repairs household appliances, made up for the demo. */
export const COMPANY = '晴川家电'
export const TEAMS = ['电话客服组', '在线客服组', '邮件客服组', '售后服务组'] as const
export const STAFF: readonly { name: string; role: string; tier: 'management' | 'supervision' | 'execution'; team?: (typeof TEAMS)[number]; leader?: true; grade?: 'junior' | 'intermediate' | 'senior' }[] = [
  { name: '沈清', role: 'cs_manager', tier: 'management' },
  { name: '顾长风', role: 'cs_supervisor', tier: 'supervision' },
  { name: '许一诺', role: 'team_lead', tier: 'supervision', grade: 'senior', team: '电话客服组', leader: true },
  { name: '梁思远', role: 'team_lead', tier: 'supervision', grade: 'senior', team: '在线客服组', leader: true },
  { name: '罗佳', role: 'team_lead', tier: 'supervision', grade: 'senior', team: '邮件客服组', leader: true },
  { name: '陈小满', role: 'agent', tier: 'execution', grade: 'intermediate', team: '电话客服组' },
  { name: '赵敏之', role: 'agent', tier: 'execution', grade: 'junior', team: '电话客服组' },
  { name: '何立', role: 'agent', tier: 'execution', grade: 'senior', team: '电话客服组' },
  { name: '周雨桐', role: 'agent', tier: 'execution', grade: 'intermediate', team: '在线客服组' },
  { name: '吴昊', role: 'agent', tier: 'execution', grade: 'junior', team: '在线客服组' },
  { name: '郑岚', role: 'agent', tier: 'execution', grade: 'intermediate', team: '邮件客服组' },
  { name: '孙可', role: 'after_sales', tier: 'execution', grade: 'intermediate', team: '邮件客服组' },
  { name: '冯安', role: 'info_specialist', tier: 'execution' }, { name: '杨帆', role: 'clerk', tier: 'execution' }, { name: '唐宁', role: 'evaluator', tier: 'execution' },
  { name: '蒋雯', role: 'team_lead', tier: 'supervision', grade: 'senior', team: '售后服务组', leader: true },
  { name: '韩松', role: 'after_sales', tier: 'execution', grade: 'senior', team: '售后服务组' },
  { name: '邓妍', role: 'after_sales', tier: 'execution', grade: 'intermediate', team: '售后服务组' },
  { name: '彭飞', role: 'agent', tier: 'execution', grade: 'junior', team: '售后服务组' },
  { name: '白露', role: 'agent', tier: 'execution', grade: 'senior', team: '在线客服组' },
  { name: '秦朗', role: 'agent', tier: 'execution', grade: 'junior', team: '邮件客服组' },
  { name: '万嘉', role: 'agent', tier: 'execution', grade: 'intermediate', team: '电话客服组' },
  { name: '丁凡', role: 'trainer', tier: 'execution' }, { name: '范静', role: 'privacy_officer', tier: 'management' }, { name: '汪洋', role: 'hr', tier: 'execution' }, { name: '石磊', role: 'installer', tier: 'execution' }, { name: '夏岚', role: 'department_liaison', tier: 'execution' },
]
const SURNAMES = '王李张刘陈杨黄赵吴周徐孙马朱胡郭何林罗高郑梁谢宋唐许韩邓冯曹彭曾肖田董潘袁蔡蒋余于杜叶程魏苏吕丁任卢姚沈钟姜崔谭陆范汪廖石金韦贾夏付方邹熊白孟秦邱侯江尹薛闫段雷龙黎史陶贺毛郝顾龚邵万覃武钱戴严莫孔向常汤'
const GIVEN = ['伟', '芳', '娜', '敏', '静', '秀英', '丽', '强', '磊', '军', '洋', '勇', '艳', '杰', '娟', '涛', '明', '超', '霞', '平', '刚', '桂英', '文博', '子涵', '雨欣', '浩然', '梓萱', '建国', '志强', '晓东', '海燕', '玉兰', '思源', '一鸣', '佳怡']
const DOUBLE = ['欧阳', '司马', '上官', '诸葛', '皇甫', '慕容']
export const COMPANIES = ['江南酒店管理有限公司', '启明学校', '远山物业服务有限公司', '百味餐饮连锁', '宏达商贸有限公司', '绿洲公寓']
export const REGIONS = ['杭州', '南京', '苏州', '上海', '合肥', '宁波', '无锡', '绍兴']
export const personName = (n: number, pick: (most: number) => number): string =>
  (n % 17 === 0 ? DOUBLE[pick(DOUBLE.length)] : SURNAMES[pick(SURNAMES.length)]) as string + GIVEN[pick(GIVEN.length)]

export const [AIR, FRIDGE, WASHER, HEATER, DISHES, HOOD, TV, WATER] = ['晴川空调 KFR-35', '晴川冰箱 BCD-520', '晴川洗衣机 XQG100', '晴川热水器 JSQ30', '晴川洗碗机 W60', '晴川油烟机 Y900', '晴川电视 Q65', '晴川净水器 R800'] as const
const PRODUCTS = [AIR, FRIDGE, WASHER, HEATER, DISHES, HOOD, TV, WATER]
export interface Story { kind: 'consultation' | 'request' | 'complaint' | 'grumble' | 'suggestion' | 'praise' | 'support' | 'installation'; subject: string; words: string; note?: string; reply: string; solution: string; share: number; products: readonly string[] }
/** `{product}`, `{day}` and `{name}` are filled in. */
export const STORIES: readonly Story[] = [
  { kind: 'complaint', share: 5, products: [AIR, FRIDGE], subject: '{product}刚装好就不制冷', words: '昨天师傅刚装好的{product}，今天开了一下午都不凉，打电话说要等三天才能来看，这么热的天家里还有老人，你们能不能快一点？', note: '已联系安装班组，确认当天最后一单可以绕行。', reply: '{name}您好，给您和家里老人添麻烦了。师傅{day}下午两点前上门检查，到达前半小时会先给您打电话。', solution: '检查为接头漏氟，补氟并重新紧固，试机 40 分钟正常。' },
  { kind: 'complaint', share: 4, products: PRODUCTS, subject: '维修师傅未按约定时间上门', words: '约的上午九点到十一点，我请了半天假在家等，到下午一点都没有人来，也没有人打电话告诉我。', reply: '{name}您好，让您白等了半天，是我们的安排出了问题。已为您重新约在{day}，由组长跟进，请您放心。', solution: '组长陪同上门，更换排水泵；对当日未通知的班组做了记录。' },
  { kind: 'complaint', share: 3, products: [FRIDGE, WASHER, DISHES], subject: '{product}噪音大，晚上睡不着', words: '{product}用了不到一个月，夜里嗡嗡响，楼下邻居都来敲门了。', reply: '{name}您好，您说的情况我已经记下：夜间、持续的嗡嗡声。工程师{day}上门测量噪音，到达前会先给您打电话。', solution: '更换减震脚垫并调平，实测噪音由 46 分贝降到 38 分贝。' },
  { kind: 'grumble', share: 4, products: PRODUCTS, subject: '客服电话太难打通', words: '打了五次才打通，每次都要听一遍语音菜单，能不能直接转人工？', reply: '{name}您好，您打了五次才接通，确实让人着急。直接按 0 可以转人工；您这次的问题由我来跟到底。', solution: '问题当场解决；排队情况已反馈给当班主管。' },
  { kind: 'support', share: 6, products: [WASHER, HEATER, DISHES], subject: '{product}显示 E4 怎么处理', words: '{product}屏幕上一直闪 E4，断电重启也没用。', reply: '{name}您好，E4 多是进水温度传感器松动。请先关闭水阀，拔掉电源等五分钟再通电；如果还显示，我们安排师傅{day}上门。', solution: '用户按步骤操作后恢复正常。' },
  { kind: 'support', share: 5, products: [AIR, FRIDGE, WASHER, TV, WATER], subject: '{product}连不上无线网络', words: '换了新的路由器以后，{product}就连不上手机软件了。', reply: '{name}您好，新路由器如果只开了 5G 频段会连不上。请打开 2.4G 频段，再长按“配网”键五秒重新添加。', solution: '指导打开 2.4G 频段后配网成功。' },
  { kind: 'consultation', share: 6, products: PRODUCTS, subject: '{product}保修期是多久', words: '想问一下{product}整机和主要部件分别保修多长时间，发票找不到了还能保修吗？', reply: '{name}您好，整机保修一年，主要部件三年。没有发票也可以按出厂日期核对，请把机身铭牌的照片发给我们。', solution: '已说明保修政策并登记机身编号。' },
  { kind: 'consultation', share: 4, products: [FRIDGE], subject: '咨询以旧换新补贴', words: '家里旧冰箱想换{product}，以旧换新现在还有补贴吗，怎么申请？', reply: '{name}您好，目前还可以申请，旧机上门回收不另收费。申请步骤已整理好发给您，有不清楚的地方请随时问我。', solution: '已发送申请步骤，用户表示清楚。' },
  { kind: 'installation', share: 6, products: [AIR, HEATER, HOOD, TV, WATER], subject: '预约安装{product}', words: '{product}已经到货，想约{day}上午安装，家里是旧房子，可能要打孔。', reply: '{name}您好，{day}上午已为您约好。打孔一个以内免费；师傅会先看墙体再施工，请您在场确认位置。', solution: '按约安装完成，用户签字确认。' },
  { kind: 'request', share: 5, products: PRODUCTS, subject: '申请更换发票抬头', words: '上个月买的{product}，发票抬头开成个人了，需要换成公司抬头。', reply: '{name}您好，可以更换。请提供公司全称和税号，我们收到后两个工作日内重开电子发票。', solution: '已重开并发送电子发票。' },
  { kind: 'request', share: 3, products: [AIR, TV], subject: '需要补寄说明书和遥控器', words: '搬家把{product}的遥控器和说明书弄丢了，怎么买？', reply: '{name}您好，电子说明书现在就发给您；遥控器 35 元包邮，付款后次日寄出。', solution: '遥控器已寄出，说明书已发送。' },
  { kind: 'suggestion', share: 3, products: [WASHER, HEATER, DISHES, TV], subject: '建议增加老人模式', words: '{product}功能太多，我妈八十岁了看不清按钮，建议做一个字大一点、只有开关的模式。', reply: '{name}您好，谢谢您替家里老人想得这么细。建议已经转给产品部门，有结果会告诉您。', solution: '已转产品部门，列入下一版的评审清单。' },
  { kind: 'praise', share: 3, products: PRODUCTS, subject: '表扬安装师傅', words: '给我们装{product}的师傅特别认真，走的时候还把地拖干净了，请一定转达感谢！', reply: '{name}您好，谢谢您专门来告诉我们。您的表扬已经转给师傅本人和他的组长。', solution: '已转达并记入当月表扬。' },
]
/** What customers say after our answer, and when it was not good after all. */
export const ASKS = ['好的，请问大概什么时候能有结果？', '照您说的试过了，还是不行，麻烦再看看。', '补充一下：机身编号已经拍照发给你们了。', '明白了，我这边随时都可以，请尽快安排。', '还有一个问题，这个需要另外收费吗？']
export const RETURNS = ['昨天好了，今天又出现同样的问题，请再处理一下。', '师傅走了以后没多久又不行了，这到底修好没有？', '说好的事情到现在还没有办，请给个说法。']
export const ANSWERS = ['您好，已经为您核实，今天之内会有同事和您联系确认时间。', '收到，您发来的照片已经转给工程师，我们会一直跟到解决。', '您好，这项服务在保修期内不收费，请放心。', '让您久等了，我刚和仓库确认过，配件已经到了。']
export const NOTES = ['已与维修班组电话确认时间。', '查过历史记录，半年内同类问题第二次，请留意。', '用户情绪比较急，回复前先致歉。', '已核对保修信息，在保。', '等仓库回复配件到货时间。']
export const PROMISES = ['今天下班前回电告知处理进度', '明天中午前确认上门时间', '两个工作日内重开发票', '三天内给出检测结论', '本周内寄出配件']
export const THANKS = ['处理很快，态度也好。', '师傅很专业，谢谢。', '客服很耐心，问题解决了。', '比上次快多了。']
export const GRUMBLES = ['等得太久了。', '来回打了好几次电话才说清楚。', '问题是解决了，但没有人主动告诉我进度。', '修了两次才好。']
