import { Form, Modal, Tag } from 'antd'
import { useState } from 'react'
import { MomentInput } from '../../../../kernel/web/form/MomentInput.tsx'
import { dayIn, dayStart, momentText } from '../../../../kernel/web/moment-text.ts'
import { useSession } from '../../../../kernel/web/session.tsx'
import { language, useT } from '../../../../kernel/web/words.ts'
import type { Task } from '../../contract.ts'
import { titleIn } from '../../rules.ts'

const HOUR = 3_600_000
const WORDS = ['hours', 'tomorrow', 'three-days', 'week'] as const
function momentOf(word: (typeof WORDS)[number], zone: string, now = new Date()): Date {
  const morning = (days: number) => new Date(dayStart(zone, dayIn(zone, new Date(now.getTime() + days * 24 * HOUR))).getTime() + 9 * HOUR)
  return { hours: new Date(Math.ceil((now.getTime() + 3 * HOUR) / 300_000) * 300_000), tomorrow: morning(1), 'three-days': morning(3), week: morning(7) }[word]
}

/** Until when a task stays out of the inbox; never past its due moment. */
export function SnoozeDialog({ of, busy, done, close }: { of: Task; busy: boolean; done: (until: string) => Promise<boolean>; close: () => void }) {
  const t = useT()
  const { zone } = useSession().company
  const [until, setUntil] = useState<string | null>(null)
  const choices = WORDS.map((word) => ({ word, at: momentOf(word, zone) })).filter(({ at }) => !of.dueAt || at <= of.dueAt)
  return (
    <Modal open onCancel={close} width={440} title={t('task.snooze')} okText={t('task.snooze')} okButtonProps={{ disabled: !until, loading: busy }} onOk={async () => { if (until && await done(until)) close() }}>
      <p className="task-of">{titleIn(of.title, language())}</p>
      <Form layout="vertical" component="div" requiredMark={false}>
        <Form.Item label={t('task.snoozedUntil')} htmlFor="task-until" extra={of.dueAt ? t('task.snooze-at-most', { at: momentText(of.dueAt, zone, 'short') }) : undefined}>
          <MomentInput id="task-until" value={until} onChange={(to) => setUntil(to?.toISOString() ?? null)} ahead />
          <div className="task-times">{choices.map(({ word, at }) => <Tag.CheckableTag key={word} checked={until === at.toISOString()} onChange={() => setUntil(at.toISOString())}><span title={momentText(at, zone)}>{t(`task.snooze-time.${word}`)}</span></Tag.CheckableTag>)}</div>
        </Form.Item>
      </Form>
    </Modal>
  )
}
