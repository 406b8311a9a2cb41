import './workbench/style/index.ts';
import { contributions } from './contrib/index.ts';
import { startWorkbench } from './workbench/start.ts';

const root = document.getElementById('app');
if (!root) throw new Error('The page has no #app.');
await startWorkbench(root, window.hindcast, contributions);
