import { AuditOutlined, BulbOutlined, CalendarOutlined, FileDoneOutlined, FormOutlined, HeartOutlined, NotificationOutlined, SafetyOutlined, SnippetsOutlined, ScheduleOutlined, ShareAltOutlined, SolutionOutlined } from '@ant-design/icons'
import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { lazy } from 'react'
import { frame, need } from '../../../kernel/web/shell.tsx'
import { fill } from '../../../kernel/web/slot.tsx'
import type { WebModule } from '../../../kernel/web/web-module.ts'
import { homeParts } from '../../../kernel/web/places.ts'
import { caseSide } from '../../cases/web/places.ts'
import { flowHistory } from '../../flows/web/places.ts'
import { metricRecord } from '../../metrics/web/places.ts'
import { notificationRow } from '../../people/web/places.ts'
import { taskAbout } from '../../tasks/web/places.ts'

const page = (path: string, permission: string, load: () => Promise<Record<string, unknown>>, name: string) =>
  createRoute({ getParentRoute: () => frame, path: path as '/', beforeLoad: need(permission), component: lazyRouteComponent(load as never, name as never) })
const routes = [
  page('/meetings', 'meeting.read', () => import('./MeetingList.tsx'), 'MeetingList'), page('/meetings/$id', 'meeting.read', () => import('./MeetingPage.tsx'), 'MeetingPage'),
  page('/decisions', 'decision.read', () => import('./DecisionList.tsx'), 'DecisionList'), page('/decisions/$id', 'decision.read', () => import('./DecisionPage.tsx'), 'DecisionPage'),
  page('/memos', 'memo.read', () => import('./MemoList.tsx'), 'MemoList'), page('/memos/$id', 'memo.read', () => import('./MemoPage.tsx'), 'MemoPage'),
  page('/coordination', 'agreement.read', () => import('./Coordination.tsx'), 'Coordination'),
  page('/department-requests', 'department-request.read', () => import('./RequestList.tsx'), 'RequestList'), page('/department-requests/$id', 'department-request.read', () => import('./RequestPage.tsx'), 'RequestPage'),
  page('/process-audits', 'process-audit.read', () => import('./audits/AuditCalendar.tsx'), 'AuditCalendar'), page('/process-audits/$id', 'process-audit.read', () => import('./audits/AuditPage.tsx'), 'AuditPage'),
  page('/paper-requests', 'paper-request.read', () => import('./papers/PaperList.tsx'), 'PaperList'), page('/paper-requests/$id', 'paper-request.read', () => import('./papers/PaperPage.tsx'), 'PaperPage'),
  page('/inspections', 'inspection.read', () => import('./InspectionList.tsx'), 'InspectionList'), page('/inspections/$id', 'inspection.read', () => import('./InspectionPage.tsx'), 'InspectionPage'),
  page('/work-summaries', 'work-summary.read', () => import('./SummaryList.tsx'), 'SummaryList'), page('/work-summaries/$id', 'work-summary.read', () => import('./SummaryPage.tsx'), 'SummaryPage'),
  page('/suggestions', 'suggestion.read', () => import('./SuggestionList.tsx'), 'SuggestionList'), page('/suggestions/$id', 'suggestion.read', () => import('./SuggestionPage.tsx'), 'SuggestionPage'),
  page('/feedback', 'feedback.read', () => import('./FeedbackList.tsx'), 'FeedbackList'), page('/feedback/$id', 'feedback.read', () => import('./FeedbackPage.tsx'), 'FeedbackPage'),
  page('/topics', 'topic.read', () => import('./topics/TopicList.tsx'), 'TopicList'), page('/topics/$id', 'topic.read', () => import('./topics/TopicPage.tsx'), 'TopicPage'),
  page('/reviews', 'review.read', () => import('./Reviews.tsx'), 'Reviews'),
]
const Notice = (of: 'MeetingNotice' | 'MemoNotice' | 'RequestNotice' | 'SummaryNotice' | 'SuggestionNotice' | 'FeedbackNotice' | 'PaperNotice' | 'TopicNotice') => lazy(() => import('./parts/notices.tsx').then((file) => ({ default: file[of] })))
const About = (of: 'AboutMeeting' | 'AboutDecision' | 'AboutMemo' | 'AboutRequest' | 'AboutReview' | 'AboutInspection' | 'AboutAudit' | 'AboutPaper' | 'AboutSummary' | 'AboutSuggestion' | 'AboutFeedback') => lazy(() => import('./parts/links.tsx').then((file) => ({ default: file[of] })))
const NewTopics = lazy(() => import('./topics/NewTopics.tsx').then((file) => ({ default: file.NewTopics })))
const FlowTopics = lazy(() => import('./topics/FlowTopics.tsx').then((file) => ({ default: file.FlowTopics })))
const CaseHelp = lazy(() => import('./parts/CaseHelp.tsx').then((file) => ({ default: file.CaseHelp })))
const Figure = (of: 'FigureMemo' | 'FigureRequest' | 'FigureDecision' | 'FigureSuggestion' | 'FigureFeedback') => lazy(() => import('./parts/links.tsx').then((file) => ({ default: file[of] })))

