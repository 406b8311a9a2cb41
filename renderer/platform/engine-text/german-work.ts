import type { Pair } from './phrase.ts';

/** What the engine says of training, its queue, the trash, forecasts, their ledger and searches, in German. */
export const germanWork: readonly Pair[] = [
  // Workspaces.
  ['No workspace is open.', 'Es ist kein Arbeitsbereich geöffnet.'],
  ['Open a folder first.', 'Zuerst einen Ordner öffnen.'],
  ['Open a folder first, or name one.', 'Zuerst einen Ordner öffnen oder einen angeben.'],
  ['Open a folder first, or name a folder for the run.', 'Zuerst einen Ordner öffnen oder einen für den Lauf angeben.'],
  ['Open a folder first, or name one for the study.', 'Zuerst einen Ordner öffnen oder einen für die Suche angeben.'],
  ['Open one, or import the file again.', 'Einen öffnen oder die Datei erneut importieren.'],
  ['Another workspace was opened meanwhile.', 'Inzwischen wurde ein anderer Arbeitsbereich geöffnet.'],
  ['Open the first one again and repeat this there.', 'Den ersten wieder öffnen und es dort wiederholen.'],

  // Ranges.
  ['Only the rows from {from} to {to} are read: {rows} of {all}.', 'Nur die Zeilen von {from} bis {to} werden gelesen: {rows} von {all}.'],
  ['Only the rows from {from} on are read: {rows} of {all}.', 'Nur die Zeilen ab {from} werden gelesen: {rows} von {all}.'],
  ['Only the rows up to {to} are read: {rows} of {all}.', 'Nur die Zeilen bis {to} werden gelesen: {rows} von {all}.'],
  ['Without a row there: {left} of {all} series.', 'Dort ohne Zeile: {left} von {all} Reihen.'],
  [
    'Expected a date such as 2024, 2024-03, 2024-03-01 or 2024-03-01 12:30 for data.from but received "{text}".',
    'Für data.from wurde ein Datum wie 2024, 2024-03, 2024-03-01 oder 2024-03-01 12:30 erwartet, angegeben ist „{text}“.',
  ],
  ['Expected a row number for data.from but received "{text}".', 'Für data.from wurde eine Zeilennummer erwartet, angegeben ist „{text}“.'],
  [
    'Expected a date such as 2024, 2024-03, 2024-03-01 or 2024-03-01 12:30 for data.to but received "{text}".',
    'Für data.to wurde ein Datum wie 2024, 2024-03, 2024-03-01 oder 2024-03-01 12:30 erwartet, angegeben ist „{text}“.',
  ],
  ['Expected a row number for data.to but received "{text}".', 'Für data.to wurde eine Zeilennummer erwartet, angegeben ist „{text}“.'],
  [
    'No row of {name} lies between data.from {from:t} and data.to {to:t}: its rows go from {first} to {last}.',
    'Keine Zeile von {name} liegt zwischen data.from {from} und data.to {to}: Die Zeilen reichen von {first} bis {last}.',
  ],
  ['open', 'offen'],
  ['Choose a range within them.', 'Einen Bereich darin wählen.'],

  // Suppositions.
  [
    'Expected an amount for "{column}" but received the name "{name}".',
    'Für „{column}“ wurde eine Zahl erwartet, angegeben ist der Name „{name}“.',
  ],
  [
    'Expected a name for "{column}", which holds names: {known}.',
    'Für „{column}“ wurde ein Name erwartet, denn die Spalte enthält Namen: {known}.',
  ],
  [
    '"{column}" had no "{name}" in training, so nothing is known of it.',
    '„{column}“ hatte im Training kein „{name}“, also ist darüber nichts bekannt.',
  ],
  ['It had {known}.', 'Es gab {known}.'],

  // Queue.
  [
    'This does not wait in the queue: it has begun, or was taken out.',
    'Das wartet nicht in der Warteschlange: Es hat begonnen oder wurde herausgenommen.',
  ],
  ['The run "{name}" has not begun and has nothing to keep.', 'Der Lauf „{name}“ hat noch nicht begonnen und nichts zu behalten.'],
  ['Start it now, or take it out of the queue.', 'Ihn jetzt starten oder aus der Warteschlange nehmen.'],
  ['Training was cancelled; it can be resumed.', 'Das Training wurde abgebrochen; es kann fortgesetzt werden.'],
  [
    'Training is paused; it goes on from here when it is resumed.',
    'Das Training ist angehalten; es geht von hier weiter, wenn es fortgesetzt wird.',
  ],
  [
    'Hindcast was closed; training goes on from here when it is started again.',
    'Hindcast wurde geschlossen; das Training geht von hier weiter, wenn es erneut gestartet wird.',
  ],

  // Trash.
  ['There is no run "{id}" in the trash of {path}.', 'Im Papierkorb von {path} gibt es keinen Lauf „{id}“.'],
  ['There is no run "{id}" in {path}.', 'In {path} gibt es keinen Lauf „{id}“.'],
  ['The run cannot come back from the trash: {path} exists.', 'Der Lauf kann nicht aus dem Papierkorb zurück: {path} gibt es bereits.'],
  ['Move that one first.', 'Diesen zuerst verschieben.'],
  ['The dataset "{id}" cannot be brought back any more.', 'Der Datensatz „{id}“ kann nicht mehr zurückgeholt werden.'],
  ['Import its file again.', 'Seine Datei erneut importieren.'],

  // Training.
  [
    'Training diverged: the {what:t} of step {step} (epoch {epoch}) is not finite.',
    'Das Training divergierte: {what} von Schritt {step} (Epoche {epoch}) ist nicht endlich.',
  ],
  [
    'Training diverged: the {what:t} of step {step} (epoch {epoch}) is not finite ({facts:s}), after a gradient norm of {norm:n} in the step before.',
    'Das Training divergierte: {what} von Schritt {step} (Epoche {epoch}) ist nicht endlich ({facts}), nach einer Gradientennorm von {norm} im Schritt davor.',
  ],
  [
    'Training diverged: the {what:t} of step {step} (epoch {epoch}) is not finite, after a gradient norm of {norm:n} in the step before.',
    'Das Training divergierte: {what} von Schritt {step} (Epoche {epoch}) ist nicht endlich, nach einer Gradientennorm von {norm} im Schritt davor.',
  ],
  [
    'Training diverged: the {what:t} of step {step} (epoch {epoch}) is not finite ({facts:s}).',
    'Das Training divergierte: {what} von Schritt {step} (Epoche {epoch}) ist nicht endlich ({facts}).',
  ],
  ['loss {value:n}', 'Verlust {value}'],
  ['gradient norm {value:n}', 'Gradientennorm {value}'],
  ['loss', 'der Verlust'],
  ['validation loss', 'der Validierungsverlust'],
  ['gradient', 'der Gradient'],
  [
    'Halve the learning rate (now {rate:n}) or lower the clipping norm (now {norm:n}), look for extreme values in the data, and train again.',
    'Die Lernrate halbieren (derzeit {rate}) oder die Clipping-Norm senken (derzeit {norm}), in den Daten nach extremen Werten suchen und erneut trainieren.',
  ],
  [
    'Halve the learning rate (now {rate:n}) or clip gradients to a norm of 1 (now they are not clipped), look for extreme values in the data, and train again.',
    'Die Lernrate halbieren (derzeit {rate}) oder Gradienten auf eine Norm von 1 begrenzen (derzeit unbegrenzt), in den Daten nach extremen Werten suchen und erneut trainieren.',
  ],
  ['No checkpoint was written yet.', 'Es wurde noch kein Sicherungspunkt geschrieben.'],
  [
    'The last good checkpoint is of step {step} (epoch {epoch}).',
    'Der letzte gute Sicherungspunkt ist der von Schritt {step} (Epoche {epoch}).',
  ],
  [
    'Lower the batch (now {batch}) first, then the context (now {context}) or the hidden units (now {hidden}).',
    'Zuerst den Batch senken (derzeit {batch}), dann den Kontext (derzeit {context}) oder die verborgenen Einheiten (derzeit {hidden}).',
  ],
  ['There is too little data to train on; add rows.', 'Es gibt zu wenige Daten für ein Training; Zeilen hinzufügen.'],
  [
    'Use a horizon of at most {most}, a shorter context, or more data.',
    'Einen Horizont von höchstens {most}, einen kürzeren Kontext oder mehr Daten verwenden.',
  ],
  ['Use a shorter context or horizon, or more data.', 'Einen kürzeren Kontext oder Horizont oder mehr Daten verwenden.'],
  ['Choose a larger validation share, or another target.', 'Einen größeren Validierungsanteil oder eine andere Zielspalte wählen.'],
  [
    'The validation part of {name} has no window with an observed "{target}".',
    'Der Validierungsteil von {name} hat kein Fenster mit beobachtetem „{target}“.',
  ],

  // Forecasts and the ledger.
  ['Nothing was kept.', 'Nichts wurde behalten.'],
  ['No series could be forecast: {id}: {why:t}.', 'Für keine Reihe konnte eine Prognose erstellt werden: {id}: {why}.'],
  ['No series could be forecast.', 'Für keine Reihe konnte eine Prognose erstellt werden.'],
  ['The forecast has no series "{id}".', 'Die Prognose hat keine Reihe „{id}“.'],
  [
    'Expected a series of at least {least} rows to backtest "{target}" at a horizon of {horizon} but the longest of {name} has {rows}.',
    'Für einen Rückvergleich von „{target}“ bei Horizont {horizon} sind mindestens {least} Zeilen nötig, aber die längste Reihe von {name} hat {rows}.',
  ],
  [
    'Expected a run of structure deepar for sample paths, but this one forecasts quantiles of each step alone.',
    'Für Beispielpfade ist ein Lauf der Struktur deepar nötig, aber dieser sagt nur Quantile je Schritt voraus.',
  ],
  ['Train one with structure deepar.', 'Einen mit der Struktur deepar trainieren.'],
  [
    'The model was trained on the series "{one}" alone and knows no scale for "{other}".',
    'Das Modell wurde nur mit der Reihe „{one}“ trainiert und kennt keinen Maßstab für „{other}“.',
  ],
  [
    'The last {rows} rows of series "{id}" have no observed "{target}".',
    'Die letzten {rows} Zeilen der Reihe „{id}“ haben kein beobachtetes „{target}“.',
  ],

  // Searches.
  ['The study "{name}" is at work now.', 'Die Suche „{name}“ läuft derzeit.'],
  ['This study is not at work now.', 'Diese Suche läuft derzeit nicht.'],
  [
    'None of {count} trials reached its first rung within {seconds} s.',
    'Keiner von {count} Versuchen erreichte seine erste Stufe innerhalb von {seconds} s.',
  ],
  ['Go on with the study in {path} and a larger budget.', 'Die Suche in {path} mit einem größeren Budget fortsetzen.'],
  [
    'The study in {path} was begun by Hindcast {before}, and this is {now}.',
    'Die Suche in {path} wurde mit Hindcast {before} begonnen, dies ist {now}.',
  ],
  ['Begin a new one: their trials cannot be compared.', 'Eine neue beginnen: Ihre Versuche lassen sich nicht vergleichen.'],

  // Memory of a thread.
  ['This takes more memory than one part of Hindcast may use.', 'Das braucht mehr Speicher, als ein Teil von Hindcast verwenden darf.'],
  [
    'Close other datasets, or give it a smaller file: fewer columns, or a part of the rows.',
    'Andere Datensätze schließen oder eine kleinere Datei verwenden: weniger Spalten oder einen Teil der Zeilen.',
  ],

  // The catalogue and the columns beside the target.
  [
    '{method} reads the target alone: the columns beside it change nothing.',
    '{method} liest nur die Zielspalte: Die Spalten daneben ändern nichts.',
  ],
  [
    '{method} reads past covariates that hold amounts, and no other columns beside the target.',
    '{method} liest neben der Zielspalte nur Mengen, die bis zur letzten Beobachtung bekannt sind.',
  ],
  ['Without the covariates, from the target alone: {methods}.', 'Ohne die Kovariaten, nur aus der Zielspalte: {methods}.'],
  [
    'Ridge and the naive methods, with which it is compared, read the target alone.',
    'Ridge und die naiven Verfahren, mit denen es verglichen wird, lesen nur die Zielspalte.',
  ],
  [
    'the future covariate "{column}" has no value at {time}, step {step} of the {horizon} to forecast; add rows after the last observed target that hold the covariates and leave the target empty',
    'die im Voraus bekannte Spalte „{column}“ hat um {time}, Schritt {step} von {horizon}, keinen Wert; nach dem letzten beobachteten Zielwert Zeilen anfügen, die die Kovariaten enthalten und das Ziel leer lassen',
  ],
  ['No series of {dataset} can be forecast: {reason:t}.', 'Keine Reihe von {dataset} lässt sich vorhersagen: {reason}.'],
];
