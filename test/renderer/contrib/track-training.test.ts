import { nextTick } from 'vue';
import { expect, test, vi } from 'vitest';
import type { TrainingProgress } from '../../../engine/protocol/training.ts';
import { trackTraining } from '../../../renderer/contrib/run/track-training.ts';
import { EngineService } from '../../../renderer/platform/engine/engine-service.ts';
import { JobsStore, trainedRun } from '../../../renderer/platform/jobs/jobs-store.ts';
import { WorkspaceStore } from '../../../renderer/platform/workspace/workspace-store.ts';
import { run } from '../fixture/fake-data.ts';

test('a training is shown among the jobs from its start to its end', async () => {
  const engine = new EngineService();
  let progress: (news: TrainingProgress) => void = () => {};
  vi.spyOn(engine, 'on').mockImplementation((event, handler) => {
    if (event === 'training.progress') progress = handler;
    return () => {};
  });
  const jobs = new JobsStore();
  const workspace = new WorkspaceStore(engine);
  const stop = trackTraining({ engine, jobs, workspace });
  const about = run('r1', 'First', 'running', 'd', 'D', 0);

  workspace.putRun(about);
  await nextTick();
  expect(jobs.running.value).toMatchObject([{ title: 'First', progress: null, message: 'Training' }]);
  progress({ runId: 'r1', progress: 0.4, remainingSeconds: 3 } as TrainingProgress);
  expect(jobs.progress.value).toBe(0.4);
  progress({ runId: 'other', progress: 0.9 } as TrainingProgress);
  expect(jobs.running.value).toHaveLength(1);
  expect(jobs.running.value.map(trainedRun)).toEqual(['r1']);

  workspace.putRun({ ...about, state: 'evaluating' });
  await nextTick();
  expect(jobs.running.value[0]?.progress).toBeNull();
  workspace.putRun({ ...about, state: 'done' });
  await nextTick();
  expect(jobs.running.value).toEqual([]);
  stop();
});
