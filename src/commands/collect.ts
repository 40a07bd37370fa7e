import { Command, Option } from 'commander';
import { collect } from '../collect/collect.ts';
import { dryRun } from '../collect/dry-run.ts';
import type { CollectOptions } from '../collect/options.ts';
import { DEFAULT_MAX_LOG_BYTES, DEFAULT_TIMEOUT_MS } from '../collect/options.ts';
import { PARTS, PROFILES, type ProfileName, parseProfile, parseSelected } from '../collect/plan/selection.ts';
import { printRbac } from '../collect/print-rbac.ts';
import { createProgress } from '../collect/progress.ts';
import { parseCount, parseDuration, parseDurationMs, parseName, parseSize } from '../collect/quantities.ts';
import { isWhole, summaryOf } from '../collect/summary.ts';
import { commandLine } from '../collect/transport/kubectl.ts';
import { CasefileError } from '../errors.ts';
import { NO_REDACTION } from '../redact/redact.ts';
import { VERSION } from '../report-format/version.ts';
import { confirm } from './confirm.ts';
import { commaSeparated, repeatable } from './flag-values.ts';
import { addRedactionOptions, bundleRedactor, type RedactionFlags } from './redaction-options.ts';

type Flags = RedactionFlags & {
  /** False with --no-redact. */
  redact: boolean;
  yes?: boolean;
  namespace?: string[];
  allNamespaces?: boolean;
  argocdNamespace?: string;
  context?: string;
  kubeconfig?: string;
  output?: string;
  since?: string;
  tail?: number;
  maxLogBytes: number;
  maxBundleBytes?: number;
  split?: number;
  timeout: number;
  profile: ProfileName;
  include?: string[];
  exclude?: string[];
  /** False with --no-proxy. */
  proxy: boolean;
  dryRun?: boolean;
  printRbac?: boolean;
};

const UNREDACTED =
  'Without redaction, passwords and keys in logs, environment and config maps leave the cluster as they are.';

const words = (value: string) => commaSeparated(value).map(parseSelected);

const HELP = `
Examples:
  casefile collect                                        everything that the account may read
  casefile collect -n shop --argocd-namespace argocd      one namespace, and Argo CD
  casefile collect --profile argocd --since 24h           smaller: fewer logs, and none older than a day
  casefile collect --split 20M                            in pieces that a ticket takes
  casefile collect --dry-run                              every command, for those who must approve it
  casefile collect --print-rbac > rbac.yaml               the rights that it needs
`;

/** Exit code of a bundle that is usable but not whole. */
const PARTIAL = 4;

/** `casefile collect`. */
export function collectCommand(): Command {
  const command = new Command('collect')
    .description(
      'Capture a cluster into one redacted file. Only reads: starts no pods, pulls no images, changes nothing.',
    )
    .addOption(
      repeatable(
        '-n, --namespace <name>',
        'only this namespace (repeatable), besides what belongs to no namespace',
        parseName,
      ),
    )
    .option('-A, --all-namespaces', 'all namespaces (default)')
    .option('--argocd-namespace <name>', 'where Argo CD runs; captured besides the namespaces asked for', parseName)
    .option('--context <name>', 'context of the kubeconfig')
    .option('--kubeconfig <file>', 'kubeconfig to use')
    .option('-o, --output <file>', 'archive to write (default: ./casefile-<UTC time>.tar.gz)')
    .option('--since <duration>', 'logs not older than this, e.g. 24h', parseDuration)
    .option('--tail <lines>', 'newest lines of each log', parseCount)
    .addOption(
      new Option('--max-log-bytes <size>', 'newest bytes of each log')
        .argParser(parseSize)
        .default(DEFAULT_MAX_LOG_BYTES, '10M'),
    )
    .option('--max-bundle-bytes <size>', 'largest archive, e.g. 200M; logs give way first', parseSize)
    .option('--split <size>', 'write the archive in pieces of this size, e.g. 20M', parseSize)
    .addOption(
      new Option('--timeout <duration>', 'longest time for the whole capture, e.g. 90s or 1h30m')
        .argParser(parseDurationMs)
        .default(DEFAULT_TIMEOUT_MS, '15m'),
    )
    .option('--profile <name>', profilesHelp(), parseProfile, 'full')
    .addOption(
      repeatable(
        '--include <what>',
        `take this too: ${PARTS.join(', ')}, a kind, a custom resource (repeatable)`,
        words,
      ),
    )
    .addOption(repeatable('--exclude <what>', 'leave this out: the same words (repeatable)', words))
    .option('--no-proxy', 'a process of kubectl for each question, rather than one `kubectl proxy` on a private socket')
    .option('--dry-run', 'print the commands that would run, and run none')
    .option('--print-rbac', 'print the Role or ClusterRole that the capture needs, and capture nothing')
    .option('--no-redact', 'write secrets that logs and objects hold as they are; asks first')
    .option('--yes', 'answer yes to that question')
    .addHelpText('after', HELP)
    .action(run);
  return addRedactionOptions(command);
}

