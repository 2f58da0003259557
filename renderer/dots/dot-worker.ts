import { answering, type ToWorker } from './dot-worker-side.ts'

const take = answering((answer) => self.postMessage(answer))
self.addEventListener('message', ({ data }: MessageEvent<ToWorker>) => take(data))
