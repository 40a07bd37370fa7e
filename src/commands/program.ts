import { Command, CommanderError } from 'commander';
import { CasefileError } from '../errors.ts';
import { VERSION } from '../report-format/version.ts';
import { analyzeCommand } from './analyze.ts';
import { collectCommand } from './collect.ts';
import { inspectCommand } from './inspect.ts';
import { logsCommand } from './logs.ts';
import { rulesCommand } from './rules.ts';
import { showCommand } from './show.ts';

/** Runs one command line. The result is the exit code; nothing is thrown. */
export async function runProgram(argv: readonly string[]): Promise<number> {
  const program = new Command('casefile')
    .description('Captures a broken Kubernetes cluster into one redacted file, and finds the root cause in it offline.')
    .version(VERSION)
    .addHelpText('after', EXAMPLES);
  const commands = [collectCommand(), analyzeCommand(), inspectCommand(), showCommand(), logsCommand(), rulesCommand()];
  for (const command of commands) program.addCommand(command);
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

/** Two to four lines for what was to be expected; a stack only for a fault of ours. */
function reportFailure(error: unknown): number {
  // Commander has printed its message (or the help that was asked for) already.
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
  if (error instanceof CasefileError) {
    const detail = error.detail ? `\n  ${error.detail}` : '';
    process.stderr.write(`casefile: ${error.message} (${error.code})${detail}\n  ${error.hint}\n`);
    return error.exitCode;
  }
  const stack = error instanceof Error ? (error.stack ?? error.message) : String(error);
  process.stderr.write(`casefile: this is a fault of casefile, not of your bundle; please report it.\n${stack}\n`);
  return 5;
}
