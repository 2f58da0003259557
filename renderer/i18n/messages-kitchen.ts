import type { Message } from './message.ts'

/** Telling the kitchen, and the guest check. */
export const kitchenMessages = {
  kitchen: ['送厨', 'Kitchen'],
  kitchenCount: ['送厨 {count}', 'Kitchen {count}'],
  kitchenSent: ['已送厨，厨房单正在打印。', 'Sent to the kitchen; its tickets are printing.'],
  kitchenNothingNew: [
    '厨房已经知道这张账单的全部内容，没有重复送单。',
    'The kitchen knows all of this order; nothing was sent twice.',
  ],
  kitchenNoStations: [
    '还没有设置厨房档口，什么都没有送出。这一单请直接告诉厨房，并请经理在“设置”里设置哪些分类由谁来做。',
    'No kitchen station is set up, so nothing was sent: tell the kitchen yourself. A manager sets up who cooks what under Settings.',
  ],
  lineSent: ['已送厨', 'sent'],
  lineSentPart: ['已送 {count}', '{count} sent'],
  takeBackTitle: ['退菜？', 'Take dishes back?'],
  takeBackBody: [
    '厨房已经知道这些菜，会收到一张退菜单。原因会印在上面，并记入账本。账单里新加的菜也一起送厨。',
    'The kitchen knows of these and gets a ticket that takes them back. The reason is on it and in the journal. What is new on the order is sent along.',
  ],
  takeBackOk: ['退菜并送厨', 'Take back, tell the kitchen'],
  takeBackGuest: ['客人不要了', 'Guest does not want it'],
  takeBackSlow: ['上菜太慢', 'Took too long'],
  takeBackMistake: ['点错了', 'Ordered by mistake'],
  check: ['预结单', 'Check'],
  checkPrinting: ['预结单正在打印；还没有收款。', 'The guest check is printing; nothing is paid yet.'],
  stationsTitle: ['厨房档口', 'Kitchen stations'],
  stationsBody: [
    '每个分类由哪个档口来做。送厨或收款时，各档口打印自己的单子；「不送」的分类不打印。',
    'Which station makes each category. On F6, or at payment, each station prints its own ticket; what is “not sent” prints none.',
  ],
  stationNone: ['不送', 'Not sent'],
} as const satisfies Record<string, Message>
