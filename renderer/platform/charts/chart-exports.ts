import type { Params, Result, ShellMethodName } from '../../../engine/protocol/contract.ts';
import type { ChartExport, OpenChart } from '../../base/chart/export.ts';
import { imagePng } from '../../base/chart/image-canvas.ts';
import { imageSvg } from '../../base/chart/image-svg.ts';
import type { ChartImage } from '../../base/chart/shapes.ts';
import { fileName } from '../../base/format.ts';
import type { NotificationService } from '../notifications/notification-service.ts';
import type { MenuService } from '../views/menu-service.ts';
import { t } from './messages.ts';
import { tableCsv, tableText } from './table-text.ts';

type CallShell = <M extends ShellMethodName>(method: M, params: Params<M>) => Promise<Result<M>>;
export type ChartAction = 'copy' | 'copyTable' | 'savePng' | 'saveSvg' | 'saveCsv';
export const chartActions: readonly ChartAction[] = ['copy', 'copyTable', 'savePng', 'saveSvg', 'saveCsv'];

/** The charts on the page, and the ways out of the window that each of them has. */
export class ChartExports implements ChartExport {
  readonly #charts = new Set<OpenChart>();
  readonly #callShell: CallShell;
  readonly #notifications: NotificationService;
  readonly #menus: MenuService;

  constructor(callShell: CallShell, notifications: NotificationService, menus: MenuService) {
    this.#callShell = callShell;
    this.#notifications = notifications;
    this.#menus = menus;
  }

  label(): string {
    return t('export');
  }

  add(chart: OpenChart): () => void {
    this.#charts.add(chart);
    return () => this.#charts.delete(chart);
  }

  /** Those that can be seen, in the order of the page; the one that has the focus alone, where one has. */
  candidates(): OpenChart[] {
    const focused = [...this.#charts].filter((chart) => chart.element()?.contains(document.activeElement));
    if (focused.length > 0) return focused;
    const seen = [...this.#charts].filter((chart) => chart.element()?.checkVisibility() ?? false);
    return seen.sort((a, b) => {
      const [first, second] = [a.element(), b.element()];
      return first && second && first.compareDocumentPosition(second) & Node.DOCUMENT_POSITION_PRECEDING ? 1 : -1;
    });
  }

  openMenu(chart: OpenChart, opener: HTMLElement): void {
    this.#menus.openBeside(
      opener,
      chartActions.map((action) => ({
        label: t(action),
        separatorBefore: action === 'savePng',
        run: () => void this.perform(action, chart),
      })),
    );
  }

  /** Failures are told as notifications. */
  async perform(action: ChartAction, chart: OpenChart): Promise<void> {
    try {
      await this.#perform(action, chart);
    } catch (error) {
      this.#notifications.error(error);
    }
  }

  async #perform(action: ChartAction, chart: OpenChart): Promise<void> {
    if (action === 'copyTable') return this.copyText(tableText(chart.table()), t('copiedTable'));
    if (action === 'saveCsv') return this.#saveCsv(chart);
    const image = chart.image();
    if (!image) {
      this.#notifications.showStatus(t('nothing'));
      return;
    }
    if (action === 'copy') {
      await this.#callShell('shell.copy', { png: await imagePng(image) });
      this.#notifications.showStatus(t('copied'));
      return;
    }
    await this.#save(action === 'savePng' ? 'png' : 'svg', chart.title(), image);
  }

  async copyText(text: string, said: string): Promise<void> {
    await this.#callShell('shell.copy', { text });
    this.#notifications.showStatus(said);
  }

  async #saveCsv(chart: OpenChart): Promise<void> {
    const table = chart.table();
    const path = await this.#callShell('shell.saveCsv', {
      suggestedName: `${fileName(chart.title(), 'chart')}.csv`,
      text: tableCsv(table),
    });
    if (path !== null) this.#notifications.showStatus([t('savedTable', { path }), table.thinned].filter(Boolean).join(' '));
  }

  async #save(kind: 'png' | 'svg', title: string, image: ChartImage): Promise<void> {
    const content = kind === 'png' ? await imagePng(image) : imageSvg(image);
    const suggestedName = `${fileName(title, 'chart')}.${kind}`;
    const path = await this.#callShell('shell.savePicture', { suggestedName, kind, content });
    if (path !== null) this.#notifications.showStatus(t('saved', { path }));
  }
}
