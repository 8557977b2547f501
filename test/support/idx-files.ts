/** An IDX file of these entries. */
export function idx(shape: readonly number[], entries: Uint8Array, type = 8): Uint8Array {
  const bytes = new Uint8Array(4 + 4 * shape.length + entries.length);
  bytes.set([0, 0, type, shape.length]);
  const view = new DataView(bytes.buffer);
  for (const [i, size] of shape.entries()) view.setUint32(4 + 4 * i, size);
  bytes.set(entries, 4 + 4 * shape.length);
  return bytes;
}

export const pixels = (count: number) =>
  Uint8Array.from({ length: count * 784 }, (_, k) => k % 251);

/** Images that are not digits, and differ from each other. */
export const imageFile = (count: number) => idx([count, 28, 28], pixels(count));
export const labelFile = (...labels: number[]) => idx([labels.length], Uint8Array.from(labels));
