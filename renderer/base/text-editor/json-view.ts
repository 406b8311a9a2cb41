/** A CodeMirror editor for JSON, in the window's colours. Loaded when the first one is opened. */
import { autocompletion, completionKeymap } from '@codemirror/autocomplete';
import type { CompletionSource } from '@codemirror/autocomplete';
import { defaultKeymap, history, historyKeymap } from '@codemirror/commands';
import { json } from '@codemirror/lang-json';
import { bracketMatching, foldGutter, foldKeymap, HighlightStyle, indentOnInput, syntaxHighlighting } from '@codemirror/language';
import { forceLinting, linter, lintGutter, nextDiagnostic, previousDiagnostic } from '@codemirror/lint';
import type { Range } from '@codemirror/state';
import { Annotation, Compartment, EditorState } from '@codemirror/state';
import type { DecorationSet, ViewUpdate } from '@codemirror/view';
import { Decoration, drawSelection, EditorView, highlightActiveLine, keymap, lineNumbers, ViewPlugin } from '@codemirror/view';
import { tags } from '@lezer/highlight';
import { visit } from 'jsonc-parser';
import type { JsonProblem } from './json-problems.ts';

/** What could stand at a place of the text: the stretch that it replaces, and the choices. */
export interface JsonCompletions {
  from: number;
  to: number;
  options: ReadonlyArray<{ label: string; detail?: string; info?: string; insert: string }>;
}

export interface JsonViewOptions {
  text: string;
  /** Named for screen readers. */
  label: string;
  readonly: boolean;
  lint: (text: string) => readonly JsonProblem[];
  onChange: (text: string) => void;
  /** Null where there is nothing to propose at this offset. */
  complete?: ((text: string, offset: number) => JsonCompletions | null) | undefined;
  /** Comments are allowed: they look like such, and Ctrl+/ makes them. */
  comments?: boolean | undefined;
}

export interface JsonView {
  /** Puts other text in, as one step of the undo history; text that is there already changes nothing. */
  setText(text: string): void;
  setReadonly(readonly: boolean): void;
  /** Looks for problems again: what is right may have changed. */
  check(): void;
  focus(): void;
  /** Selects a stretch and shows it. */
  reveal(from: number, to: number): void;
  dispose(): void;
}

const fromOutside = Annotation.define<boolean>();
const variable = (name: string): string => `var(--vscode-${name})`;

const theme = EditorView.theme({
  '&': {
    height: '100%',
    color: variable('editor-foreground'),
    backgroundColor: variable('editor-background'),
    fontSize: '13px',
  },
  '&.cm-focused': { outline: `1px solid ${variable('focusBorder')}`, outlineOffset: '-1px' },
  '.cm-scroller': { fontFamily: variable('editor-font-family'), lineHeight: '1.5' },
  '.cm-content': { caretColor: variable('foreground') },
  '.cm-cursor': { borderLeftColor: variable('foreground') },
  '.cm-gutters': {
    color: variable('descriptionForeground'),
    backgroundColor: variable('editor-background'),
    border: 'none',
  },
  '.cm-activeLine, .cm-activeLineGutter': { backgroundColor: variable('list-hoverBackground') },
  '&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground': {
    background: variable('list-activeSelectionBackground'),
  },
  '&.cm-focused .cm-matchingBracket': { backgroundColor: 'transparent', outline: `1px solid ${variable('descriptionForeground')}` },
  '.cm-tooltip': {
    color: variable('notifications-foreground'),
    backgroundColor: variable('notifications-background'),
    border: `1px solid ${variable('card-border')}`,
  },
  '.cm-tooltip.cm-tooltip-autocomplete > ul': { fontFamily: variable('editor-font-family') },
  '.cm-tooltip-autocomplete ul li[aria-selected]': {
    color: variable('list-activeSelectionForeground'),
    backgroundColor: variable('list-activeSelectionBackground'),
  },
  '.cm-completionMatchedText': { color: variable('list-highlightForeground'), textDecoration: 'none', fontWeight: '600' },
  '[aria-selected] .cm-completionMatchedText': { color: 'inherit' },
  '.cm-completionDetail': { color: variable('descriptionForeground'), fontStyle: 'normal' },
  '[aria-selected] .cm-completionDetail': { color: 'inherit' },
  '.cm-completionInfo': { padding: '6px 10px', maxWidth: '360px', fontFamily: variable('font-family') },
  '.cm-comment, .cm-comment span': { color: variable('descriptionForeground'), fontStyle: 'italic' },
  '.cm-diagnostic': { padding: '6px 10px', maxWidth: '420px' },
  '.cm-diagnostic-error': { borderLeftColor: variable('editorError-foreground') },
  '.cm-diagnostic-warning': { borderLeftColor: variable('editorWarning-foreground') },
  '.cm-lintRange-error': {
    backgroundImage: 'none',
    textDecoration: `underline wavy ${variable('editorError-foreground')}`,
    textUnderlineOffset: '3px',
  },
  '.cm-lintRange-warning': {
    backgroundImage: 'none',
    textDecoration: `underline wavy ${variable('editorWarning-foreground')}`,
    textUnderlineOffset: '3px',
  },
});

