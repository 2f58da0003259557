import type { Message } from './message.ts'

/** First start: the sample restaurant or the own one. */
export const setupMessages = {
  setupTitle: ['第一次使用', 'First start'],
  setupIntro: [
    '存根会把每一笔销售记在一本不能改动的账本里，并在另一个文件里留一份副本。',
    'Counterfoil keeps every sale in a journal that nobody can change, and a second copy in another file.',
  ],
  setupSampleTitle: ['先试用样例餐厅', 'Try the sample restaurant'],
  setupSampleBody: [
    '自带菜单和员工。所有小票都印有“样例 SAMPLE”。',
    'With a menu and staff. Every receipt says “样例 SAMPLE”.',
  ],
  setupSample: ['打开样例餐厅', 'Open the sample restaurant'],
  setupOwnTitle: ['开设自己的餐厅', 'Set up your restaurant'],
  setupOwn: ['开设', 'Set up'],
  setupSampleOnly: [
    '这个数据文件夹是为样例餐厅准备的。要开设自己的餐厅，请不带 --sample 启动。',
    'This data folder is for the sample restaurant. For your own, start without --sample.',
  ],
  setupSampleName: ['胡同小馆（样例）', 'Hutong Kitchen (sample)'],
  restaurantName: ['餐厅名称（印在小票上）', 'Restaurant, as on receipts'],
  taxpayer: ['纳税人类型', 'Kind of taxpayer'],
  taxpayer_small_scale: ['小规模纳税人', 'Small-scale'],
  taxpayer_general: ['一般纳税人', 'General'],
  taxpayerNow: ['今天的税率 {rate}%', 'Rate today: {rate}%'],
  managerName: ['经理姓名', 'Name of the manager'],
  newPin: ['经理密码（4–8 位数字）', 'Manager’s PIN (4 to 8 digits)'],
  newPinAgain: ['再输入一次', 'Once more'],
  nameNeeded: ['请填写。', 'Please fill this in.'],
  pinShape: ['密码要 4 到 8 位数字。', 'A PIN has 4 to 8 digits.'],
  pinsDiffer: ['两次输入不一样。', 'The two PINs differ.'],
  setupReady: ['已就绪', 'Ready'],
  setupPin: ['密码', 'PIN'],
  recoveryCode: ['找回码', 'Recovery code'],
  recoveryCodeKeep: [
    '只显示这一次。请抄下来放在安全的地方：忘记经理密码时，只有它能重设。',
    'Shown this once. Write it down and keep it safe: it alone resets a forgotten manager’s PIN.',
  ],
  recoveryCodeBefore: [
    '员工之前已经建好，找回码当时已显示过，不再显示。没抄下的话，请经理登录后在“设置”里换一个新的。',
    'The staff had been made before; the recovery code was shown then and is not shown again. If nobody wrote it down, a manager makes a new one under Settings.',
  ],
  setupGoOn: ['继续', 'Go on'],
  setupContinue: ['已抄下，继续', 'Written down, go on'],
} as const satisfies Record<string, Message>
