import '../print.css'
import { ArrowLeftOutlined, PrinterOutlined } from '@ant-design/icons'
import { useRouter } from '@tanstack/react-router'
import { Button } from 'antd'
import type { ReactNode } from 'react'
import { useT } from '../../../../kernel/web/words.ts'

/** A sheet of paper on the screen, with what is done with it above. */
export function Sheet({ tools, children }: { tools?: ReactNode; children: ReactNode }) {
  const t = useT()
  const router = useRouter()
  return (
    <div className="form-print">
      <div className="form-print-bar"><Button icon={<ArrowLeftOutlined aria-hidden />} onClick={() => router.history.back()}>{t('form.print-back')}</Button>{tools}<Button type="primary" icon={<PrinterOutlined aria-hidden />} onClick={() => print()}>{t('form.print')}</Button></div>
      <article className="form-sheet">{children}</article>
    </div>
  )
}
