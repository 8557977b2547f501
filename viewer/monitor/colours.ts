/** Colours of the monitor's curves: those of the scene and the style sheet, for canvases. */
export const colours = {
  panel: "#0e1422",
  text: "#e9eef8",
  muted: "#a3b0c9",
  faint: "#8290ad",
  grid: "rgb(148 172 222 / 10%)",
  hand: "#d8e0f0",
  senses: "#56b4e9",
  cerebellum: "#f0a83c",
  olive: "#e58fc0",
  elbow: "#4ecb9c",
  lesion: "#f26b43",
  world: "#e58fc0",
  wire: "#8795b3",
} as const;

/** In this order for what has no colour of its own; told apart by most colour-blind eyes too. */
export const CYCLE = [
  colours.cerebellum,
  colours.senses,
  colours.hand,
  colours.elbow,
  colours.olive,
  colours.lesion,
] as const;

export const FONT = "Inter, system-ui, sans-serif";
