package dev.ramal.calls.permission;

import dev.ramal.calls.CallProblems;
import dev.ramal.events.CleanText;
import dev.ramal.kit.problem.Problem;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A file of numbers: {@code number}, and when wanted {@code reason}, {@code effectiveFrom}, {@code
 * expiresAt}, separated by commas or semicolons. A first line without a number is a heading. Texts
 * with separators in them are not read: reasons of lists have none.
 */
final class BlocklistCsv {
  /** As many as fit into the largest body. */
  static final int MOST_LINES = 100_000;

  private static final int MOST_ERRORS = 20;
  private static final ZoneId BRASILIA = ZoneId.of("America/Sao_Paulo");

  private final BlocklistEntry usual;
  private final Map<String, BlocklistEntry> entries = new LinkedHashMap<>();
  private Problem problem = CallProblems.BAD_BLOCKLIST_FILE;

  private BlocklistCsv(BlocklistEntry usual) {
    this.usual = usual;
  }

  /**
   * @param usual what holds for a line that does not say otherwise; its number is not asked
   * @return each number once, by its last line
   * @throws dev.ramal.kit.problem.ProblemException naming the first bad lines; then nothing is to
   *     be stored
   */
  static Collection<BlocklistEntry> read(String file, BlocklistEntry usual) {
    BlocklistCsv csv = new BlocklistCsv(usual);
    List<String> lines = (file == null ? "" : file).lines().toList();
    if (lines.size() > MOST_LINES) {
      throw CallProblems.BAD_BLOCKLIST_FILE
          .field("csv", "has at most " + MOST_LINES + " lines; send the rest by itself")
          .exception();
    }
    for (int i = 0; i < lines.size() && csv.problem.errors().size() < MOST_ERRORS; i++) {
      csv.line(i + 1, lines.get(i));
    }
    if (!csv.problem.errors().isEmpty()) {
      throw csv.problem.exception();
    }
    if (csv.entries.isEmpty()) {
      throw CallProblems.BAD_BLOCKLIST_FILE.field("csv", "names no number").exception();
    }
    return csv.entries.values();
  }

  private void line(int number, String line) {
    String[] cells = line.replace("\uFEFF", "").split("[,;]", -1);
    String first = cell(cells, 0);
    if (line.isBlank() || number == 1 && first.chars().noneMatch(Character::isDigit)) {
      return;
    }
    String blocked = BlockableNumber.of(first).orElse(null);
    String reason = cell(cells, 1);
    Instant from = time(cells, 2, usual.effectiveFrom(), number);
    Instant until = time(cells, 3, usual.expiresAt(), number);
    if (blocked == null) {
      refuse(number, "number", BlockableNumber.WANTED);
    } else if (reason.length() > BlockRequest.LONGEST_REASON || !CleanText.isClean(reason)) {
      refuse(number, "reason", "has at most 500 characters and no control characters");
    } else if (until != null && !until.isAfter(from == null ? usual.blockedAt() : from)) {
      refuse(number, "expiresAt", "must be after effectiveFrom");
    } else {
      entries.put(
          blocked,
          new BlocklistEntry(
              blocked,
              usual.source(),
              reason.isEmpty() ? usual.reason() : reason,
              from,
              until,
              usual.blockedBy(),
              usual.blockedAt()));
    }
  }

  /** A day begins in Brasília. */
  private Instant time(String[] cells, int column, Instant usually, int line) {
    String text = cell(cells, column);
    if (text.isEmpty()) {
      return usually;
    }
    try {
      Instant time =
          text.length() == 10
              ? LocalDate.parse(text).atStartOfDay(BRASILIA).toInstant()
              : Instant.parse(text);
      if (Times.canBe(time)) {
        return time;
      }
      refuse(line, column == 2 ? "effectiveFrom" : "expiresAt", Times.WANTED);
      return usually;
    } catch (DateTimeException e) {
      refuse(line, column == 2 ? "effectiveFrom" : "expiresAt", "must be 2026-12-31 or a time");
      return usually;
    }
  }

  private void refuse(int line, String column, String why) {
    problem = problem.field("line " + line + "." + column, why);
  }

  private static String cell(String[] cells, int column) {
    return column < cells.length ? cells[column].strip().replaceAll("^\"|\"$", "") : "";
  }
}
