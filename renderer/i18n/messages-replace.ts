import type { Message } from './message.ts'

/** Taking the place of a lost till, and being told that one's own place was taken. */
export const replaceMessages = {
  replaceTitle: ['接替丢失的收银机', 'Replace a lost till'],
  replaceIntro: [
    '旧机器坏了、丢了，又没有备份？已接总部的，账本可以从总部取回。请总部的人为那台机器发一个接替码。',
    'The old machine is broken or gone, and there is no backup? Where it was enrolled, head office gives its journal back. Ask there for a code that replaces that till.',
  ],
  replaceOpen: ['接替丢失的收银机…', 'Replace a lost till…'],
  replaceWarning: [
    '用掉接替码以后，总部就只认这台机器：旧机器如果还在用，请先停用它，并让它把没传完的记录传完。',
    'Once the code is used, head office takes this machine for that till. If the old one still works, take it out of use first and let it send what it has not sent.',
  ],
  replaceCode: ['接替码（只能用一次）', 'Replacement code (works once)'],
  replaceBegin: ['接替并取回账本', 'Take its place and fetch the journal'],
  replaceOf: [
    '本机接替 {storeName} 的收银机 {tillCode}（{till}）。',
    'This machine takes the place of till {tillCode} of {storeName} ({till}).',
  ],
  replaceAsking: ['正在向总部取账本…', 'Asking head office for the journal…'],
  replaceReached: [
    '正在取回并逐条核对：第 {epoch} 账段，{seq} / {last} 条',
    'Fetching and checking each entry: epoch {epoch}, {seq} of {last}',
  ],
  replaceAgain: ['接着取', 'Go on fetching'],
  replaceWhole: [
    '账本已取回：每一条都核对过，直到总部签收的最后一条。',
    'The journal is here: every entry was checked, up to the last one that head office has signed.',
  ],
  replaceHolds: [
    '{restaurant} · 收银机 {till} · {epochs} 个账段共 {entries} 条 · 最后的小票 {receiptNo} · 总部签收到 #{seq}',
    '{restaurant} · till {till} · {entries|entry|entries} in {epochs|epoch|epochs} · last receipt {receiptNo} · signed up to #{seq}',
  ],
  replaceNotSent: [
    '旧机器没来得及上传的销售不在其中。请和手里的小票对一下最后几张；之后还有小票的，请联系管理员。',
    'What the old machine had not sent is not in it. Compare with the last receipts on paper; if there are later ones, call whoever looks after the till.',
  ],
  replaceUnread: [
    '其中 {unread} 条来自更新的版本，已原样保存，但没有算进合计。',
    '{unread|entry is|entries are} of a newer version: kept as they are, and not in the totals.',
  ],
  replaceBegins_earlier_elsewhere: [
    '更早的账本属于另一台收银机，不在其中，仍在总部。',
    'What came before belongs to another till; it is not in this and stays at head office.',
  ],
  replaceBegins_fork: [
    '更早的账段在总部有另一个分支，已取回总部的那一支。请告诉总部的人。',
    'Of an earlier epoch head office holds another branch, and that one was fetched. Tell whoever runs head office.',
  ],
  replaceNow: ['就用这份账本', 'Go on with this journal'],
  replaceReady: [
    '已经准备好。请关闭程序，再打开一次，就完成了。',
    'All is ready. Close the app and open it again: that completes it.',
  ],
  replace_not_new: [
    '这台机器已经有记录，不能接替别的收银机。什么都没有改动。',
    'This machine has entries already and cannot take another till’s place. Nothing was changed.',
  ],
  replace_bad_url: ['网址不对，要以 https:// 开头。', 'The address is not right; it starts with https://.'],
  replace_bad_code: [
    '接替码不对、已用过或过期。请向总部要新的。',
    'The code is wrong, used or expired. Ask head office for another.',
  ],
  replace_replacement_code: [
    '这个码接替的不是这台机器备份里的收银机。请向总部要正确的。',
    'This code replaces another till than the one this machine was restored from. Ask head office for the right one.',
  ],
  replace_no_replacement_code: [
    '这是登记新收银机的码，不是接替码。请让总部用“issue-code --replaces”发一个。什么都没有改动，这个码仍可用来登记新机器。',
    'This code enrols a new till; it replaces none. Ask head office for one made with “issue-code --replaces”. Nothing was changed, and this code still enrols a new till.',
  ],
  replace_unreachable: [
    '连不上总部，或线路断了。已经取回的都留着，会接着取。请检查网络。',
    'Head office cannot be reached, or the line was cut. What has come is kept, and fetching goes on from there. Check the network.',
  ],
  replace_not_head_office: [
    '答复的不是总部（可能是需要登录的网络），一条也没有采用。请检查网址和网络。',
    'It was not head office that answered (perhaps a network with a login page), and nothing was believed. Check address and network.',
  ],
  replace_refused: [
    '总部没有给出账本。请告诉总部的人，并再试一次。',
    'Head office did not give the journal. Tell whoever runs it, and try again.',
  ],
  replace_key_missing: [
    '设备密钥丢失，不能接替。',
    'The device key is missing; this machine cannot take a till’s place.',
  ],
  replace_write_failed: [
    '写不进磁盘。已经取回的都留着。请检查磁盘再试。',
    'The disk could not be written. What has come is kept. Check the disk and try again.',
  ],
  replace_disk_full: [
    '磁盘满了。已经取回的都留着，腾出空间后接着取。',
    'The disk is full. What has come is kept; free some space, and fetching goes on.',
  ],
  replace_busy: ['正在取，请稍候。', 'It is being fetched; wait a moment.'],
  replace_not_enrolled: ['请先用接替码登记。', 'Enrol with a replacement code first.'],
  replace_nothing_there: [
    '总部没有那台收银机的任何记录：它从未上传过。请返回，把本机当新店开设；旧机器的小票请妥善保管。',
    'Head office holds nothing of that till: it never sent anything. Go back and set this one up as new; keep the old receipts.',
  ],
  replace_broken: [
    '总部给出的账本不完整或对不上，一条也没有采用，本机没有改动。请告诉总部的人，再试会重新取。',
    'What head office gave is not whole, or its entries do not link. Nothing of it was used and nothing changed here. Tell whoever runs it; trying again fetches anew.',
  ],
  replace_not_pulled: ['请先取回账本。', 'Fetch the journal first.'],
  replacedBegin_title: ['已接替丢失的收银机', 'The lost till is replaced'],
  replacedBegin_body: [
    '{restaurant}：到 #{seq} 为止的账本已从总部取回。本机用自己的密钥开始新的账段，单号接着以前的继续；以前的销售在“今日”里看得到，可以退款、开票、重打。',
    '{restaurant}: the journal up to #{seq} is back from head office. This till begins a new epoch with a key of its own, and receipt numbers go on; sales from before are under Today and can be refunded, invoiced and reprinted.',
  ],
  replacedBegin_limits: [
    '总部没有员工密码和设置：请在这里新设一位经理，之后到“设置”里添加员工，设好打印机、优惠权限和备份。没传到总部的销售不在其中；当时没交的班，请按纸质小票核对现金。',
    'Head office has neither PINs nor settings: set up a manager here, then add staff and choose printer, discount limit and backups under Settings. What had not been sent is not in it; if a shift was open, count its cash by the receipts.',
  ],
  replacedManager: ['经理', 'Manager'],
  stripOfficeReplaced: ['本机已被另一台接替，请停用', 'Another till took this one’s place: stop using it'],
  officeReplaced: [
    '总部已让另一台收银机（{till}）接替本机。本机的每一条记录都在，也照常上传，没有丢失；但两台会给出相同的小票号，本机也不再退款。如果本机没有丢，请停用它，改用接替的那台，或联系总部。',
    'Head office has put another till ({till}) in the place of this one. Every entry here is kept and still sent, and nothing is lost; but both give the same receipt numbers, and this one refunds no more. If it was not lost, take it out of use and sell on the other, or call head office.',
  ],
  refund_replaced: [
    '没有退款：另一台收银机已接替本机，请在那台上退，免得退两次。',
    'Nothing was refunded: another till took this one’s place. Refund there, so that it is not paid back twice.',
  ],
} as const satisfies Record<string, Message>
