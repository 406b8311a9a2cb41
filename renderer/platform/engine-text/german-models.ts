import type { Pair } from './phrase.ts';

/** What the engine says of model files, of scoring by them and of what a run forecasts, in German. */
export const germanModels: readonly Pair[] = [
  // Opening an ONNX file.
  [
    'Expected a model as Hindcast exports it but found {what:t} at the file.',
    'Erwartet wurde ein Modell, wie Hindcast es exportiert, aber die Datei enthält {what}.',
  ],
  [
    'Expected a model as Hindcast exports it but found {what:t} at {where}.',
    'Erwartet wurde ein Modell, wie Hindcast es exportiert, aber gefunden wurde {what} bei {where}.',
  ],
  ['The file was not opened.', 'Die Datei wurde nicht geöffnet.'],
  ['more than {most} entries', 'mehr als {most} Einträge'],
  ['more than {most} nodes', 'mehr als {most} Knoten'],
  ['an entry with number {number}, which is not in use', 'ein Eintrag mit der Nummer {number}, die nicht verwendet wird'],
  ['a number where bytes belong', 'eine Zahl, wo Bytes hingehören'],
  ['operator set {domain} {version} (not {known})', 'Operatorsatz {domain} {version} (nicht {known})'],
  ['the metadata entry {key} twice', 'der Metadateneintrag {key} zweimal'],
  ['the operator domain {domain}', 'die Operatordomäne {domain}'],
  ['the operator {name}', 'der Operator {name}'],
  ['{count} operator names', '{count} Operatornamen'],
  ['{count} operator sets', '{count} Operatorsätze'],
  ['{count} graphs', '{count} Graphen'],
  ['format version none (not {known})', 'keine Formatversion (nicht {known})'],
  ['format version {version} (not {known})', 'Formatversion {version} (nicht {known})'],
  ['training information', 'Trainingsangaben'],
  ['functions of its own', 'eigene Funktionen'],
  ['sparse tensors', 'dünn besetzte Tensoren'],
  ['a sparse tensor', 'ein dünn besetzter Tensor'],
  ['a tensor', 'ein Tensor'],
  ['tensors', 'Tensoren'],
  ['a subgraph', 'ein Untergraph'],
  ['subgraphs', 'Untergraphen'],
  ['external data', 'externe Daten'],
  ['a data location outside of the file', 'ein Ort der Daten außerhalb der Datei'],
  ['a sequence type', 'ein Folgentyp'],
  ['a map type', 'ein Zuordnungstyp'],
  ['a sparse type', 'ein dünn besetzter Typ'],
  ['an optional type', 'ein optionaler Typ'],
  ['Expected an ONNX model but at byte {offset} {what:t}.', 'Erwartet wurde ein ONNX-Modell, aber bei Byte {offset}: {what}.'],
  ['the file ends within a number', 'Die Datei endet mitten in einer Zahl'],
  ['a number is longer than ten bytes', 'Eine Zahl ist länger als zehn Bytes'],
  ['{number} is not a field number', '{number} ist keine Feldnummer'],
  ['a field of {bytes} bytes is longer than what is left', 'Ein Feld von {bytes} Bytes ist länger als der Rest'],
  ['wire type {type} is not in use', 'Der Feldtyp {type} wird nicht verwendet'],
  ['Export or copy the file again.', 'Die Datei erneut exportieren oder kopieren.'],
  [
    'Expected a model of at most {most} bytes but received {bytes}.',
    'Erwartet wurde ein Modell von höchstens {most} Bytes, aber es sind {bytes}.',
  ],
  ['Choose a file that Hindcast exported.', 'Eine Datei wählen, die Hindcast exportiert hat.'],
  ['Expected a readable model file at {path} but received: {why:w}.', 'Erwartet wurde eine lesbare Modelldatei {path}, aber: {why}.'],
  [
    'Expected inputs {inputs} and outputs {outputs} but received {found} and {others}.',
    'Erwartet wurden die Eingaben {inputs} und die Ausgaben {outputs}, aber die Datei hat {found} und {others}.',
  ],
  [
    'Expected {what:t} for the metadata entry {key} but the file has no such entry.',
    'Erwartet wurde {what} für den Metadateneintrag {key}, aber die Datei hat keinen solchen Eintrag.',
  ],
  [
    'Expected {what:l} for the metadata entry {key} but the file has no such entry.',
    'Erwartet wurde {what} für den Metadateneintrag {key}, aber die Datei hat keinen solchen Eintrag.',
  ],
  [
    'Expected {what:t} for the metadata entry {key} but received {found}.',
    'Erwartet wurde {what} für den Metadateneintrag {key}, aber er ist {found}.',
  ],
  [
    'Expected {what:l} for the metadata entry {key} but received {found}.',
    'Erwartet wurde {what} für den Metadateneintrag {key}, aber er ist {found}.',
  ],
  ['Choose a model file that Hindcast exported.', 'Eine Modelldatei wählen, die Hindcast exportiert hat.'],
  ['text', 'Text'],
  ['a whole number from 1 to {most}', 'eine ganze Zahl von 1 bis {most}'],
  ['a unit and a step', 'Einheit und Schritt'],
  ['ascending levels between 0 and 1', 'aufsteigende Niveaus zwischen 0 und 1'],
  ['a list of names with availability', 'eine Liste von Namen mit Verfügbarkeit'],
  ['a list of calendar features', 'eine Liste von Kalendermerkmalen'],
  ['a list of ids', 'eine Liste von Kennungen'],
  ['Expected onnxruntime to load on {platform} but received: {why:w}.', 'onnxruntime konnte auf {platform} nicht geladen werden: {why}.'],
  ['Install the application again.', 'Die Anwendung erneut installieren.'],
  [
    'Expected a model that onnxruntime can open but received: {why:w}.',
    'Erwartet wurde ein Modell, das onnxruntime öffnen kann, aber: {why}.',
  ],
  ['Export the model again.', 'Das Modell erneut exportieren.'],
  ['Expected {count} numbers from the model but received none.', 'Vom Modell wurden {count} Zahlen erwartet, aber es kam keine.'],
  ['Expected {count} numbers from the model but received {found}.', 'Vom Modell wurden {count} Zahlen erwartet, aber es kamen {found}.'],
  ['Export it again.', 'Es erneut exportieren.'],

  // Exporting one.
  [
    'Expected held-out windows to compare the file on but none of {count} has an observed target.',
    'Erwartet wurden zurückgehaltene Fenster zum Vergleich der Datei, aber keines von {count} hat ein beobachtetes Ziel.',
  ],
  [
    "Expected the exported file to forecast as the trained model within {tolerance} of the target's scale but it differs by {difference} ({output} of window {window}, step {step}: {onnx} against {native}).",
    'Erwartet wurde, dass die exportierte Datei bis auf {tolerance} der Größenordnung des Ziels vorhersagt wie das trainierte Modell, aber sie weicht um {difference} ab ({output} von Fenster {window}, Schritt {step}: {onnx} gegen {native}).',
  ],
  [
    "Expected the exported file to forecast as the trained model within {tolerance} of the target's scale but it differs by {difference}.",
    'Erwartet wurde, dass die exportierte Datei bis auf {tolerance} der Größenordnung des Ziels vorhersagt wie das trainierte Modell, aber sie weicht um {difference} ab.',
  ],
  [
    'The file was not written; train the model again or report this run.',
    'Die Datei wurde nicht geschrieben; das Modell erneut trainieren oder diesen Lauf melden.',
  ],

  // Windows of one.
  ['Expected {what:t} for window {window} but received {found:t}.', 'Erwartet wurde für Fenster {window}: {what}, aber es sind {found}.'],
  ['no covariates', 'keine Kovariaten'],
  ['no future covariates', 'keine künftigen Kovariaten'],
  ['no static covariates', 'keine statischen Kovariaten'],
  ['the covariates {names}', 'die Kovariaten {names}'],
  ['the future covariates {names}', 'die künftigen Kovariaten {names}'],
  ['the static covariates {names}', 'die statischen Kovariaten {names}'],
  ['{count} columns', '{count} Spalten'],
  ['{count} values', '{count} Werte'],
  ['{count} values, as many as of the target and {more} more, of the time', '{count} Zeiten, so viele wie Zielwerte und {more} weitere'],
  [
    '{count} values, as many as of the target and {more} more, of {name}',
    '{count} Werte von {name}, so viele wie Zielwerte und {more} weitere',
  ],
  ['{count} values of {name}, as many as of the target', '{count} Werte von {name}, so viele wie Zielwerte'],
  [
    'a series from 0 to {last}, or -1 for one that training never saw',
    'eine Reihe von 0 bis {last} oder -1 für eine, die das Training nie sah',
  ],

  // Scoring a file.
  [
    'Expected times in {path}, since the model reads the calendar, but it has none.',
    'Erwartet wurden Zeiten in {path}, da das Modell den Kalender liest, aber es gibt keine.',
  ],
  ['Name its time column.', 'Die Zeitspalte der Datei angeben.'],
  [
    'The scores would overwrite {path}, which they are made from.',
    'Die Bewertungen würden {path} überschreiben, woraus sie erstellt werden.',
  ],
  ['Choose another file for them.', 'Eine andere Datei für sie wählen.'],
  [
    'Expected steps of one {step:t}, as in the training data, but those of {path} are of one {other:t}.',
    'Erwartet wurden Schritte (je {step}) wie in den Trainingsdaten, aber {path} hat andere (je {other}).',
  ],
  ['Resample the file, or state its frequency.', 'Die Datei umtakten oder ihre Frequenz angeben.'],
  [
    'The model was trained on one series: all {count} series are read in its units and at its scale.',
    'Das Modell wurde mit einer Reihe trainiert: Alle {count} Reihen werden in deren Einheit und Maßstab gelesen.',
  ],
  [
    'Training never met {names} and {more} more in column "{column}": the model reads what is between all names that it knows.',
    'Im Training kamen {names} und {more} weitere in Spalte „{column}“ nicht vor: Das Modell liest die Mitte aller Namen, die es kennt.',
  ],
  [
    'Training never met {names} in column "{column}": the model reads what is between all names that it knows.',
    'Im Training kam {names} in Spalte „{column}“ nicht vor: Das Modell liest die Mitte aller Namen, die es kennt.',
  ],

  // Why a series has no forecast.
  ['its last {rows} rows have no observed "{target}"', 'ihre letzten {rows} Zeilen haben kein beobachtetes „{target}“'],
  [
    'the model was trained on one other series and knows no other scale',
    'das Modell wurde mit einer anderen Reihe trainiert und kennt keinen anderen Maßstab',
  ],
  ['"{target}" has no value in its {rows} rows', '„{target}“ hat in ihren {rows} Zeilen keinen Wert'],
  [
    'Series "{id}" shows no errors to learn an interval from: its median stands alone.',
    'Reihe „{id}“ zeigt keine Fehler, aus denen ein Intervall zu lernen wäre: Ihr Median steht allein.',
  ],
  [
    '{count} series, "{id}" among them, show no errors to learn an interval from: their medians stand alone.',
    '{count} Reihen, darunter „{id}“, zeigen keine Fehler, aus denen ein Intervall zu lernen wäre: Ihre Mediane stehen allein.',
  ],
  ['"{target}" cannot be forecast from its {rows} rows', '„{target}“ lässt sich aus ihren {rows} Zeilen nicht vorhersagen'],
  ['Expected a series of {name} but received "{id}".', 'Erwartet wurde eine Reihe von {name}, aber „{id}“ ist keine.'],
  [
    'Expected at most {most} numbers in an answer but {paths} paths of {series} series over {steps} steps are {count}.',
    'Eine Antwort fasst höchstens {most} Zahlen, aber {paths} Pfade von {series} Reihen über {steps} Schritte sind {count}.',
  ],
  [
    'Ask for one series or fewer paths, or write them to a file.',
    'Eine Reihe oder weniger Pfade verlangen oder sie in eine Datei schreiben.',
  ],
  [
    'Expected a window from 0 to {last} (the validation windows of {name}) but received {window}.',
    'Erwartet wurde ein Fenster von 0 bis {last} (die Validierungsfenster von {name}), aber es ist {window}.',
  ],
  ['{name} has no series "{id}".', '{name} hat keine Reihe „{id}“.'],
  ['Its series: {names}.', 'Seine Reihen: {names}.'],
  ['The model has no covariate "{name}": it reads none.', 'Das Modell hat keine Kovariate „{name}“: Es liest keine.'],
  ['The model has no covariate "{name}": it reads {names}.', 'Das Modell hat keine Kovariate „{name}“: Es liest {names}.'],
  [
    '"{name}" is the target; what can be changed are the columns beside it: {names}.',
    '„{name}“ ist die Zielspalte; geändert werden können die Spalten daneben: {names}.',
  ],
  [
    '"{name}" is constant in each series, and only columns with a value at every step can be changed: it reads none.',
    '„{name}“ ist in jeder Reihe konstant; geändert werden können nur Spalten mit einem Wert für jeden Schritt, und das Modell liest keine.',
  ],
  [
    '"{name}" is constant in each series, and only columns with a value at every step can be changed: it reads {names}.',
    '„{name}“ ist in jeder Reihe konstant; geändert werden können nur Spalten mit einem Wert für jeden Schritt: Das Modell liest {names}.',
  ],
  [
    'Expected at most {most} values of "{name}" to change, all that the model reads, but received {last}.',
    'Erwartet wurden höchstens {most} zu ändernde Werte von „{name}“, mehr liest das Modell nicht, aber es sind {last}.',
  ],
  [
    'Expected at least two test windows to exchange values between but there is {count}.',
    'Erwartet wurden mindestens zwei Testfenster, zwischen denen Werte getauscht werden, aber es ist {count}.',
  ],
  ['Use more folds, or train with a larger test share.', 'Mehr Testabschnitte verwenden oder mit größerem Testanteil trainieren.'],
];
