package dev.ramal.billing.tariffs;

import java.util.ArrayList;
import java.util.List;

/**
 * Reads a file as RFC 4180 has it, and as spreadsheets of Brazil write it: a comma or, where the
 * first line has one, a semicolon between cells; lines end with CRLF, LF or CR; a byte order mark
 * is left out, and so are empty lines.
 */
final class CsvLines {
  private static final char BYTE_ORDER_MARK = '\uFEFF';

  private final String text;
  private final char separator;
  private final List<Line> lines = new ArrayList<>();
  private final StringBuilder cell = new StringBuilder();
  private List<String> cells = new ArrayList<>();
  private int at;
  private int line = 1;
  private int begun = 1;

  private CsvLines(String text) {
    this.text = text;
    this.separator = separatorOf(text);
  }

  /**
   * A line of the table, which may have several in the file.
   *
   * @param number of the line in the file where it begins, from 1
   */
  record Line(int number, List<String> cells) {}

  /**
   * @throws Malformed naming the line whose quotes cannot be read
   */
  static List<Line> read(String file) {
    boolean marked = !file.isEmpty() && file.charAt(0) == BYTE_ORDER_MARK;
    return new CsvLines(marked ? file.substring(1) : file).read();
  }

  /** What separates the cells of a file, by its first line. */
  static char separatorOf(String file) {
    String first = file.lines().findFirst().orElse("");
    return first.indexOf(';') >= 0 ? ';' : ',';
  }

  private List<Line> read() {
    while (at < text.length()) {
      char next = text.charAt(at);
      if (next == '"') {
        quoted();
      } else if (next == separator) {
        at++;
        endCell();
      } else if (next == '\r' || next == '\n') {
        endLine();
      } else {
        cell.append(next);
        at++;
      }
    }
    endTable();
    return lines;
  }

  /** A cell from its first quote to what follows its last. */
  private void quoted() {
    if (cell.length() > 0) {
      throw new Malformed(line, "has quotes in the middle of a cell: double them and quote it");
    }
    at++;
    while (at < text.length()) {
      char next = text.charAt(at++);
      if (next != '"') {
        line += next == '\n' || next == '\r' && !isAt('\n') ? 1 : 0;
        cell.append(next);
      } else if (isAt('"')) {
        cell.append('"');
        at++;
      } else if (at == text.length() || isAt(separator) || isAt('\r') || isAt('\n')) {
        return;
      } else {
        throw new Malformed(line, "goes on behind the quotes of a cell");
      }
    }
    throw new Malformed(begun, "opens quotes that are never closed");
  }

  private boolean isAt(char wanted) {
    return at < text.length() && text.charAt(at) == wanted;
  }

  private void endCell() {
    cells.add(cell.toString());
    cell.setLength(0);
  }

  private void endLine() {
    at += text.startsWith("\r\n", at) ? 2 : 1;
    line++;
    endTable();
    begun = line;
  }

  private void endTable() {
    if (cells.isEmpty() && cell.toString().isBlank()) {
      cell.setLength(0);
      return;
    }
    endCell();
    lines.add(new Line(begun, List.copyOf(cells)));
    cells = new ArrayList<>();
  }

  /** Quotes that nobody can read. */
  static final class Malformed extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int line;

    Malformed(int line, String what) {
      super(what);
      this.line = line;
    }

    int line() {
      return line;
    }
  }
}
