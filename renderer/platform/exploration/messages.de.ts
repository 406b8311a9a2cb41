import type { Translation } from '../i18n/i18n.ts';
import type { en } from './messages.en.ts';

export const de: Translation<typeof en> = {
  missingNone: 'Jeder der {steps} Schritte hat einen Wert.',
  missingSome: '{count} von {steps} Schritten ({share}) haben keinen Wert.',
  missingGaps:
    'Sie bilden {count} Lücke von {longest} ab {when}. || Sie bilden {count} Lücken; die längste von {longest} beginnt am {when}.',
  steps: '{count} Schritt || {count} Schritten',
  missingBefore: '{count} davon liegt vor dem ersten Wert. || {count} davon liegen vor dem ersten Wert.',
  missingAfter: '{count} davon liegt nach dem letzten Wert. || {count} davon liegen nach dem letzten Wert.',
  spread: 'Die Werte liegen zwischen {min} und {max}, die Hälfte davon zwischen {low} und {high}; der Median ist {median}.',
  skewNone: 'Sie liegen etwa gleichmäßig zu beiden Seiten davon (Schiefe {skew}).',
  skewRight: 'Wenige Werte liegen weit über den anderen (Schiefe {skew}).',
  logarithms: 'Logarithmen können das ausgleichen.',
  skewLeft: 'Wenige Werte liegen weit unter den anderen (Schiefe {skew}).',
  zeros: '{share} davon sind null.',
  whole: 'Alle sind ganze Zahlen.',
  counts: 'Alle sind ganze Zahlen ohne Vorzeichen: Sie sehen nach Anzahlen aus.',
  allEqual: 'Jeder Wert ist {value}: Es gibt nichts vorherzusagen.',
  allMissing: 'Kein Wert ist beobachtet.',
  seasonNone: 'Es wurde keine Saison gefunden.',
  seasonExplains: '{name}: erklärt {share} der Schwankung um den Trend.',
  hourly: 'Stundensaison',
  daily: 'Tagessaison',
  weekly: 'Wochensaison',
  quarterly: 'Quartalssaison',
  yearly: 'Jahressaison',
  ofSteps: 'Saison von {count} Schritten',
  memoryNone: 'Kaum ein Abstand liegt außerhalb von ±{bound}: Werte sagen wenig über spätere.',
  memory:
    '{outside} von {lags} Abständen liegen außerhalb dessen, was Rauschen zeigt; am stärksten ist Abstand {lag} mit einer Korrelation von {correlation}.',
  trendStrength: 'Der Trend hat eine Stärke von {strength}.',
  seasonStrength: '{name}: {strength}.',
  steady: 'Beide Tests sagen, dass die Reihe zu einem festen Niveau zurückkehrt.',
  wanders:
    'Kein Test spricht für ein festes Niveau: Es wandert oder folgt einem Trend, daher passen Modelle der Differenzen oder mit einem Trend besser.',
  aroundTrend: 'Sie kehrt zurück, aber nicht zu einem einzigen Niveau: Ein Trend oder ein Bruch ist wahrscheinlich.',
  undecided: 'Die Tests finden zu wenig, um zu sagen, ob das Niveau fest ist.',
  smooth: 'Werte kommen alle {interval} Schritte und schwanken wenig (quadrierte Variation {variation}): gleichmäßiger Bedarf.',
  smoothAlways: 'Jeder Wert liegt über null, und sie schwanken wenig (quadrierte Variation {variation}): gleichmäßiger Bedarf.',
  erraticAlways: 'Jeder Wert liegt über null, aber sie schwanken stark (quadrierte Variation {variation}): unsteter Bedarf.',
  erratic: 'Werte kommen alle {interval} Schritte, schwanken aber stark (quadrierte Variation {variation}): unsteter Bedarf.',
  intermittent:
    'Werte über null kommen nur alle {interval} Schritte, in ähnlicher Höhe (quadrierte Variation {variation}): sporadischer Bedarf. Beurteilen Sie Modelle nach ihrer Summe, nicht nach dem einzelnen Schritt.',
  lumpy:
    'Werte über null kommen nur alle {interval} Schritte und schwanken stark (quadrierte Variation {variation}): klumpiger Bedarf, am schwersten vorherzusagen.',
  entropyLow:
    'Das Spektrum hat {share} der Unordnung von Rauschen: Regelmäßige Bewegungen herrschen vor, Modelle sollten naive Vorhersagen deutlich schlagen.',
  entropySome: 'Das Spektrum hat {share} der Unordnung von Rauschen: Neben viel Rauschen ist etwas absehbar.',
  entropyHigh: 'Das Spektrum hat {share} der Unordnung von Rauschen: Aus vergangenen Werten allein ist wenig absehbar.',
  'all-missing': 'Kein Wert ist beobachtet, es gibt nichts zu untersuchen.',
  constant: 'Alle Werte sind gleich, es gibt nichts zu untersuchen.',
  'too-short': 'Dafür ist die Reihe zu kurz.',
  'no-season': 'Ohne Saison gibt es nichts zu zerlegen.',
  negative: 'Einige Werte sind negativ, also kein Bedarf.',
};
