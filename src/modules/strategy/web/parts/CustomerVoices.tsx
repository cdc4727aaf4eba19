import { PlusOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import { useState } from 'react'
import { ListPage } from '../../../../kernel/web/list/ListPage.tsx'
import { Can } from '../../../../kernel/web/session.tsx'
import { useT } from '../../../../kernel/web/words.ts'
import { voices } from '../../contract.ts'
import { CaptureForm } from './CaptureForm.tsx'
import { useVoiceColumns } from './voice-columns.tsx'

/** What a customer has said they need. */
export function CustomerVoices({ customerId }: { customerId: string }) {
  const t = useT()
  const columns = useVoiceColumns().filter(({ key }) => key !== 'customer')
  const [isOpen, setIsOpen] = useState(false)
  const add = <Can permission="voice.capture"><Button icon={<PlusOutlined aria-hidden />} onClick={() => setIsOpen(true)}>{t('voice.capture')}</Button></Can>
  return (
    <>
      <ListPage within list="customer-voices" endpoint={voices.voices} entity="voice" title="voice.plural" search={false} columns={columns} fixed={{ customerId }} actions={add} empty={{ title: 'voice.empty', text: 'voice.none-here', action: add }} />
      <CaptureForm open={isOpen} close={() => setIsOpen(false)} heard={{ customerId }} />
    </>
  )
}
