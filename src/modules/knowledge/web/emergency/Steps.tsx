/** What is done in an emergency, a step a line, in the order it is done. */
export function Steps({ text }: { text: string }) {
  return <ol className="emergency-steps">{text.split('\n').map((step) => step.replace(/^\s*(\d+[.、)]|[-*])\s*/, '').trim()).filter(Boolean).map((step) => <li key={step}>{step}</li>)}</ol>
}
