/** Numbers for axes and tooltips, through Intl. */

export type Format = (value: number) => string;

/** Intl's own are costly to make, and an axis wants one at every frame of a zoom. */
const made = new Map<string, Intl.NumberFormat>();

function intlNumbers(locale: string | undefined, options: Intl.NumberFormatOptions): Intl.NumberFormat {
  const key = `${locale ?? ''} ${JSON.stringify(options)}`;
  const known = made.get(key) ?? new Intl.NumberFormat(locale, options);
  made.set(key, known);
  return known;
}

/** Values as read off a chart, in at most `digits` significant digits. */
export function valueFormatter(locale?: string, unit?: string, digits = 6): Format {
  const plain = intlNumbers(locale, { maximumSignificantDigits: digits });
  const scientific = intlNumbers(locale, { maximumSignificantDigits: 4, notation: 'scientific' });
  const suffix = unit ? ` ${unit}` : '';
  return (value) => {
    if (!Number.isFinite(value)) return '–';
    const size = Math.abs(value);
    return (size !== 0 && (size < 1e-4 || size >= 1e15) ? scientific : plain).format(value) + suffix;
  };
}

const decimalsOf = (step: number): number => Math.min(20, Math.max(0, -Math.floor(Math.log10(step) + 1e-9)));

/** Labels of one axis: as many decimals as its step needs, shortened (12M) where numbers are large, 1E-7 where tiny. */
export function axisFormatter(step: number, largest: number, locale?: string): Format {
  if (largest < 1e-4 || largest >= 1e15) {
    const digits = Math.max(1, Math.min(6, Math.ceil(Math.log10(largest / step) - 1e-9) + 1));
    return intlNumbers(locale, { notation: 'scientific', maximumSignificantDigits: digits }).format;
  }
  if (largest >= 1e5) {
    const unit = 1000 ** Math.floor(Math.log10(largest) / 3);
    const decimals = decimalsOf(step / unit);
    if (decimals <= 2) return intlNumbers(locale, { notation: 'compact', maximumFractionDigits: decimals }).format;
  }
  const decimals = decimalsOf(step);
  return intlNumbers(locale, { minimumFractionDigits: decimals, maximumFractionDigits: decimals }).format;
}

export function percentFormatter(locale?: string): Format {
  return intlNumbers(locale, { style: 'percent', maximumFractionDigits: 1 }).format;
}
