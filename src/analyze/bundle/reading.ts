import type { ProblemEntry } from './entry.ts';
import { createPathRegister } from './entry-path.ts';
import { Fault } from './fault.ts';
import type { Budget } from './limits.ts';
import type { Place } from './place.ts';
import type { Emit } from './pulled.ts';

/** One reading of a bundle: its budget, the paths given so far, and the problems that wait to become entries. */
export type Reading = {
  /** Of the bundle, as it was given. */
  name: string;
  budget: Budget;
  register: (path: string) => string;
  problems: ProblemEntry[];
  /** The containers of the bundle as recognised, outermost first: `gzip`, `tar`. */
  layers: string[];
  /** Chunks are overwritten once two more were asked for (aside/inflated-file.ts). */
  isPerishable: boolean;
  /** The bundle itself was cut, not only an archive inside it. */
  truncated: boolean;
};

export function createReading(name: string, budget: Budget): Reading {
  return {
    name,
    budget,
    register: createPathRegister(),
    problems: [],
    layers: [],
    isPerishable: false,
    truncated: false,
  };
}

/**
 * Turns a fault into a problem entry, once: the containers around the damaged place meet the same fault.
 * @param path of the file concerned; absent when it is the container.
 */
export function report(reading: Reading, fault: Fault, at: { path?: string; isBundle: boolean }): void {
  const endsBundle = fault.problem === 'truncated' || fault === reading.budget.stopped;
  if (endsBundle && at.isBundle) reading.truncated = true;
  if (fault.reported) return;
  fault.reported = true;
  const path = at.path === undefined ? {} : { path: at.path };
  reading.problems.push({ type: 'problem', problem: fault.problem, ...path, why: fault.message });
}

/** The fault of a file; one of the bundle's own container names no file. */
export function reportAt(reading: Reading, fault: Fault, place: Place): void {
  report(reading, fault, place.isBundle ? { isBundle: true } : place);
}

export async function giveProblems(reading: Reading, emit: Emit<ProblemEntry>): Promise<void> {
  for (let problem = reading.problems.shift(); problem; problem = reading.problems.shift()) await emit(problem);
}

/** A limit may be reached where nobody is left to tell it. */
export async function giveLastProblems(reading: Reading, emit: Emit<ProblemEntry>): Promise<void> {
  if (reading.budget.stopped) report(reading, reading.budget.stopped, { isBundle: true });
  await giveProblems(reading, emit);
}

/** Runs what may reach a limit; false when it did. */
export function spend(reading: Reading, work: () => void): boolean {
  try {
    work();
    return true;
  } catch (error) {
    if (!(error instanceof Fault)) throw error;
    report(reading, error, { isBundle: true });
    return false;
  }
}
