import { accessSync, constants } from "node:fs";
import { delimiter, join } from "node:path";

/** Where a program of this name lies on the PATH, if it does. */
export function onPath(name: string): string | undefined {
  // biome-ignore lint/style/noProcessEnv: the one place that looks for a program
  const folders = (process.env["PATH"] ?? "").split(delimiter);
  return folders
    .map((folder) => join(folder, name))
    .find((path) => {
      try {
        accessSync(path, constants.X_OK);
        return true;
      } catch {
        return false;
      }
    });
}
