const plain = 'AaBbCcDdEeFfGgHhIiJjKkLlMmNnOoPpRrSsTtUuVvWwYyZz';
const accented = 'ÅåƁƀÇçÐðÉéƑƒĜĝĤĥÎîĴĵĶķĻļṀṁÑñÖöÞþŔŕŠšŢţÛûṼṽŴŵÝýŽž';
const letters = new Map([...plain].map((letter, index) => [letter, [...accented][index] ?? letter]));
/** German and Finnish texts are about a third longer than English ones. */
const growth = 0.3;

/** English as a language that nobody speaks: accented, a third longer, in brackets; placeholders and forms stay. */
export function accent(message: string): string {
  return message
    .split(' || ')
    .map((form) => {
      const body = form.replace(/\{\w+\}|[A-Za-z]/g, (part) => letters.get(part) ?? part);
      return `[${body}${'~'.repeat(Math.ceil(form.length * growth))}]`;
    })
    .join(' || ');
}
