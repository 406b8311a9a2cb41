/** A stack that goes on through the horizon on what it draws, as DeepAR does. */
import type { Graph, GraphNode } from '../../../../engine/native/api.ts';
import { cellNode, concat, dense, last, type Sizes } from '../models.ts';
import type { Distribution } from '../reference/draws.ts';
import { step } from './nodes.ts';

/** Parameters `[h][P]` of the distribution of each step, `teach` steps from the teacher where it is above 0. */
export function drawing(distribution: Distribution, z: Sizes, horizon: number, teach = 0): Graph {
  const P = distribution === 'studentT' ? 3 : 2;
  const nodes: GraphNode[] = [cellNode('gru', 'x', 'h', z.H), last('h', 's1')];
  for (let k = 1; k <= horizon; k++) {
    nodes.push(dense(`s${k}`, `p${k}`, P, k > 1 ? { weights: 'p1' } : {}));
    if (k > 1) nodes.push(concat(k > 2 ? `all${k - 1}` : 'p1', `p${k}`, `all${k}`));
    if (k === horizon) break;
    const draw = { op: 'draw', input: `p${k}`, noise: `n${k}`, output: `d${k}` } as const;
    nodes.push(
      step('noise', `n${k}`, k - 1),
      distribution === 'negativeBinomial' ? { ...draw, distribution, scale: 'scale' } : { ...draw, distribution },
    );
    if (teach > 0) {
      nodes.push(step('teacher', `t${k}`, k - 1));
      nodes.push({ op: 'teach', input: `d${k}`, teacher: `t${k}`, output: `f${k}`, rate: teach, evaluation: true });
    }
    nodes.push(cellNode('gru', teach > 0 ? `f${k}` : `d${k}`, `s${k + 1}`, z.H, { state: `s${k}`, ...(k > 1 ? { weights: 's2' } : {}) }));
  }
  return {
    context: z.T,
    channels: z.I,
    horizon,
    noise: true,
    ...(distribution === 'negativeBinomial' ? { scale: true } : {}),
    ...(teach > 0 ? { teacher: true } : {}),
    nodes,
    output: horizon > 1 ? `all${horizon}` : 'p1',
  };
}

/** The same as forecasts of points, one a step. */
export function drawingPoints(distribution: Distribution, z: Sizes): Graph {
  const graph = drawing(distribution, z, z.O);
  return { ...graph, nodes: [...graph.nodes, dense(graph.output, 'points', z.O)], output: 'points' };
}
