import type { RunSummary } from '../../../engine/protocol/training.ts';
import type { Disposer } from '../../base/disposable.ts';
import { disposeAll } from '../../base/disposable.ts';
import { engineText } from '../../platform/engine-text/engine-text.ts';
import type { Services } from '../../platform/services.ts';
import { t } from './messages.ts';
import { isActive } from './run-state.ts';

/** Tells how a training ended: in the status bar, or as a notification where it failed. */
export function announceEnds({ engine, notifications, commands, settings }: Services): Disposer {
  const going = new Set<string>();
  const onChanged = ({ id, name, state, evaluation, error }: RunSummary): void => {
    if (isActive(state)) {
      going.add(id);
      return;
    }
    if (!going.delete(id)) return;
    const show = { label: t('show'), run: () => commands.run('runs.open', { runId: id }) };
    if (state === 'done' && evaluation) {
      const sentence = t('finished', { name, sentence: engineText(evaluation.verdict.sentence) });
      const wanted = settings.value('notifications.whenDone');
      if (wanted === 'notification') notifications.show('info', sentence, [show]);
      else if (wanted === 'status') notifications.showStatus(sentence);
    }
    if (state === 'failed') {
      const message = t('runFailed', { name, message: error ? engineText(error.message) : t('failedFallback') });
      notifications.show('error', message, [show]);
    }
  };
  return disposeAll(
    engine.on('run.changed', onChanged),
    engine.onConnected(() => going.clear()),
  );
}
