package dev.ramal.numbering;

import java.time.LocalDate;

/** A day on which an organization reaches nobody: of a city, or its own. */
public interface FreeDay {
  /** Of one year. */
  LocalDate date();

  /** Where the rest of the country is reached all the same; null for everywhere. */
  String areaCode();

  /** Null for none. */
  String name();
}
