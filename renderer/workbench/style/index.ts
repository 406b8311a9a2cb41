/** The styles that every part shares. */
import '@vscode/codicons/dist/codicon.css';
import './base.css';
import './controls.css';
import './high-contrast.css';
import './narrow.css';
