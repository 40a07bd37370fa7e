import { describe, expect, test } from 'vitest';
import { rawMember, rawTar, tarOf } from '../../support/archives.ts';
import { readBytes } from '../../support/entries.ts';

const longName = `${'folder/'.repeat(40)}${'ü'.repeat(60)}.log`;
const ustar = { name: 'a.log' };

describe('every dialect is read', () => {
  test('v7, which has no magic and marks folders by their name', async () => {
    const tar = rawTar(rawMember({ name: 'case/', format: 'v7' }), rawMember({ name: 'case/a', format: 'v7' }, 'text'));

    expect((await readBytes(tar)).files).toEqual({ 'case/a': 'text' });
  });

  test('GNU long names', async () => {
    const tar = rawTar(
      rawMember({ name: '././@LongLink', type: 'L', format: 'gnu' }, `${longName}\0`),
      rawMember({ name: longName.slice(0, 90), format: 'gnu' }, 'text'),
      rawMember({ name: '././@LongLink', type: 'K', format: 'gnu' }, `${longName}\0`),
      rawMember({ name: 'link', type: '1', linkName: 'short', format: 'gnu' }),
    );

    expect(await readBytes(tar)).toMatchObject({ files: { [longName]: 'text' }, links: { link: longName } });
  });

  test('PAX names and sizes, which win over the header', async () => {
    const record = (key: string, value: string) => {
      const rest = ` ${key}=${value}\n`;
      const length = Buffer.byteLength(rest) + String(Buffer.byteLength(rest) + 3).length;
      return `${length}${rest}`;
    };
    const tar = rawTar(
      rawMember({ name: 'pax', type: 'x' }, record('path', longName) + record('size', '4')),
      rawMember({ name: 'short', size: 0 }, 'text'),
      rawMember({ name: 'after' }, 'next'),
    );

    expect((await readBytes(tar)).files).toEqual({ [longName]: 'text', after: 'next' });
  });

  test('the PAX headers of another writer', async () => {
    expect((await readBytes(await tarOf({ [longName]: 'text' }))).files).toEqual({ [longName]: 'text' });
  });

  test('a size of 8 GiB or more is a binary number', async () => {
    const member = rawMember({ name: 'huge' }, 'text');
    member.set([0x80, 0, 0, 0, 0, 0, 0, 4, 0, 0, 0, 0], 124);
    member.write('        ', 148, 'latin1');
    const sum = member.subarray(0, 512).reduce((total, byte) => total + byte, 0);
    member.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148, 'latin1');

    const { problems } = await readBytes(rawTar(member));

    expect(problems[0]?.why).toBe('the archive ends after 1536 of its 17179869184 bytes');
  });

  test('devices, pipes and labels are passed over, an unknown type is a file', async () => {
    const types = ['3', '4', '6', 'V', 'Z'].map((type) => rawMember({ name: `type-${type}`, type }, 'body'));

    // A device has no body whatever it says: its body is no header and is passed over.
    expect((await readBytes(rawTar(...types.slice(3)))).files).toEqual({ 'type-Z': 'body' });
  });
});

describe('damage', () => {
  test('after a bad header reading goes on at the next good one', async () => {
    const tar = rawTar(
      rawMember({ name: 'a.log' }, 'first'),
      rawMember({ name: 'b.log', checksum: 'wrong' }, 'lost'),
      rawMember({ name: 'c.log' }, 'third'),
    );

    expect(await readBytes(tar)).toMatchObject({
      files: { 'a.log': 'first', 'c.log': 'third' },
      problems: [{ problem: 'damaged', why: 'no valid tar header at byte 1024: 1024 bytes were skipped' }],
      summary: { truncated: false },
    });
  });

  test('a size that is no number costs its own file only', async () => {
    const broken = rawMember(ustar, 'text');
    broken.write('zzzzzzzzzzz\0', 124, 'latin1');
    broken.write('        ', 148, 'latin1');
    const sum = broken.subarray(0, 512).reduce((total, byte) => total + byte, 0);
    broken.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148, 'latin1');

    expect(await readBytes(rawTar(broken, rawMember({ name: 'b.log' }, 'next')))).toMatchObject({
      files: { 'b.log': 'next' },
      problems: [
        { problem: 'damaged', path: 'a.log', why: 'its tar header holds no valid size' },
        { problem: 'damaged', why: 'no valid tar header at byte 512: 512 bytes were skipped' },
      ],
    });
  });

  test('what follows the end mark is ignored, another archive is read', async () => {
    const first = rawTar(rawMember({ name: 'a.log' }, 'first'));
    const second = rawTar(rawMember({ name: 'b.log' }, 'second'));

    expect(await readBytes(Buffer.concat([first, Buffer.from('garbage'.repeat(200))]))).toMatchObject({
      files: { 'a.log': 'first' },
      problems: [],
    });
    expect((await readBytes(Buffer.concat([first, second]))).files).toEqual({ 'a.log': 'first', 'b.log': 'second' });
  });
});

test('sizes that are all one too large swallow no header, whatever the length', async () => {
  const lengths = [0, 1, 511, 512, 513, 1024, 0, 5];
  const members = lengths.map((length, at) => rawMember({ name: `${at}.log`, size: length + 1 }, 'x'.repeat(length)));
  const { files, problems } = await readBytes(rawTar(...members));

  expect(problems).toEqual([]);
  const contents = Object.values(files).map((text) => text.replace(/\0$/, '').length);
  expect(contents).toEqual(lengths);
});

describe('a cut archive keeps what arrived', () => {
  const members = [
    rawMember({ name: 'a.log' }, 'a'.repeat(700)),
    rawMember({ name: 'b.log' }, 'b'.repeat(512)),
    rawMember({ name: 'c.log' }, ''),
    rawMember({ name: 'd.log' }, 'd'.repeat(1200)),
  ];
  const tar = rawTar(...members);
  const ends = members.map((_, at) => Buffer.concat(members.slice(0, at + 1)).length);

  test('at every block, and beside it', async () => {
    for (let cut = 512; cut < tar.length; cut += 512) {
      for (const length of [cut, cut + 1, cut + 511]) {
        const { files, summary, problems } = await readBytes(tar.subarray(0, length));
        const complete = ends.filter((end) => end <= length).length;

        expect(Object.keys(files).length, `cut at ${length}`).toBeGreaterThanOrEqual(complete);
        if (length < (ends.at(-1) ?? 0)) {
          expect(summary.truncated, `cut at ${length}`).toBe(true);
          expect(problems, `cut at ${length}`).toHaveLength(1);
        }
      }
    }
  });

  test('the file in which it ends is delivered and named', async () => {
    expect(await readBytes(tar.subarray(0, 512 + 300))).toMatchObject({
      files: { 'a.log': 'a'.repeat(300) },
      problems: [{ problem: 'truncated', path: 'a.log', why: 'the archive ends after 300 of its 700 bytes' }],
    });
  });

  test('a cut between two files is told by the missing end mark', async () => {
    expect((await readBytes(tar.subarray(0, ends[1]))).problems).toEqual([
      { problem: 'truncated', why: 'the archive ends without its end mark: files may be missing' },
    ]);
  });
});
