/** Numbers for axes and tooltips, through Intl. */

export type Format = (value: number) => string;

/** Values as read off a chart, in at most `digits` significant digits. */
export function valueFormatter(locale?: string, unit?: string, digits = 6): Format {
  const plain = new Intl.NumberFormat(locale, { maximumSignificantDigits: digits });
  const scientific = new Intl.NumberFormat(locale, { maximumSignificantDigits: 4, notation: 'scientific' });
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
    return new Intl.NumberFormat(locale, { notation: 'scientific', maximumSignificantDigits: digits }).format;
  }
  if (largest >= 1e5) {
    const unit = 1000 ** Math.floor(Math.log10(largest) / 3);
    const decimals = decimalsOf(step / unit);
    if (decimals <= 2) return new Intl.NumberFormat(locale, { notation: 'compact', maximumFractionDigits: decimals }).format;
  }
  const decimals = decimalsOf(step);
  return new Intl.NumberFormat(locale, { minimumFractionDigits: decimals, maximumFractionDigits: decimals }).format;
}

export function percentFormatter(locale?: string): Format {
  return new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 1 }).format;
}
