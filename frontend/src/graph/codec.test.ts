import { deflateRawSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { chain } from '../gallery/documents';
import { fromFragment, LinkError, parseDocument, toFragment } from './codec';

const document = chain(8, 6);

/** What a hostile sender would put into a link: any text, packed as ours is. */
const packed = (text: string) => deflateRawSync(text).toString('base64url');

test('a document survives the way through a link, with everything that people write', async () => {
  const strange = { ...document, name: 'Zwei Spiralen 🌀 <b>"\\' };
  const fragment = await toFragment(strange);
  expect(fragment).toMatch(/^[A-Za-z0-9_-]+$/);
  expect(await fromFragment(fragment)).toEqual(strange);
});

test('a link is short: a network of three layers in less than a thousand characters', async () => {
  expect((await toFragment(document)).length).toBeLessThan(1000);
});

describe('a link from a stranger is refused', () => {
  test.each([
    ['when it is not base64url', 'not a link!', 'link.damaged'],
    ['when something of it was lost', 'AAAA', 'link.damaged'],
    ['when it is too long to look at', 'A'.repeat(600_000), 'link.too_large']
  ])('%s', async (_, fragment, code) => {
    await expect(fromFragment(fragment)).rejects.toMatchObject({ code });
  });

  test('when it unpacks to more than a document may be', async () => {
    await expect(fromFragment(packed(' '.repeat(5_000_000)))).rejects.toMatchObject({ code: 'link.too_large' });
  });

  test.each([
    ['no JSON', '{"network"', 'link.damaged'],
    ['a list', '[]', 'link.not_a_document'],
    ['no network', '{"data": {"dataset": {}}, "training": {}}', 'link.not_a_document'],
    [
      'nodes that are no list',
      '{"network": {"nodes": 1}, "data": {"dataset": {}}, "training": {}}',
      'link.not_a_document'
    ],
    ['nested a thousand deep', `${'['.repeat(1000)}${']'.repeat(1000)}`, 'link.not_a_document']
  ])('when it holds %s', async (_, text, code) => {
    await expect(fromFragment(packed(text))).rejects.toMatchObject({ code });
    expect(() => parseDocument(text)).toThrow(LinkError);
  });
});
