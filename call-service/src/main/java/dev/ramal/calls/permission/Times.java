package dev.ramal.calls.permission;

import java.time.Instant;

/** Which times can be named: those that the database keeps and a person means. */
public final class Times {
  public static final String WANTED = "must lie in the years 2000 to 9999";

  private static final Instant FIRST = Instant.parse("2000-01-01T00:00:00Z");
  private static final Instant END = Instant.parse("9999-12-31T00:00:00Z");

  private Times() {}

  /** Also for null. */
  public static boolean canBe(Instant time) {
    return time == null || !time.isBefore(FIRST) && time.isBefore(END);
  }
}
