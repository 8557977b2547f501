/**
 * `purkinje doctor`: what is here, what is missing, and how to get it.
 */
import { Command } from "commander";
import { findChromium } from "./doctor/chromium.ts";
import type { Finding } from "./doctor/finding.ts";
import { examineNode } from "./doctor/node-version.ts";
import { findSerialPorts } from "./doctor/serial-ports.ts";
import { findTensorFlow } from "./doctor/tensorflow.ts";
import { describeEngine } from "./load-kernels.ts";
import { jsonOption } from "./options.ts";
import { readBrain, shippedBrain } from "./read-brain.ts";
import { version } from "./version.ts";

export const doctorCommand = (): Command =>
  new Command("doctor")
    .description("say what this machine has for purkinje, what is missing, and how to get it")
    .addOption(jsonOption().default(false))
    .action(doctor);

async function doctor({ json }: { json: boolean }): Promise<void> {
  const findings: Finding[] = [
    examineNode(process.version),
    examineEngine(),
    examineBrain(),
    findTensorFlow(),
    await findChromium(),
    await findSerialPorts(),
  ];
  const sound = findings.every((finding) => finding.ok || finding.optional);
  if (json) process.stdout.write(`${JSON.stringify({ version, ok: sound, findings })}\n`);
  else process.stdout.write(`purkinje ${version}\n${findings.map(line).join("\n")}\n`);
  if (!sound) process.exitCode = 1;
}

function line({ name, ok, optional, found, remedy }: Finding): string {
  const mark = ok ? "✓" : optional ? "–" : "✗";
  const first = `  ${mark} ${name.padEnd(14)} ${found}`;
  return ok || remedy === undefined ? first : `${first}\n${" ".repeat(19)}→ ${remedy}`;
}

function examineEngine(): Finding {
  const { name, simd, why } = describeEngine();
  return {
    name: "engine",
    ok: simd,
    optional: true,
    found: simd
      ? `${name}: WebAssembly with SIMD`
      : `${name}: plain TypeScript, some ten times slower (${why})`,
    remedy: "use a Node with WebAssembly SIMD (any since 16.4), and run `npm run build` in a clone",
  };
}

function examineBrain(): Finding {
  try {
    const { provenance } = readBrain(shippedBrain());
    const { intact } = provenance.evaluation;
    return {
      name: "brain",
      ok: true,
      optional: false,
      found: `${provenance.arm}, trained ${provenance.trainedAt.slice(0, 10)}: reaches end ${intact.endpointErrorMm.toFixed(1)} mm off`,
    };
  } catch (error) {
    return {
      name: "brain",
      ok: false,
      optional: false,
      found: error instanceof Error ? error.message : String(error),
      remedy: "install purkinje again, or train one: purkinje train reach",
    };
  }
}
