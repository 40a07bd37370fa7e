/** Every expected failure of the program, with the advice that ends its message. The exit codes are the contract's. */
const CODES = {
  USAGE: { exit: 2, hint: 'Run the command with --help to see its options and examples.' },
  BROKEN_RULE: { exit: 2, hint: 'Run `casefile rules lint <dir>` to see every problem of the pack.' },
  BROKEN_TEMPLATE: { exit: 2, hint: 'Compare it with the file of the same name in the templates folder of casefile.' },
  NOT_FOUND: { exit: 3, hint: 'Check the path; a bundle is an archive, a folder or a file.' },
  NOT_READABLE: { exit: 3, hint: 'Check the permissions of the file.' },
  NOT_A_BUNDLE: {
    exit: 3,
    hint: 'Expected an archive (.tar, .gz, .zst, .xz, .bz2, .zip), a folder, or a text, JSON or YAML file.',
  },
  NOTHING_TO_ANALYZE: {
    exit: 3,
    hint: 'A bundle holds objects, events, logs or the text of kubectl commands; ask for one of these.',
  },
  NO_SUCH_OBJECT: { exit: 1, hint: 'Run `casefile inspect <bundle>` to see what is in it.' },
  NOT_A_REPORT: { exit: 3, hint: 'Write one with `casefile analyze <bundle> -o report.json`.' },
  NO_KUBECTL: { exit: 3, hint: 'Install kubectl, or put it on PATH, and try again.' },
  NO_CLUSTER: { exit: 3, hint: 'Check --context and --kubeconfig with `kubectl version`.' },
  NOTHING_CAPTURED: { exit: 3, hint: 'See the messages above for what refused.' },
  OUTPUT_NOT_WRITABLE: { exit: 5, hint: 'Choose another place with -o.' },
} as const;

export type ErrorCode = keyof typeof CODES;

/** An expected failure: what happened and where in `message`, what was seen in `detail`, what to try in `hint`. */
export class CasefileError extends Error {
  readonly code: ErrorCode;
  readonly detail: string | undefined;
  readonly hint: string;

  constructor(code: ErrorCode, message: string, options: { detail?: string; hint?: string; cause?: unknown } = {}) {
    super(message, { cause: options.cause });
    this.name = 'CasefileError';
    this.code = code;
    this.detail = options.detail;
    this.hint = options.hint ?? CODES[code].hint;
  }

  get exitCode(): number {
    return CODES[this.code].exit;
  }
}
