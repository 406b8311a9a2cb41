/** Files that the scenes open: tidy, faulty, ambiguous, wide, empty. */
import { writeFile } from 'node:fs/promises';
import path from 'node:path';

const DAY = 86_400_000;
const dayAt = (index: number): string => new Date(Date.UTC(2023, 0, 1) + index * DAY).toISOString().slice(0, 10);
const waves = (t: number): number => 6 * Math.sin(t * 12.9898) * Math.cos(t * 78.233);

async function write(folder: string, name: string, lines: readonly string[]): Promise<string> {
  const file = path.join(folder, name);
  await writeFile(file, lines.length === 0 ? '' : `${lines.join('\n')}\n`);
  return file;
}

/** Monthly sales that fall with the price, which is planned a year ahead. */
export function pricedShop(folder: string): Promise<string> {
  const lines = Array.from({ length: 132 }, (_, month) => {
    const price = 10 + ((month * 7) % 5);
    const sales = month < 120 ? (400 + month - 20 * price + 40 * Math.sin((month * Math.PI) / 6) + ((month * 13) % 7)).toFixed(1) : '';
    return `${2012 + Math.floor(month / 12)}-${String((month % 12) + 1).padStart(2, '0')}-01,${price},${sales}`;
  });
  return write(folder, 'shop.csv', ['month,price,sales', ...lines]);
}

/** Daily sales with a weekly season, beside a price a hundred times smaller; a gap, a far value, text, and a day twice. */
export function faultyShop(folder: string): Promise<string> {
  const lines = Array.from({ length: 420 }, (_, t) => {
    const sales = t === 300 ? 900 : Math.round(200 + 0.2 * t + 40 * Math.sin((2 * Math.PI * t) / 7) + waves(t));
    const cell = t >= 100 && t < 105 ? '' : t === 210 ? 'closed' : String(sales);
    return `${dayAt(t)},${cell},${(2 + 0.3 * Math.sin(t / 40)).toFixed(3)},${Math.round(15 + 10 * Math.sin(t / 58))},5`;
  });
  return write(folder, 'daily-shop.csv', ['day,sales,price,temperature,tills', ...lines, `${dayAt(400)},500,2,3,5`]);
}

/** Two years of a thousand shops, one of them with a name that has no room. */
export function manyShops(folder: string): Promise<string> {
  const lines = Array.from({ length: 1000 }, (_, shop) => {
    const name =
      shop === 988 ? 'Filiale am alten Güterbahnhof hinter der neuen Umgehungsstraße' : `Shop ${String(shop + 1).padStart(4, '0')}`;
    return Array.from({ length: 24 }, (_value, month) => {
      const when = `${2022 + Math.floor(month / 12)}-${String((month % 12) + 1).padStart(2, '0')}-01`;
      return `${when},${name},${Math.round(100 + shop + 20 * Math.sin((month * Math.PI) / 6) + waves(shop + month))}`;
    });
  });
  return write(folder, 'shops.csv', ['month,shop,sales', ...lines.flat()]);
}

/** Days and months that can be read either way. */
export function ambiguous(folder: string): Promise<string> {
  const lines = Array.from({ length: 12 }, (_, i) => `0${(i % 9) + 1}/0${(i % 3) + 1}/2024;${i},5`);
  return write(folder, 'ambiguous.csv', ['day;value', ...lines]);
}

/** A header and no row. */
export function rowless(folder: string): Promise<string> {
  return write(folder, 'no-rows.csv', ['day,sales']);
}

export function empty(folder: string): Promise<string> {
  return write(folder, 'empty.csv', []);
}

const WORDS = ['Umsatz', 'température', 'Продажи', 'مبيعات', 'visitas', 'κόστος', 'ventes nettes hors taxes du magasin principal'];

/** Sixty columns whose names are long, short, and of many scripts, in a file whose name is as long. */
export function wide(folder: string): Promise<string> {
  const names = Array.from({ length: 60 }, (_, i) => `${WORDS[i % WORDS.length]} ${i + 1}`);
  const lines = Array.from({ length: 400 }, (_, t) => {
    const cells = names.map((_name, i) => (10 ** (i % 9) * (2 + Math.sin((2 * Math.PI * t) / 7 + i) + waves(t + i) / 20)).toFixed(i % 4));
    return [dayAt(t), ...cells].join(',');
  });
  const name = 'Übersicht aller Filialen – température und Umsatz mit einem sehr langen Dateinamen 2023–2024.csv';
  return write(folder, name, [['Datum', ...names].join(','), ...lines]);
}
