package dev.ramal.billing.reconciliation;

import dev.ramal.billing.reconciliation.CsvReader.BrokenRow;
import dev.ramal.kit.problem.Problem;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Reads a carrier's detail file, so many rows at a time. Rows that cannot be understood are told
 * together, up to {@value #MOST_ERRORS}; {@link #check} refuses the file with them. Not
 * thread-safe.
 */
final class DetailReader implements Closeable {
  private static final int MOST_ERRORS = 20;

  private final CsvReader csv;
  private final InputStream file;
  private final ReconciliationSettings settings;
  private final int mostRows;
  private final DetailHeading heading;
  private final DetailRow reading;
  private final Set<String> currencies = new TreeSet<>();
  private Problem problem = ReconciliationProblems.badFile();
  private Instant first;
  private Instant last;
  private long rows;
  private long skipped;
  private boolean ended;

  /**
   * @throws dev.ramal.kit.problem.ProblemException when its heading lacks a column that is needed
   */
  DetailReader(Path path, ReconciliationSettings settings, int mostRows) throws IOException {
    this.file = Files.newInputStream(path);
    try {
      this.settings = settings;
      this.mostRows = mostRows;
      this.csv = new CsvReader(file);
      List<String> first = csv.next();
      this.heading = DetailHeading.of(first == null ? List.of() : first, settings);
      this.reading = new DetailRow(heading, settings, csv.separator() != ',');
    } catch (BrokenRow e) {
      file.close();
      throw ReconciliationProblems.badFile().field("row 1", e.getMessage()).exception();
    } catch (IOException | RuntimeException e) {
      file.close();
      throw e;
    }
  }

  /** The next rows, none at the end; those that cannot be understood are left out. */
  List<CarrierLine> next(int most) {
    List<CarrierLine> lines = new ArrayList<>(most);
    try {
      while (lines.size() < most && !ended) {
        List<String> cells = csv.next();
        if (cells == null) {
          ended = true;
        } else if (++rows > mostRows) {
          refuse("row " + csv.row(), "a file has at most " + mostRows + " rows");
          ended = true;
        } else {
          add(cells, lines);
        }
      }
    } catch (BrokenRow e) {
      refuse(heading.place(e.row, e.column), e.getMessage());
      ended = true;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return lines;
  }

  private void add(List<String> cells, List<CarrierLine> lines) {
    if (cells.size() != heading.width()) {
      refuse(
          "row " + csv.row(),
          "has %d cells, the heading has %d".formatted(cells.size(), heading.width()));
      return;
    }
    if (reading.isLeftOut(cells)) {
      skipped++;
      return;
    }
    CarrierLine line = reading.read(csv.row(), cells, this::refuse);
    if (line != null) {
      lines.add(line);
      keepBounds(line);
    }
  }

  private void keepBounds(CarrierLine line) {
    if (line.currency() != null) {
      currencies.add(line.currency());
    }
    if (line.startedAt() != null) {
      first = first == null || line.startedAt().isBefore(first) ? line.startedAt() : first;
      last = last == null || line.startedAt().isAfter(last) ? line.startedAt() : last;
    }
  }

  private void refuse(String place, String why) {
    problem = problem.field(place, why);
    ended = ended || problem.errors().size() >= MOST_ERRORS;
  }

  boolean isRefused() {
    return !problem.errors().isEmpty();
  }

  /**
   * Once the last row was read.
   *
   * @throws dev.ramal.kit.problem.ProblemException naming rows and columns; then nothing is to be
   *     kept
   */
  void check() {
    if (rows == 0 && !isRefused()) {
      refuse("row 2", "is missing: the file has a heading only");
    }
    if (isRefused()) {
      throw problem.exception();
    }
  }

  /** How many there are, the heading not counted. */
  long rows() {
    return rows;
  }

  /** How many of them are of a direction that is not compared. */
  long skipped() {
    return skipped;
  }

  /** The number of the last row. */
  long lastRow() {
    return csv.row();
  }

  Set<String> currencies() {
    return currencies;
  }

  /** The earliest time of a row, or the month's beginning. */
  Instant first() {
    return first == null ? settings.monthBegins() : first;
  }

  /** The latest time of a row, or the month's end. */
  Instant last() {
    return last == null ? settings.monthEnds() : last;
  }

  /** Which heading each column was read from. */
  Map<DetailColumn, String> columns() {
    return heading.names();
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
