import { FAULT_NAMES } from './printer-fault.ts'

/** What the program says, Chinese above English. */
export const HELP = `虚拟打印机：像真的一样应答的网口小票打印机，用来试打和测试。
Virtual printer: a network receipt printer that answers like a real one, to try and to test with.

  npm run printer -- [--profile 80mm] [--port 9100] [--folder out/paper] [--fault F] [--any-port] [--json]

  --profile   纸宽 Paper: 58mm 80mm …
  --port      端口；被占用时退出码 3  Its port on this machine; exit code 3 where it is taken
  --any-port  端口被占用时换一个  Takes another port where that one is taken
  --folder    每张单子存为 .bin（原始字节）、.txt（文字）和 .png（图）  Each job is kept here as .bin (its bytes), .txt (its text) and .png (its picture)
  --fault     ${FAULT_NAMES.join(' ')}
  --json      每行输出一个 JSON  One JSON object a line, for programs

运行中可以输入一行：故障名（none 恢复正常）、drawer_left_open（钱箱开了不关）、drawer_closed、quit。
While it runs, type a line: a fault (none mends it), drawer_left_open (nobody shuts it), drawer_closed, quit.

退出码 Exit codes: 0 停止 stopped · 2 用法 usage · 3 端口被占用 port taken · 4 文件夹无法写入 folder cannot be written`

/** A word that is not understood, and what is. */
export const notUnderstood = (word: string): string =>
  `不明白“${word}”，什么都没有改变。可用：${FAULT_NAMES.join(' ')} drawer_left_open drawer_closed quit
“${word}” is not understood; nothing was changed. There are the words above.`

export const portTaken = (port: number): string =>
  `端口 ${port} 被别的程序占用，虚拟打印机没有启动。请用 --port 换一个端口，或加 --any-port。
Port ${port} is taken by another program; the virtual printer was not started. Name another with --port, or add --any-port.`

export const folderUnwritable = (folder: string, why: string): string =>
  `文件夹 ${folder} 无法写入（${why}）。请检查磁盘空间和权限，或用 --folder 换一个。
The folder ${folder} cannot be written (${why}). Check its disk and rights, or name another with --folder.`

export const listening = (port: number, profile: string, folder: string): string =>
  `虚拟打印机 ${profile} 在 127.0.0.1:${port} 等待，单子存到 ${folder}。输入故障名可以改变它，quit 停止。
Virtual printer ${profile} listens on 127.0.0.1:${port} and keeps its paper in ${folder}. Type a fault to change it, quit to stop.`

export const standing = (fault: string, drawerOpen: boolean): string =>
  `现在 Now: ${fault} · 钱箱 drawer: ${drawerOpen ? '开 open' : '关 closed'}`

export const jobKept = (number: number): string => `第 ${number} 张已打出 Job ${number} is on paper`
