/**
 * Stands in for Electron's own default app in the development runtime: opens the project folder that is the first
 * argument which is not a flag, as `electron <folder>` does.
 */
const { app } = require('electron');
const path = require('node:path');

const folder = process.argv.slice(1).find((argument) => !argument.startsWith('-'));
if (folder === undefined) {
  process.stderr.write('This Electron is for development: name the folder of the project to open.\n');
  app.exit(1);
} else {
  const root = path.resolve(folder);
  const manifest = require(path.join(root, 'package.json'));
  app.setAppPath(root);
  app.setName(manifest.productName ?? manifest.name);
  app.setVersion(manifest.version);
  require(path.join(root, manifest.main));
}
