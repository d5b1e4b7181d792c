// SPDX-License-Identifier: GPL-3.0-or-later
// The peer of ./dev bench import: Mozilla's Readability on linkedom, over a list of "id TAB path" lines.
// Usage: node readability.mjs LIST

import { readFileSync } from 'node:fs';
import { Readability } from '@mozilla/readability';
import { parseHTML } from 'linkedom';

for (const line of readFileSync(process.argv[2], 'utf8').split('\n')) {
  if (line === '') continue;
  const [id, path] = line.split('\t');
  const { document } = parseHTML(readFileSync(path, 'utf8'));
  let text = '';
  try {
    text = new Readability(document).parse()?.textContent ?? '';
  } catch {
    text = '';
  }
  console.log(JSON.stringify({ id, text }));
}
