package dev.ramal.kit.days;

/**
 * Where a service keeps sums of days.
 *
 * @param sums has {@code tenant} and {@code day}; its name is also that of the locks
 * @param kept a row for each day of an organization whose sums are true: {@code tenant}, {@code
 *     day}, {@code kept_at}
 * @param whole a further column of it, true where all sums were made that are made now; null for
 *     none
 * @param rows what is summed; has {@code tenant}
 * @param time by which column of the rows a day is theirs; with the organization an index of them
 */
public record DayTables(String sums, String kept, String whole, String rows, String time) {
  String andWhole() {
    return whole == null ? "" : " and " + whole;
  }
}
