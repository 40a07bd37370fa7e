import { describe, expect, test } from 'vitest';
import { nameBundles, pairFolders } from '../../src/commands/analyze/several-outputs.ts';
import { pairOutputs } from '../../src/commands/outputs.ts';

describe('where the report of one bundle goes', () => {
  const pair = (formats: string[], files: string[]) => pairOutputs(formats, files, 'bundle.report.html');

  test.each([
    ['nothing asked for', [], [], [{ format: 'html', file: 'bundle.report.html' }]],
    ['SARIF by its extension', [], ['r.sarif'], [{ format: 'sarif', file: 'r.sarif' }]],
    ['JUnit by .xml', [], ['out/junit.XML'], [{ format: 'junit', file: 'out/junit.XML' }]],
    ['JSON as ever', [], ['r.json'], [{ format: 'json', file: 'r.json' }]],
    ['JSON of another shape by its name', ['troubleshoot'], ['a.json'], [{ format: 'troubleshoot', file: 'a.json' }]],
    ['a format alone', ['sarif'], [], [{ format: 'sarif', file: undefined }]],
    [
      'pairs in order',
      ['md', 'junit'],
      ['a', 'b'],
      [
        { format: 'md', file: 'a' },
        { format: 'junit', file: 'b' },
      ],
    ],
  ])('%s', (_, formats, files, expected) => {
    expect(pair(formats, files)).toEqual(expected);
  });

  test('an extension that tells nothing, and two reports on standard output, are wrong usage', () => {
    expect(() => pair([], ['report'])).toThrow(/cannot be told from its name/);
    expect(() => pair(['json', 'sarif'], [])).toThrow(/only one report/);
  });
});

describe('where the reports of several go', () => {
  test('HTML to the working directory, or into the folder of -o; a format without one to standard output', () => {
    expect(pairFolders([], [])).toEqual([{ format: 'html', folder: '.' }]);
    expect(pairFolders([], ['out'])).toEqual([{ format: 'html', folder: 'out' }]);
    expect(pairFolders(['html', 'json'], ['out'])).toEqual([
      { format: 'html', folder: 'out' },
      { format: 'json', folder: undefined },
    ]);
  });

  test('names that a file system may take for one are told apart, and the index keeps its own', () => {
    const stems = nameBundles(['a/Web.tar.gz', 'b/web.zip', 'c/web.tar.gz.001', 'd/index.tgz'], ['index']);
    expect(stems.map(({ stem }) => stem)).toEqual(['Web', 'web-2', 'web-3', 'index-2']);
  });
});
