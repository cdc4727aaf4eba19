// Runs before the first paint so that a dark page never flashes white; a file of its own because the content policy allows no inline script.
(() => {
  let kept = null
  try { kept = localStorage.getItem('shouwen.appearance') } catch { /* storage refused: the system decides */ }
  const dark = kept === 'dark' || (kept !== 'light' && matchMedia('(prefers-color-scheme: dark)').matches)
  document.documentElement.dataset.appearance = dark ? 'dark' : 'light'
})()
