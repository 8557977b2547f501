/** Files made in the page, offered as downloads. */

/** A picture with what is written over it. */
export interface Plate {
  readonly title: string;
  readonly canvas: HTMLCanvasElement;
  /** What its colours mean. */
  readonly keys?: readonly { readonly label: string; readonly colour: string }[];
}

const GROUND = "#0e1422";
const TEXT = "#e9eef8";
const MARGIN = 16;
const TITLE = 22;

export function saveText(name: string, text: string): void {
  save(name, new Blob([text], { type: "text/csv;charset=utf-8" }));
}

/** Puts the plates below each other on one picture. */
export function savePicture(name: string, plates: readonly Plate[]): void {
  const ratio = Math.min(2, window.devicePixelRatio);
  const sheet = document.createElement("canvas");
  const widest = Math.max(1, ...plates.map(({ canvas }) => canvas.width));
  const high = plates.reduce(
    (sum, { canvas }) => sum + canvas.height + ratio * (TITLE + MARGIN),
    0,
  );
  sheet.width = widest + 2 * ratio * MARGIN;
  sheet.height = high + ratio * MARGIN;
  const context = sheet.getContext("2d");
  if (context === null) return;
  context.fillStyle = GROUND;
  context.fillRect(0, 0, sheet.width, sheet.height);
  context.font = `600 ${13 * ratio}px Inter, system-ui, sans-serif`;
  let y = ratio * MARGIN;
  for (const { title, canvas, keys = [] } of plates) {
    let x = ratio * MARGIN;
    for (const { label, colour } of [{ label: title, colour: TEXT }, ...keys]) {
      context.fillStyle = colour;
      context.fillText(label, x, y + 13 * ratio);
      x += context.measureText(label).width + ratio * 10;
    }
    y += ratio * TITLE;
    context.drawImage(canvas, ratio * MARGIN, y);
    y += canvas.height + ratio * MARGIN;
  }
  sheet.toBlob((blob) => {
    if (blob !== null) save(name, blob);
  });
}

function save(name: string, blob: Blob): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}
