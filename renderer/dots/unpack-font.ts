/** The font's bytes out of their zlib format; the browser does it beside its threads. Rejects on damaged bytes. */
export const unpackFont = async (packed: Uint8Array<ArrayBuffer>): Promise<Uint8Array> => {
  const unpacked = new Blob([packed]).stream().pipeThrough(new DecompressionStream('deflate'))
  return new Uint8Array(await new Response(unpacked).arrayBuffer())
}
