import {
  AlignLeftOutlined, AppstoreOutlined, CalculatorOutlined, CalendarOutlined, CheckSquareOutlined, ClockCircleOutlined, DownSquareOutlined, EyeInvisibleOutlined, FieldNumberOutlined, FieldTimeOutlined, FontSizeOutlined,
  InfoCircleOutlined, LikeOutlined, OrderedListOutlined, PaperClipOutlined, PictureOutlined, PieChartOutlined, QuestionCircleOutlined, RadarChartOutlined, ScheduleOutlined, SignatureOutlined, SlidersOutlined, SmileOutlined,
  StarOutlined, TableOutlined, TeamOutlined, UserOutlined, ContactsOutlined,
} from '@ant-design/icons'
import type { ComponentType } from 'react'
import type { PaletteName } from './build-state.ts'

const ICONS: Record<PaletteName, ComponentType<{ 'aria-hidden'?: boolean; className?: string }>> = {
  text: FontSizeOutlined, 'text-long': AlignLeftOutlined, number: FieldNumberOutlined, date: CalendarOutlined, time: ClockCircleOutlined, 'date-time': FieldTimeOutlined,
  single: AppstoreOutlined, multiple: CheckSquareOutlined, list: DownSquareOutlined, 'yes-no': QuestionCircleOutlined, pictures: PictureOutlined, ranking: OrderedListOutlined,
  stars: StarOutlined, likert: ScheduleOutlined, scale: SlidersOutlined, nps: LikeOutlined, csat: SmileOutlined, slider: SlidersOutlined,
  matrix: TableOutlined, 'matrix-multiple': TableOutlined, 'matrix-rating': RadarChartOutlined, sum: PieChartOutlined,
  file: PaperClipOutlined, signature: SignatureOutlined, 'record-staff': UserOutlined, 'record-team': TeamOutlined, 'record-customer': ContactsOutlined, info: InfoCircleOutlined, hidden: EyeInvisibleOutlined, calculated: CalculatorOutlined,
}
/** The sign of a kind of question. */
export function KindIcon({ name }: { name: PaletteName }) {
  const Icon = ICONS[name]
  return <Icon aria-hidden className="build-kind" />
}
