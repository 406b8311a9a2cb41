import type { Fix } from '../../../engine/protocol/data.ts';
import { fixTitle } from '../../platform/fixes/describe-fix.ts';
import type { Services } from '../../platform/services.ts';
import type { MenuItem } from '../../platform/views/menu-service.ts';
import { t } from './messages.ts';
import type { Problem } from './problem-list.ts';
import { remedyTitle } from './problem-list.ts';
import type { ProblemsModel } from './problems-model.ts';

/** The remedies of a problem, and what else can be done about it. */
export function problemMenu(model: ProblemsModel, problem: Problem): MenuItem[] {
  const similar = model.countOfKind(problem.code);
  return [
    ...problem.remedies.map((remedy) => ({ label: remedyTitle(remedy), run: () => model.apply(problem, remedy) })),
    ...(problem.remedies.length === 0 ? [{ label: t('noFix'), disabled: true, run: () => {} }] : []),
    ...(similar > 1 ? [{ label: t('fixAll', { count: similar }), separatorBefore: true, run: () => model.fixAll(problem.code) }] : []),
    { label: t('goTo'), separatorBefore: true, keys: 'Enter', run: () => model.open(problem, true) },
    { label: t('copy'), run: () => void navigator.clipboard.writeText(`${problem.message} ${problem.advice}`.trim()) },
  ];
}

/** What can be done about one line of a dataset's file: the remedies of what was found there, and its cells marked as missing. */
export function rowMenu(
  services: Pick<Services, 'commands' | 'workspace'>,
  model: ProblemsModel,
  datasetId: string,
  row: number,
): MenuItem[] {
  const dataset = services.workspace.dataset(datasetId);
  if (!dataset) return [];
  const found = model.all.value.filter(({ about, row: line }) => about.kind === 'dataset' && about.id === datasetId && line === row);
  const remedies = found.flatMap((problem) =>
    problem.remedies.map((remedy) => ({ label: remedyTitle(remedy), run: () => model.apply(problem, remedy) })),
  );
  const columns = dataset.columns.filter(({ role, type }) => role === 'value' && type === 'number').slice(0, 12);
  const marks = columns.map(({ name }, place) => {
    const fix: Fix = { kind: 'missing-cells', column: name, rows: [row] };
    return {
      label: fixTitle(fix),
      separatorBefore: place === 0 && remedies.length > 0,
      run: () => services.commands.run('data.fix', { datasetId, fixes: [fix] }),
    };
  });
  return [...remedies, ...marks];
}
