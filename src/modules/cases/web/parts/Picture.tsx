import { Image } from 'antd'
import { urlOf } from '../../../../kernel/client.ts'
import { useT } from '../../../../kernel/web/words.ts'
import { files } from '../../../files/contract.ts'

/** A picture within the words of a message; a click shows it large. */
export function Picture({ id, name }: { id: string; name: string }) {
  const t = useT()
  return <span className="said-picture"><Image src={urlOf(files.get, { params: { id }, query: { inline: 'true' } })} alt={t('file.preview', { name })} loading="lazy" /></span>
}
