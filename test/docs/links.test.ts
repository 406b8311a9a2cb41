/** Every relative link and picture of the README and of the documentation leads somewhere. */
import { existsSync, globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';

const root = path.resolve(import.meta.dirname, '..', '..');
const pages = ['README.md', 'CHANGELOG.md', ...globSync('docs/**/*.md', { cwd: root })];

/** The anchor that a heading gets on the web: lower case, without signs, hyphens for spaces. */
function anchorOf(heading: string): string {
  return heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s-]/gu, '')
    .trim()
    .replace(/\s+/g, '-');
}

/** What a page points to inside of the project: file and anchor. Code is no link. */
function linksOf(page: string): Array<{ file: string; anchor: string | undefined; text: string }> {
  const text = readFileSync(path.join(root, page), 'utf8').replace(/```.*?```|`[^`\n]*`/gs, '');
  return [...text.matchAll(/\]\(([^)\s]+)\)/g)].flatMap(([, target = '']) => {
    if (/^[a-z]+:/.test(target)) return [];
    const [file = '', anchor] = target.split('#');
    return [{ file: file === '' ? page : path.join(path.dirname(page), file), anchor, text: `${page}: ${target}` }];
  });
}

test('the guide is among the pages, with pictures', () => {
  expect(pages.filter((page) => page.includes('guide')).length).toBeGreaterThanOrEqual(9);
  expect(linksOf(path.join('docs', 'guide', 'forecast.md')).filter(({ file }) => file.endsWith('.webp')).length).toBeGreaterThan(3);
});

test('every relative link leads to a file of the project, and every anchor to a heading', () => {
  const broken = pages.flatMap(linksOf).filter(({ file, anchor }) => {
    if (!existsSync(path.join(root, file))) return true;
    if (anchor === undefined) return false;
    const headings = readFileSync(path.join(root, file), 'utf8').match(/^#+ .*$/gm) ?? [];
    return !headings.some((heading) => anchorOf(heading.replace(/^#+ /, '')) === anchor);
  });
  expect(broken.map(({ text }) => text)).toEqual([]);
});
