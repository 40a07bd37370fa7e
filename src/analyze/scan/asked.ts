/** Which needles were asked about a line: each has several literals, and a line may hold them all. */
export type Asked = {
  /** Another line: none was asked yet. */
  begin(): void;
  /** True once per needle and line. */
  isFirst(needle: number): boolean;
};

/** Made once for all streams: nothing has to be cleared for a line. */
export function createAsked(needles: number): Asked {
  let line = 0;
  const lastLine = new Float64Array(needles);
  return {
    begin() {
      line++;
    },
    isFirst(needle) {
      if (lastLine[needle] === line) return false;
      lastLine[needle] = line;
      return true;
    },
  };
}
