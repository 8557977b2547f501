import { perform } from "./perform.ts";

/** What a thread of the pool does: tinypool calls a module's default export. */
// biome-ignore lint/style/noDefaultExport: tinypool's convention
export default perform;
