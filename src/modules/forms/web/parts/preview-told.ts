import type { Form } from '../../questions/contract.ts'

/** What the builder tells the page within its preview. */
export interface PreviewTold { formPreview: true; form: Form; language: 'zh-CN' | 'en'; seed: number }
