/** The languages the product itself speaks. */
export type Tongue = 'zh-CN' | 'en'

/**
 * Which of the two languages a text is written in: Chinese where it has at least as many Chinese characters as words of two Latin letters and
 * more, so that names of products in a Chinese sentence change nothing; undefined where it has neither.
 */
export function tongueOf(text: string): Tongue | undefined {
  const chinese = text.match(/\p{Script=Han}/gu)?.length ?? 0
  const latin = text.match(/\p{Script=Latin}{2,}/gu)?.length ?? 0
  return chinese + latin === 0 ? undefined : chinese >= latin ? 'zh-CN' : 'en'
}
