#!/usr/bin/env node
/**
 * Starts the command line. The sources are TypeScript, which Node runs from 22.18 on; an older Node hands over
 * to the one that `npm install` puts beside the project.
 */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const [major, minor] = process.versions.node.split('.').map(Number);
const main = fileURLToPath(new URL('./main.ts', import.meta.url));
if (major > 22 || (major === 22 && minor >= 18)) {
  await import('./main.ts');
} else {
  const bundled = fileURLToPath(new URL('../node_modules/node/bin/node', import.meta.url));
  if (!existsSync(bundled)) {
    process.stderr.write(
      `hindcast needs Node 22.18 or later, this is ${process.versions.node}. Run "npm install" in the project, or install a newer Node.\n`,
    );
    process.exit(1);
  }
  const child = spawnSync(bundled, [main, ...process.argv.slice(2)], { stdio: 'inherit' });
  process.exit(child.status ?? 130);
}
