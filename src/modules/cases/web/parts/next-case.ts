/** Whether the next case of the queue opens when one is done with: each reader's own choice on this browser. */
const KEPT = 'shouwen.desk.next'
export const opensNext = (): boolean => localStorage.getItem(KEPT) !== 'stay'
export const setOpensNext = (to: boolean): void => { if (to) localStorage.removeItem(KEPT); else localStorage.setItem(KEPT, 'stay') }
