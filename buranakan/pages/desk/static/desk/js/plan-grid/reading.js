// Numbers and tables as people and Excel write them, and the other way round.
const THAI_ZERO = "๐".codePointAt(0);
const LARGEST = 10 ** 15; // whole satang stay exact far above any plan

const arabic = (text) => text.replace(/[๐-๙]/gu, (digit) => String(digit.codePointAt(0) - THAI_ZERO));

// null is an empty cell, NaN what is no number. Thousands may be parted: 1,234 and ๑,๒๓๔ are 1234.
export const readNumber = (text, { decimals = 0 } = {}) => {
  const written = arabic(text).replace(/[\s\u00a0\u200b]|คน|บาท|฿/gu, "");
  if (written === "" || written === "-" || written === "–") return null;
  if (!/^(\d{1,3}(,\d{3})+|\d+)(\.\d+)?$/u.test(written)) return NaN;
  const [whole, part = ""] = written.replaceAll(",", "").split(".");
  const significant = part.replace(/0+$/u, "");
  if (significant.length > decimals) return NaN;
  const number = Number(whole) * 10 ** decimals + Number(significant.padEnd(decimals, "0") || 0);
  return number < LARGEST ? number : NaN;
};

export const readPeople = (text) => readNumber(text);
export const readBaht = (text) => readNumber(text, { decimals: 2 });

const grouped = new Intl.NumberFormat("en-US");
export const people = (number) => grouped.format(number);
export const baht = (satang) => {
  const rest = String(Math.abs(satang) % 100).padStart(2, "0");
  return grouped.format(Math.trunc(satang / 100)) + (rest === "00" ? "" : `.${rest}`);
};

// Rows and cells of a copied piece of a sheet; Excel quotes a cell that holds a line break and ends with an empty line.
export const readTable = (text) => {
  const rows = [[""]];
  let quoted = false;
  for (const [place, letter] of [...text.replaceAll("\r\n", "\n")].entries()) {
    const row = rows.at(-1);
    if (letter === '"' && (quoted || row.at(-1) === "")) quoted = !quoted;
    else if (letter === "\t" && !quoted) row.push("");
    else if (letter === "\n" && !quoted) { if (place < text.length - 1) rows.push([""]); }
    else row[row.length - 1] += letter;
  }
  while (rows.length > 1 && rows.at(-1).length === 1 && rows.at(-1)[0] === "") rows.pop();
  return rows;
};
