package dev.ramal.billing.exports;

import java.util.List;

/** Writes a table in one format, row by row. Not thread-safe. */
public interface TableFile {
  /** The first row: what the columns are called. */
  void header(List<String> headings);

  /** Adds a field to the row; null is an empty one. */
  TableFile field(Object value);

  void endLine();

  /**
   * A table that explains the first one, where the format has a place for it.
   *
   * @param rows as fields are, the headings first
   */
  default void explain(String name, List<? extends List<?>> rows) {
    // most formats have room for one table
  }

  /** Nothing comes after the last row. */
  void end();

  /** What was written since it was asked last. */
  byte[] take();
}
