import { randomBytes } from 'node:crypto';
import type { Command } from 'commander';
import { createRedactor, type StreamingRedactor } from '../redact/redact.ts';
import { repeatable } from './flag-values.ts';

/** What the user wants taken out besides secrets. */
export type RedactionFlags = { redactIps?: boolean; redactHosts?: boolean; redactPattern?: string[] };

/** Adds `--redact-ips`, `--redact-hosts` and `--redact-pattern`. */
export function addRedactionOptions(command: Command): Command {
  return command
    .option('--redact-ips', 'take IP addresses out too; loopback and wildcard addresses stay')
    .option('--redact-hosts', 'take host names out too; names within the cluster stay')
    .addOption(
      repeatable('--redact-pattern <re>', 'take out what matches too, or its first group (RE2 syntax, repeatable)'),
    );
}

/** The redactor of a bundle that is written: its key is random and never stored. @throws CasefileError USAGE. */
export async function bundleRedactor(flags: RedactionFlags): Promise<StreamingRedactor> {
  const { providerSpans } = await import('../redact/provider-detectors.ts');
  return createRedactor(
    { marks: 'token', key: randomBytes(32) },
    {
      ips: flags.redactIps === true,
      hosts: flags.redactHosts === true,
      patterns: flags.redactPattern ?? [],
      providers: providerSpans,
    },
  );
}
