/** When automatic messages may reach people: every day from eight to nine in the evening, by the receiver's clock. */
const day: [string, string][] = [['08:00', '21:00']]
export const messageHours = {
  name: { zh: '自动消息发送时段', en: 'Hours of automatic messages' }, zone: 'company',
  weekly: { mon: day, tue: day, wed: day, thu: day, fri: day, sat: day, sun: day }, overrides: [],
}
