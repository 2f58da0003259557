/**
 * Marks a step of the sale on the page's timeline, where the Performance panel and `npm run bench` read it. Only the
 * newest of each name is kept: a till that runs for weeks does not grow by its sales.
 */
export const markSale = (step: 'committed' | 'durable'): void => {
  const name = `sale:${step}`
  performance.clearMarks(name)
  performance.mark(name)
}
