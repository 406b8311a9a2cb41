/** What the system shows and does while the app works: the task bar, no sleep while a model trains, and a note at the end. */
import { BrowserWindow, Notification, powerSaveBlocker } from 'electron';
import { combineProgress } from './combine-progress.ts';

interface Busy {
  readonly browser: BrowserWindow;
  readonly activity: { progress: number | null; quit: unknown };
}

/** Shows the windows' activity; called whenever it changes. */
export function signalActivity(windows: readonly Busy[]): void {
  keepAwake(windows.some(({ activity }) => activity.quit !== null));
  const all = combineProgress(windows.map(({ activity }) => activity.progress));
  for (const { browser, activity } of windows) {
    // Windows has a bar for each window; elsewhere the app has one.
    const progress = process.platform === 'win32' ? activity.progress : all;
    browser.setProgressBar(progress ?? -1);
  }
}

let blocker: number | null = null;

function keepAwake(wanted: boolean): void {
  if (wanted && blocker === null) blocker = powerSaveBlocker.start('prevent-app-suspension');
  if (!wanted && blocker !== null) {
    powerSaveBlocker.stop(blocker);
    blocker = null;
  }
}

/** Notes that the system still shows; unreferenced ones would lose their click. */
const shown = new Set<Notification>();

/** Tells the user through the system, unless a window of the app is in front and says it itself. */
export function notify(title: string, body: string, clicked: () => void): void {
  if (BrowserWindow.getFocusedWindow() !== null || !Notification.isSupported()) return;
  const note = new Notification({ title, body });
  shown.add(note);
  note.once('click', clicked);
  note.once('close', () => shown.delete(note));
  note.show();
}
