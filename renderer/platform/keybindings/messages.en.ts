export const en = {
  notList: 'Expected a list of keys, [{"key": "ctrl+k ctrl+t", "command": "…"}], but received {received}.',
  notRule: 'Expected an object with "key" and "command" but received {received}.',
  noCommand: 'A "command" is expected here; with a minus before it, the key is taken away.',
  noKey: 'A "key" is expected here, for example "ctrl+shift+f9" or "ctrl+k f9".',
  badKey: 'Expected keys like "ctrl+shift+f9" or "ctrl+k f9" but received {received}.',
  badWhen: 'Expected a when-clause like "activeEditor == run && !inputFocus" but received {received}.',
  unknownCommand: 'There is no command "{id}".',
  unknownField: '"{name}" means nothing here. An entry has "key", "command", "when" and "args".',
};
