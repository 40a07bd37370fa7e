const SHORT: Record<string, string> = {
  RWO: 'ReadWriteOnce',
  ROX: 'ReadOnlyMany',
  RWX: 'ReadWriteMany',
  RWOP: 'ReadWriteOncePod',
};

/** `RWO,RWX` of tables and descriptions, or `[ReadWriteOnce]` of templates; undefined for none. */
export function accessModesOf(text: string | undefined): string[] | undefined {
  const modes = (text ?? '').match(/[A-Za-z]+/g)?.map((mode) => SHORT[mode] ?? mode);
  return modes && modes.length > 0 ? modes : undefined;
}