async function run(flags: Flags): Promise<void> {
  if (flags.allNamespaces && flags.namespace) {
    throw new CasefileError('USAGE', '--all-namespaces and --namespace exclude each other');
  }
  const options = optionsOf(flags);
  if (flags.dryRun) {
    process.stdout.write(dryRun(options, (args) => commandLine(args, options)));
    return;
  }
  if (flags.printRbac) {
    process.stdout.write(printRbac(options));
    return;
  }

  const redactor = flags.redact ? await bundleRedactor(flags) : NO_REDACTION;
  if (!flags.redact && !flags.yes) await confirm(UNREDACTED);

  const now = () => new Date();
  const interrupt = interruptible();
  try {
    const collected = await collect(flags.output ?? defaultName(now()), options, {
      kubectl: 'kubectl',
      redactor,
      progress: createProgress(process.stderr, now),
      now,
      toolVersion: VERSION,
      signal: interrupt.signal,
    });
    process.stdout.write(summaryOf(collected));
    process.exitCode = interrupt.exitCode() ?? (isWhole(collected) ? 0 : PARTIAL);
  } finally {
    interrupt.release();
  }
}

function optionsOf(flags: Flags): CollectOptions {
  const { namespace = [], argocdNamespace, context, kubeconfig, since, tail, maxLogBytes, maxBundleBytes } = flags;
  const { split, timeout, profile, include = [], exclude = [], proxy } = flags;
  return {
    namespaces: [...new Set(namespace)],
    selection: { profile, include, exclude },
    maxLogBytes,
    timeoutMs: timeout,
    proxy,
    ...(maxBundleBytes === undefined ? {} : { maxBundleBytes }),
    ...(split === undefined ? {} : { splitBytes: split }),
    ...(argocdNamespace === undefined ? {} : { argocdNamespace }),
    ...(context === undefined ? {} : { context }),
    ...(kubeconfig === undefined ? {} : { kubeconfig }),
    ...(since === undefined ? {} : { since }),
    ...(tail === undefined ? {} : { tail }),
  };
}

function profilesHelp(): string {
  return Object.entries(PROFILES)
    .map(([name, { what }]) => `${name}: ${what}`)
    .join('; ');
}

/** `./casefile-2026-01-31T09_30_00Z.tar.gz`: no colon, which Windows and scp do not take. */
function defaultName(time: Date): string {
  return `./casefile-${time
    .toISOString()
    .replace(/\.\d+Z$/, 'Z')
    .replaceAll(':', '_')}.tar.gz`;
}

/** Ctrl-C and SIGTERM end the capture, not the program: what was captured is still written. */
function interruptible() {
  const controller = new AbortController();
  let exitCode: number | undefined;
  const on = (code: number) => () => {
    exitCode ??= code;
    controller.abort(new Error('interrupted'));
  };
  const handlers = { SIGINT: on(130), SIGTERM: on(143) };
  for (const [signal, handler] of Object.entries(handlers)) process.on(signal, handler);
  return {
    signal: controller.signal,
    exitCode: () => exitCode,
    release() {
      for (const [signal, handler] of Object.entries(handlers)) process.off(signal, handler);
    },
  };
}
