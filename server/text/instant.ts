/**
 * When a date was, in ms since 1970: "2020-05-13T10:00:00Z", "2013-05-06 14:17:48 +0000", "2012.05.24", each with a time
 * of day or without, in UTC where it names no zone. Undefined for any other text and for days that do not exist.
 */
export function instantIn(text: string): number | undefined {
  const found =
    /^\s*(\d{4})([-./])(\d{1,2})\2(\d{1,2})(?:[T\s]\s?(\d{1,2}):(\d{2})(?::(\d{2})(?:\.\d+)?)?\s?(Z|[+-]\d{2}:?\d{2})?)?\s*$/i.exec(
      text.slice(0, 100),
    );
  if (found === null) return undefined;
  const [year, month, day, hour, minute, second] = [1, 3, 4, 5, 6, 7].map(group => Number(found[group] ?? 0));
  const time = Date.UTC(year!, month! - 1, day!, hour!, minute!, second!);
  const isDay = new Date(Date.UTC(year!, month! - 1, day!)).getUTCDate() === day && month! >= 1 && month! <= 12;
  return isDay && hour! < 24 && minute! < 60 && second! < 61 ? time - zoneOffset(found[8]) : undefined;
}

/** How far a zone such as "+0530" is ahead of UTC, in ms. */
function zoneOffset(zone: string | undefined): number {
  const found = /^([+-])(\d{2}):?(\d{2})$/.exec(zone ?? '');
  return found === null ? 0 : (found[1] === '-' ? -1 : 1) * (Number(found[2]) * 60 + Number(found[3])) * 60_000;
}
