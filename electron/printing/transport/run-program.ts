import { spawn } from 'node:child_process'

/** What became of a program. `code`: null where it could not be started or was ended after its time. */
export type Ran = { readonly code: number | null; readonly output: string; readonly errors: string }

/** Runs a program with these bytes as its input, in the C locale so that its words are known; ended after `timeoutMs`. */
export const runProgram = (
  name: string,
  args: readonly string[],
  { input = new Uint8Array(), timeoutMs }: { readonly input?: Uint8Array; readonly timeoutMs: number },
): Promise<Ran> =>
  new Promise((resolve) => {
    const child = spawn(name, args, { timeout: timeoutMs, env: { ...process.env, LC_ALL: 'C' }, windowsHide: true })
    let [output, errors] = ['', '']
    child.stdout.on('data', (chunk) => {
      output += chunk
    })
    child.stderr.on('data', (chunk) => {
      errors += chunk
    })
    child.on('error', (error) => resolve({ code: null, output, errors: error.message }))
    child.on('close', (code) => resolve({ code, output, errors }))
    // A program that ends early breaks the pipe; its exit code tells the rest.
    child.stdin.on('error', () => undefined)
    child.stdin.end(input)
  })
