package dev.ramal.billing.reconciliation;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads CSV row by row, as RFC 4180 has it and as spreadsheets write it: commas, semicolons or
 * tabs, whichever the heading has most of; quotes around what holds a separator or a line break;
 * any end of line; UTF-8 with or without a byte order mark. Not thread-safe.
 */
final class CsvReader {
  private static final String SEPARATORS = ",;\t";
  private static final int LONGEST_CELL = 32_768;
  private static final int MOST_CELLS = 500;
  private static final int END = -1;

  private final InputStream file;
  private final CharsetDecoder utf8 =
      StandardCharsets.UTF_8
          .newDecoder()
          .onMalformedInput(CodingErrorAction.REPORT)
          .onUnmappableCharacter(CodingErrorAction.REPORT);
  private final ByteBuffer bytes = ByteBuffer.allocate(64 * 1024).flip();
  private final char[] buffer = new char[64 * 1024];
  private final StringBuilder cell = new StringBuilder();
  private int from;
  private int to;
  private boolean ended;
  private CoderResult wrong;
  private final char separator;
  private long row;

  CsvReader(InputStream file) throws IOException {
    this.file = file;
    if (peek() == '\uFEFF') {
      from++;
    }
    separator = mostFrequent();
  }

  /** What separates cells. */
  char separator() {
    return separator;
  }

  /**
   * A row that cannot be read any further; whoever meets it has to stop.
   *
   * @param column from 0
   */
  static final class BrokenRow extends IOException {
    private static final long serialVersionUID = 1L;

    final long row;
    final int column;

    BrokenRow(long row, int column, String message) {
      super(message);
      this.row = row;
      this.column = column;
    }
  }

  /** The number of the row that was read last, from 1, as a spreadsheet counts. */
  long row() {
    return row;
  }

  /**
   * The next row that has anything in it; null behind the last.
   *
   * @throws BrokenRow when its quotes, its size or its bytes are wrong
   */
  List<String> next() throws IOException {
    List<String> cells;
    do {
      if (peek() == END) {
        return null;
      }
      row++;
      cells = cells();
    } while (cells.size() == 1 && cells.get(0).isBlank());
    return cells;
  }

  private List<String> cells() throws IOException {
    List<String> cells = new ArrayList<>();
    boolean more = true;
    while (more) {
      if (cells.size() == MOST_CELLS) {
        throw broken(cells, "a row has at most " + MOST_CELLS + " columns");
      }
      if (peek(cells) == '"') {
        from++;
        cells.add(quoted(cells));
      } else {
        cells.add(bare(cells));
      }
      more = endCell(cells);
    }
    return cells;
  }

  /** Up to the separator or the end of the line, which stays. */
  private String bare(List<String> cells) throws IOException {
    cell.setLength(0);
    while (peek(cells) != END) {
      int begin = from;
      while (from < to && !endsCell(buffer[from])) {
        from++;
      }
      append(begin, cells);
      if (from < to) {
        break;
      }
    }
    return cell.toString();
  }

  private boolean endsCell(char c) {
    return c == separator || c == '\n' || c == '\r';
  }

  /** Up to the quotation mark that closes it. */
  private String quoted(List<String> cells) throws IOException {
    cell.setLength(0);
    while (true) {
      if (peek(cells) == END) {
        throw broken(cells, "a quotation mark is opened and never closed");
      }
      int begin = from;
      while (from < to && buffer[from] != '"') {
        from++;
      }
      append(begin, cells);
      if (from < to) {
        from++;
        if (peek(cells) != '"') {
          return cell.toString();
        }
        from++;
        append(from - 1, cells);
      }
    }
  }

  /**
   * @return whether another cell follows
   */
  private boolean endCell(List<String> before) throws IOException {
    List<String> cells = before.subList(0, before.size() - 1);
    int c = peek(cells);
    if (c == END) {
      return false;
    }
    from++;
    if (c == separator) {
      return true;
    }
    if (c == '\r') {
      if (peek(cells) == '\n') {
        from++;
      }
      return false;
    }
    if (c != '\n') {
      throw broken(cells, "something follows the quotation mark that closes it");
    }
    return false;
  }

  /** What was read from there on. */
  private void append(int begin, List<String> cells) throws BrokenRow {
    if (cell.length() + from - begin > LONGEST_CELL) {
      throw broken(cells, "a cell has at most " + LONGEST_CELL + " characters");
    }
    cell.append(buffer, begin, from - begin);
  }

  private BrokenRow broken(List<String> before, String message) {
    return new BrokenRow(row, before.size(), message);
  }

  private int peek(List<String> before) throws IOException {
    try {
      return peek();
    } catch (CharacterCodingException e) {
      throw broken(before, "is not UTF-8 from here on");
    }
  }

  private int peek() throws IOException {
    while (from == to) {
      if (wrong != null) {
        wrong.throwException();
      }
      if (ended && !bytes.hasRemaining()) {
        return END;
      }
      fill();
    }
    return buffer[from];
  }

  /** What comes before bytes that are no text is read first, so that their place can be told. */
  private void fill() throws IOException {
    bytes.compact();
    int read = file.read(bytes.array(), bytes.position(), bytes.remaining());
    ended = read < 0;
    bytes.position(bytes.position() + Math.max(0, read)).flip();
    CharBuffer decoded = CharBuffer.wrap(buffer);
    CoderResult result = utf8.decode(bytes, decoded, ended);
    wrong = result.isError() ? result : null;
    from = 0;
    to = decoded.position();
  }

  /** Of the heading, as far as it lies in the buffer. */
  private char mostFrequent() {
    int[] seen = new int[SEPARATORS.length()];
    boolean quoted = false;
    for (int i = from; i < to && (quoted || buffer[i] != '\n' && buffer[i] != '\r'); i++) {
      int which = SEPARATORS.indexOf(buffer[i]);
      quoted = quoted != (buffer[i] == '"');
      if (which >= 0 && !quoted) {
        seen[which]++;
      }
    }
    int most = 0;
    for (int i = 1; i < seen.length; i++) {
      most = seen[i] > seen[most] ? i : most;
    }
    return SEPARATORS.charAt(most);
  }
}
