import { Command, CommanderError } from 'commander';
import { VERSION } from '../report-format/version.ts';
import { failureOf } from './failure.ts';

/** Only the command that was typed is loaded: `--version` answers at once, and `collect` never loads a rule. */
const COMMANDS: Record<string, { description: string; load: () => Promise<Command> }> = {
  collect: {
    description: 'Capture a cluster into one redacted bundle.',
    load: async () => (await import('./collect.ts')).collectCommand(),
  },
  analyze: {
    description: 'Diagnose a bundle: the root cause first, the lines that prove it, what to do.',
    load: async () => (await import('./analyze.ts')).analyzeCommand(),
  },
  inspect: {
    description: 'What is in a bundle: family, cluster, time, objects, logs, gaps.',
    load: async () => (await import('./inspect.ts')).inspectCommand(),
  },
  show: {
    description: 'One object of a bundle with its events and relations, or the lines around file:line.',
    load: async () => (await import('./show.ts')).showCommand(),
  },
  logs: {
    description: 'The log of a pod in a bundle.',
    load: async () => (await import('./logs.ts')).logsCommand(),
  },
  redact: {
    description: 'Copy a bundle without the secrets in it.',
    load: async () => (await import('./redact.ts')).redactCommand(),
  },
  diff: {
    description: 'What differs between two bundles or two reports.',
    load: async () => (await import('./diff.ts')).diffCommand(),
  },
  rules: {
    description: 'The rules: list and show them; write, lint and test your own.',
    load: async () => (await import('./rules.ts')).rulesCommand(),
  },
};

/** Runs one command line. The result is the exit code; nothing is thrown. */
export async function runProgram(argv: readonly string[]): Promise<number> {
  const program = new Command('casefile')
    .description('Captures a broken Kubernetes cluster into one redacted file, and finds the root cause in it offline.')
    .version(VERSION)
    .addHelpText('after', EXAMPLES);
  const typed = argv.find((word, index) => index > 1 && Object.hasOwn(COMMANDS, word));
  for (const [name, { description, load }] of Object.entries(COMMANDS)) {
    program.addCommand(name === typed ? await load() : new Command(name).description(description));
  }
  for (const command of withSubcommands(program)) command.exitOverride();

  try {
    await program.parseAsync([...argv]);
    return Number(process.exitCode ?? 0);
  } catch (error) {
    return reportFailure(error);
  }
}

const EXAMPLES = `
Examples:
  casefile collect                          capture the cluster of the current kubectl context
  casefile analyze casefile-….tar.gz        diagnose it, and write an HTML report
  casefile analyze ./pasted-outputs         a folder of kubectl output, logs and YAML will do
`;

function withSubcommands(command: Command): Command[] {
  return [command, ...command.commands.flatMap(withSubcommands)];
}

function reportFailure(error: unknown): number {
  // Commander has printed its message (or the help that was asked for) already.
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
  const { exitCode, text } = failureOf(error);
  process.stderr.write(text);
  return exitCode;
}
