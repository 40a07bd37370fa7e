import type { Severity } from '../../report-format/report.ts';
import type { NodeState } from '../view/chain.ts';

type Style = (text: string) => string;

export type Paint = {
  bold: Style;
  dim: Style;
  command: Style;
  severity(severity: Severity, text: string): string;
  state(state: NodeState, text: string): string;
};

/** Numbers of the SGR sequences: on and off. */
const CODES = { bold: [1, 22], dim: [2, 22], red: [31, 39], yellow: [33, 39], blue: [34, 39], cyan: [36, 39] } as const;

const COLOR_OF: Record<Severity, keyof typeof CODES> = {
  critical: 'red',
  error: 'red',
  warning: 'yellow',
  info: 'blue',
};

/** Styles for a terminal; without colour every style leaves its text as it is. */
export function paintWith(color: boolean): Paint {
  const style =
    (name: keyof typeof CODES): Style =>
    (text) =>
      color ? `\u001b[${CODES[name][0]}m${text}\u001b[${CODES[name][1]}m` : text;
  const bold = style('bold');
  return {
    bold,
    dim: style('dim'),
    command: style('cyan'),
    severity: (severity, text) => bold(style(COLOR_OF[severity])(text)),
    state: (state, text) => (state === 'cause' ? bold(text) : state === 'passes-on' ? style('dim')(text) : text),
  };
}
