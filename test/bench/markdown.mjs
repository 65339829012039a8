const line = (cells) => `| ${cells.join(' | ')} |`;

/** A Markdown table; all columns but the first are figures. */
export const table = (head, rows) =>
  [line(head), line(head.map((_, column) => (column === 0 ? '---' : '--:'))), ...rows.map(line)].join('\n');
