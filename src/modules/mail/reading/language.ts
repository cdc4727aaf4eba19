/** Words that stand in nearly every letter of a language and in few of another. */
const WORDS: Readonly<Record<string, RegExp>> = {
  en: /\b(the|and|you|for|with|this|that|have|please|are|your|is|was|not|thanks)\b/gi, de: /\b(und|der|die|das|nicht|ich|sie|ist|mit|für|eine?n?|bitte|wir|auf|haben)\b/gi,
  fr: /\b(le|la|les|des|et|vous|nous|pour|est|une?|que|dans|avec|pas|merci|bonjour)\b/gi, es: /\b(el|los|las|una?|que|por|para|con|no|gracias|está|hola|del|se|su)\b/gi,
  it: /\b(il|gli|che|per|con|una?|non|di|sono|grazie|della?|nel|questo|ciao)\b/gi, pt: /\b(o|os|uma?|que|para|com|não|obrigad[oa]|você|do|da|em|por|está|olá)\b/gi,
  nl: /\b(de|het|een|en|van|ik|je|niet|met|voor|zijn|dat|bedankt|wij|op)\b/gi, pl: /\b(nie|się|jest|że|na|do|dla|proszę|dziękuję|oraz|czy|jak|za|po)\b/gi,
  sv: /\b(och|att|det|som|för|inte|med|jag|är|på|av|tack|hej|vi)\b/gi, da: /\b(og|at|det|som|for|ikke|med|jeg|er|på|af|tak|hej|vi)\b/gi, nb: /\b(og|det|som|for|ikke|med|jeg|er|på|av|takk|hei|vi)\b/gi,
  fi: /\b(ja|on|ei|että|se|olen|kiitos|tämä|mutta|kun|ovat|hei)\b/gi, cs: /\b(je|se|na|že|ne|to|pro|jsem|děkuji|prosím|ale|jak)\b/gi, tr: /\b(ve|bir|bu|için|ile|da|de|ben|teşekkürler|değil|olarak|merhaba)\b/gi,
  hu: /\b(és|az|egy|hogy|nem|van|meg|köszönöm|kérem|is|de)\b/gi, ro: /\b(și|este|nu|pentru|cu|din|mulțumesc|vă|sunt|care|că)\b/gi, vi: /\b(và|là|của|không|được|tôi|cho|xin|cảm|ơn|các)\b/gi, id: /\b(dan|yang|untuk|dengan|ini|tidak|saya|terima|kasih|di|ke)\b/gi,
}
const SCRIPTS: readonly (readonly [string, RegExp])[] = [['ja', /[\u3040-\u30ff]/g], ['ko', /[\uac00-\ud7a3]/g], ['zh', /\p{Script=Han}/gu], ['ru', /\p{Script=Cyrillic}/gu], ['ar', /\p{Script=Arabic}/gu], ['he', /\p{Script=Hebrew}/gu], ['th', /\p{Script=Thai}/gu], ['el', /\p{Script=Greek}/gu], ['hi', /\p{Script=Devanagari}/gu]]

/** BCP 47 primary tag of the language of a text by its script and commonest words; `und` when it says too little. */
export function languageOf(text: string): string {
  const sample = text.slice(0, 4_000)
  const letters = sample.match(/\p{L}/gu)?.length ?? 0
  if (!letters) return 'und'
  for (const [language, script] of SCRIPTS) {
    const count = sample.match(script)?.length ?? 0
    // A Chinese letter is a word, so a few of them among Latin names already make the text Chinese; a few kana make Han text Japanese.
    if (count / letters > (language === 'zh' ? 0.2 : language === 'ja' ? 0.1 : 0.3)) return language === 'ru' && /[іїєґ]/i.test(sample) ? 'uk' : language
  }
  let best = { language: 'und', count: 1 }
  for (const [language, words] of Object.entries(WORDS)) {
    const count = sample.match(words)?.length ?? 0
    if (count > best.count) best = { language, count }
  }
  return best.language
}
