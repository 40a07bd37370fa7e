/**
 * Aho-Corasick over bytes, as one dense table: bytes that no literal tells apart share a column, ASCII letters of both
 * cases too. States that end a literal stand last, so that the inner loop asks one comparison per byte.
 */
export type Automaton = {
  /** Column of each byte value. */
  columns: Uint8Array;
  /** Next state by `(state << shift) + column`. */
  table: Uint16Array | Uint32Array;
  shift: number;
  /** States from here on end at least one literal. */
  firstFinal: number;
  /** The literals that end in a final state, by `state - firstFinal`. */
  ends: Int32Array[];
};

export const START = 0;

export function nextState({ table, columns, shift }: Automaton, state: number, byte: number): number {
  return table[(state << shift) + (columns[byte] ?? 0)] ?? START;
}

/** @param literals bytes as latin1 text in lower case; their index is what the automaton reports */
export function buildAutomaton(literals: readonly string[]): Automaton {
  const columns = columnsOf(literals);
  const width = Math.max(...columns) + 1;
  const { goto, ends } = buildTrie(literals, columns, width);
  const states = ends.length;
  linkFailures(goto, ends, width);

  // Renumber: states without an end first, the start among them, then the final ones.
  const order = Array.from({ length: states }, (_, state) => state).sort(
    (a, b) => Number(ends[a]?.length !== 0) - Number(ends[b]?.length !== 0) || a - b,
  );
  const rowOf = new Int32Array(states);
  for (const [row, state] of order.entries()) rowOf[state] = row;
  // Rows of a power of two need a shift where others need a multiplication; half the bytes keep the table in the cache.
  const shift = Math.ceil(Math.log2(width));
  const table = new (states <= 0xffff ? Uint16Array : Uint32Array)(states << shift);
  for (const state of order) {
    for (let column = 0; column < width; column++) {
      table[((rowOf[state] ?? 0) << shift) + column] = rowOf[goto[state * width + column] ?? 0] ?? 0;
    }
  }
  const final = order.filter((state) => ends[state]?.length !== 0);
  return {
    columns,
    table,
    shift,
    firstFinal: states - final.length,
    ends: final.map((state) => Int32Array.from(ends[state] ?? [])),
  };
}

/** Column 0 is every byte that occurs in no literal. */
function columnsOf(literals: readonly string[]): Uint8Array {
  const used = [...new Set(literals.join(''))].map((char) => char.charCodeAt(0)).sort((a, b) => a - b);
  const columns = new Uint8Array(256);
  for (const [index, byte] of used.entries()) {
    columns[byte] = index + 1;
    if (byte >= 97 && byte <= 122) columns[byte - 32] = index + 1;
  }
  return columns;
}

function buildTrie(literals: readonly string[], columns: Uint8Array, width: number) {
  const capacity = literals.reduce((sum, { length }) => sum + length, 1);
  const goto = new Int32Array(capacity * width);
  const ends: number[][] = [[]];
  for (const [id, literal] of literals.entries()) {
    let state = 0;
    for (let at = 0; at < literal.length; at++) {
      const slot = state * width + (columns[literal.charCodeAt(at)] ?? 0);
      if (goto[slot] === 0) goto[slot] = ends.push([]) - 1;
      state = goto[slot] ?? 0;
    }
    ends[state]?.push(id);
  }
  return { goto, ends };
}

/** Breadth first: a state inherits the transitions and ends of its longest proper suffix. */
function linkFailures(goto: Int32Array, ends: number[][], width: number): void {
  const failure = new Int32Array(ends.length);
  const queue: number[] = [];
  for (let column = 0; column < width; column++) {
    const next = goto[column] ?? 0;
    if (next !== 0) queue.push(next);
  }
  for (let at = 0; at < queue.length; at++) {
    const state = queue[at] ?? 0;
    const fallback = failure[state] ?? 0;
    ends[state]?.push(...(ends[fallback] ?? []));
    for (let column = 0; column < width; column++) {
      const slot = state * width + column;
      const next = goto[slot] ?? 0;
      const inherited = goto[fallback * width + column] ?? 0;
      if (next === 0) {
        goto[slot] = inherited;
      } else {
        failure[next] = inherited;
        queue.push(next);
      }
    }
  }
}
