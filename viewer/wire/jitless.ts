/**
 * Imported before any schema: zod would otherwise try to compile its parsers with `new Function`,
 * which it survives under our Content-Security-Policy, but which every load would then report.
 */
import { config } from "zod";

config({ jitless: true });