const colours = HighlightStyle.define([
  { tag: tags.propertyName, color: variable('charts-blue') },
  { tag: tags.string, color: variable('charts-orange') },
  { tag: tags.number, color: variable('charts-green') },
  { tag: [tags.bool, tags.null], color: variable('charts-purple') },
  { tag: tags.comment, color: variable('descriptionForeground'), fontStyle: 'italic' },
]);

const commentMark = Decoration.mark({ class: 'cm-comment' });

/** The grammar of JSON knows no comments, so they are found beside it. */
const commentMarks = ViewPlugin.define(
  (view) => {
    const find = (text: string): DecorationSet => {
      const marks: Array<Range<Decoration>> = [];
      visit(text, { onComment: (offset, length) => void marks.push(commentMark.range(offset, offset + length)) });
      return Decoration.set(marks);
    };
    const plugin = {
      marks: find(view.state.doc.toString()),
      update: ({ docChanged, state }: ViewUpdate) => {
        if (docChanged) plugin.marks = find(state.doc.toString());
      },
    };
    return plugin;
  },
  { decorations: ({ marks }) => marks },
);

/** Proposals while a word or a text in quotes is typed, or where they are asked for (Ctrl+Space). */
function completionSource(complete: NonNullable<JsonViewOptions['complete']>): CompletionSource {
  return (context) => {
    const { state, pos, explicit } = context;
    if (!explicit && !context.matchBefore(/["\w.]+/)) return null;
    const found = complete(state.doc.toString(), pos);
    if (!found) return null;
    const { from, to, options } = found;
    const apply = (insert: string) => (view: EditorView) =>
      view.dispatch({
        changes: { from, to: Math.max(to, view.state.selection.main.head), insert },
        selection: { anchor: from + insert.length },
      });
    return { from, options: options.map(({ insert, ...option }) => ({ ...option, apply: apply(insert) })) };
  };
}

/**
 * Makes an editor inside `host`. It lives in a shadow root: there its styles are sheets of the document's making, which the page's content
 * policy allows, where style elements are refused.
 */
export function createJsonView(
  host: HTMLElement,
  { text, label, readonly, lint, onChange, complete, comments }: JsonViewOptions,
): JsonView {
  const root = host.shadowRoot ?? host.attachShadow({ mode: 'open' });
  const locked = new Compartment();
  const lock = (on: boolean) => [EditorState.readOnly.of(on), EditorView.editable.of(true)];
  const view = new EditorView({
    root,
    parent: root,
    state: EditorState.create({
      doc: text,
      extensions: [
        lineNumbers(),
        foldGutter(),
        lintGutter(),
        history(),
        drawSelection(),
        indentOnInput(),
        bracketMatching(),
        highlightActiveLine(),
        json(),
        syntaxHighlighting(colours),
        linter((editor) => [...lint(editor.state.doc.toString())], { delay: 150 }),
        ...(complete ? [autocompletion({ override: [completionSource(complete)], icons: false })] : []),
        ...(comments ? [commentMarks, EditorState.languageData.of(() => [{ commentTokens: { line: '//' } }])] : []),
        // Tab leaves the editor, and Ctrl+Enter belongs to the page around it.
        keymap.of([
          { key: 'F8', run: nextDiagnostic },
          { key: 'Shift-F8', run: previousDiagnostic },
          ...(complete ? completionKeymap : []),
          ...defaultKeymap.filter(({ key }) => key !== 'Mod-Enter'),
          ...historyKeymap,
          ...foldKeymap,
        ]),
        locked.of(lock(readonly)),
        EditorView.contentAttributes.of({ 'aria-label': label, tabindex: '0' }),
        EditorView.updateListener.of(({ docChanged, transactions, state }) => {
          if (docChanged && !transactions.some((transaction) => transaction.annotation(fromOutside))) onChange(state.doc.toString());
        }),
        theme,
      ],
    }),
  });
  return {
    setText: (next) => {
      const now = view.state.doc.toString();
      if (next === now) return;
      view.dispatch({ changes: { from: 0, to: now.length, insert: next }, annotations: fromOutside.of(true) });
    },
    setReadonly: (on) => view.dispatch({ effects: locked.reconfigure(lock(on)) }),
    check: () => forceLinting(view),
    focus: () => view.focus(),
    reveal: (from, to) => {
      view.dispatch({ selection: { anchor: from, head: to }, scrollIntoView: true });
      view.focus();
    },
    dispose: () => view.destroy(),
  };
}
