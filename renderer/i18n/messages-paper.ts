import type { Message } from './message.ts'

/** What the simulated printer put on paper. */
export const paperMessages = {
  paperTitle: ['打印纸', 'Paper'],
  paperSimulated: [
    '模拟打印机：下面是从它收到的字节还原的纸面，没有真的纸。',
    'Simulated printer: below is the paper as its bytes would print it. There is no real paper.',
  ],
  paperReal: [
    '打印机是真的，纸在打印机里；这里不显示。',
    'The printer is a real one: look at the printer for its paper.',
  ],
  paperNone: ['还没有打印过。', 'Nothing was printed yet.'],
  paperJob: ['第 {number} 张 · {time}', 'Slip {number} · {time}'],
  paperCut: ['切纸', 'Cut'],
  paperDrawer: ['钱箱打开', 'Drawer opens'],
  paperUnknown: ['未知命令 {hex}', 'Unknown command {hex}'],
  paperQr: ['二维码：{data}', 'QR code: {data}'],
  paperRaster: ['图像 {width}×{height}', 'Picture {width}×{height}'],
  paperBarcode: ['条形码：{data}', 'Barcode: {data}'],
  paperStored: ['打印机里存的图：{name}', 'Picture kept in the printer: {name}'],
  paperBeep: ['蜂鸣', 'Beeps'],
  paperSaveAs: ['存为 {format}', 'Save as {format}'],
  paperSaved: ['已存到 {path}', 'Saved: {path}'],
  paperSave_write_failed: [
    '没有存成：文件夹写不进去。单据本身没有丢。请检查磁盘空间后再试。',
    'Not saved: the folder cannot be written. The slip itself is not lost. Check the disk, then try again.',
  ],
  paperSave_font_not_readable: [
    '没有存成：小票字库读不出来。打印不受影响。请重新安装程序，然后再试。',
    'Not saved: the receipt font cannot be read. Printing goes on. Install the app again, then try again.',
  ],
  paperSave_no_paper: ['这一张没有纸面可存。', 'There is no paper in this one to save.'],
  paperSave_unknown_profile: [
    '没有存成：不认识设置里的打印机型号。请到“设置”里重选打印机。',
    'Not saved: the printer in the settings is not known. Choose it again under Settings.',
  ],
  paperOpen: ['等待、不确定或没打出的单据', 'Slips that wait, are in doubt or were not printed'],
  paperOutcome_queued: ['排队', 'Queued'],
  paperOutcome_sending: ['发送中', 'Sending'],
  paperOutcome_in_doubt: ['不确定是否打出', 'In doubt'],
  paperOutcome_failed: ['没有打出', 'Not printed'],
  paperOutcome_printed: ['已打印', 'Printed'],
  paperOutcome_unconfirmed: ['未确认', 'Not confirmed'],
  paperWhy_unreachable: ['打印机连不上', 'the printer is not reached'],
  paperWhy_paper_end: ['缺纸', 'out of paper'],
  paperWhy_cover_open: ['盖子开着', 'the cover is open'],
  paperWhy_offline: ['脱机', 'the printer is offline'],
  paperWhy_connection_lost: ['打到一半断线', 'the line broke in the middle'],
  paperWhy_no_answer: ['发出后打印机没有回答', 'the printer did not answer after it was sent'],
  paperWhy_queue_refused: ['系统队列没有收下', 'the system’s queue refused it'],
  paperResolve: ['我看到它打出来了', 'I saw it on paper'],
  paperDoubtHow: [
    '请看打印机。打出来了就在这里确认；没打出来，请在“最近的单据”里重打，新的一份会标明 COPY。',
    'Look at the printer. If it is there, say so here; if not, reprint it under Latest slips: that one is marked COPY.',
  ],
  paperSeen: ['知道了', 'Understood'],
  paperMove: ['改到「{name}」打印', 'Print at {name}'],
  paperAt: ['{name}', 'at {name}'],
  paperWaited: ['已等 {minutes} 分钟', 'waiting for {minutes|minute|minutes}'],
  paperKitchenLate: [
    '有 {count} 张厨房单超过一分钟还没打出：厨房可能不知道要做。请去看打印机，或改到别的打印机打印，或直接告诉厨房。',
    '{count|kitchen ticket has|kitchen tickets have} not printed for over a minute: the kitchen may not know. Look at the printer, print it elsewhere, or tell the kitchen.',
  ],
  stripKitchenLate: ['{count} 张厨房单没打出', '{count|kitchen ticket|kitchen tickets} not printed'],
  paperFaultHow: [
    '有单据无法排版，没有打出。销售已保存，没有丢。请把下面的记录号（#）告诉技术支持，然后点“知道了”。',
    'A slip could not be laid out and was not printed. The sale is kept. Tell support the entry number (#) below, then press “Understood”.',
  ],
  paperFaultOf: [
    '这张单据无法排版，没有打出。销售已保存。请联系技术支持，记录 #{seq}。',
    'This slip could not be laid out and was not printed. The sale is kept. Call support: entry #{seq}.',
  ],
  stripPrinterFault: [
    '{count} 张无法排版，销售已保存，请查看',
    '{count|slip|slips} could not be laid out; sales are kept: please look',
  ],
} as const satisfies Record<string, Message>