export const teamworkWeb: WebModule = {
  name: 'teamwork',
  routes,
  menu: [
    { to: '/topics', label: 'topic.plural', icon: <NotificationOutlined />, permission: 'topic.read', group: 'team', order: 38 },
    { to: '/meetings', label: 'meeting.plural', icon: <CalendarOutlined />, permission: 'meeting.read', group: 'team', order: 40 },
    { to: '/decisions', label: 'decision.plural', icon: <AuditOutlined />, permission: 'decision.read', group: 'team', order: 41 },
    { to: '/memos', label: 'memo.plural', icon: <FileDoneOutlined />, permission: 'memo.read', group: 'team', order: 42 },
    { to: '/coordination', label: 'agreement.menu', icon: <ShareAltOutlined />, permission: 'agreement.read', group: 'team', order: 43 },
    { to: '/department-requests', label: 'department-request.inbox', icon: <SolutionOutlined />, permission: 'department-request.read', group: 'team', order: 39 },
    { to: '/feedback', label: 'feedback.plural', icon: <HeartOutlined />, permission: 'feedback.read', group: 'quality', order: 25 },
    { to: '/suggestions', label: 'suggestion.plural', icon: <BulbOutlined />, permission: 'suggestion.read', group: 'team', order: 46 },
    { to: '/process-audits', label: 'process-audit.plural', icon: <SafetyOutlined />, permission: 'process-audit.read', group: 'quality', order: 59 },
    { to: '/paper-requests', label: 'paper-request.plural', icon: <SnippetsOutlined />, permission: 'paper-request.read', group: 'team', order: 47 },
    { to: '/inspections', label: 'inspection.plural', icon: <SafetyOutlined />, permission: 'inspection.read', group: 'quality', order: 60 },
    { to: '/work-summaries', label: 'work-summary.plural', icon: <FormOutlined />, permission: 'work-summary.read', group: 'team', order: 45 },
    { to: '/reviews', label: 'review.plural', icon: <ScheduleOutlined />, permission: 'review.read', group: 'team', order: 44 },
  ],
  slots: [
    fill(homeParts, NewTopics, { permission: 'topic.read', order: 3, key: 'topics' }), fill(flowHistory, FlowTopics, { permission: 'topic.read', order: 50, key: 'topics' }), fill(notificationRow, Notice('TopicNotice'), { key: 'topic' }),
    fill(caseSide, CaseHelp, { permission: 'case.read', order: 10, key: 'department-request' }),
    fill(notificationRow, Notice('MeetingNotice'), { key: 'meeting' }), fill(notificationRow, Notice('MemoNotice'), { key: 'memo' }), fill(notificationRow, Notice('RequestNotice'), { key: 'department-request' }),
    fill(notificationRow, Notice('SummaryNotice'), { key: 'work-summary' }), fill(taskAbout, About('AboutAudit'), { key: 'process-audit' }), fill(taskAbout, About('AboutInspection'), { key: 'inspection' }), fill(taskAbout, About('AboutPaper'), { key: 'paper-request' }), fill(notificationRow, Notice('PaperNotice'), { key: 'paper-request' }), fill(taskAbout, About('AboutSummary'), { key: 'work-summary' }),
    fill(taskAbout, About('AboutMeeting'), { key: 'meeting' }), fill(taskAbout, About('AboutDecision'), { key: 'decision' }), fill(taskAbout, About('AboutMemo'), { key: 'memo' }), fill(taskAbout, About('AboutRequest'), { key: 'department-request' }), fill(taskAbout, About('AboutReview'), { key: 'review' }),
    fill(notificationRow, Notice('SuggestionNotice'), { key: 'suggestion' }), fill(notificationRow, Notice('FeedbackNotice'), { key: 'feedback' }), fill(taskAbout, About('AboutSuggestion'), { key: 'suggestion' }), fill(taskAbout, About('AboutFeedback'), { key: 'feedback' }), fill(metricRecord, Figure('FigureSuggestion'), { key: 'suggestion' }), fill(metricRecord, Figure('FigureFeedback'), { key: 'feedback' }),
    fill(metricRecord, Figure('FigureMemo'), { key: 'memo' }), fill(metricRecord, Figure('FigureRequest'), { key: 'department-request' }), fill(metricRecord, Figure('FigureDecision'), { key: 'decision' }),
  ],
  commands: [
    { key: 'inspection.make', label: 'inspection.make', icon: <SafetyOutlined />, permission: 'inspection.write', to: '/inspections?new=1' },
    { key: 'meeting.plan', label: 'meeting.plan', icon: <CalendarOutlined />, permission: 'meeting.write', to: '/meetings?new=1' }, { key: 'decision.open', label: 'decision.open', icon: <AuditOutlined />, permission: 'decision.write', to: '/decisions?new=1' },
    { key: 'suggestion.submit', label: 'suggestion.submit', icon: <BulbOutlined />, permission: 'suggestion.submit', to: '/suggestions?new=1' }, { key: 'feedback.take', label: 'feedback.take', icon: <HeartOutlined />, permission: 'feedback.write', to: '/feedback?new=1' },
    { key: 'topic.announce', label: 'topic.announce', icon: <NotificationOutlined />, permission: 'topic.announce', to: '/topics?new=announcement' }, { key: 'topic.discuss', label: 'topic.discuss', icon: <NotificationOutlined />, permission: 'topic.discuss', to: '/topics?new=discussion' },
    { key: 'memo.send', label: 'memo.send', icon: <FileDoneOutlined />, permission: 'memo.send', to: '/memos?new=1' },
  ],
}
