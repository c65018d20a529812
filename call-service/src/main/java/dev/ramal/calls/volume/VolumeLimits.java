package dev.ramal.calls.volume;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;

/**
 * The limits of Anatel, each from the day on which it holds.
 *
 * <p>Short is a call that nobody answered, that went to a machine, or that lasted up to so many
 * seconds. Sources: despachos decisórios 250/2022 (from 2022-11-03: 100,000 short calls a day from
 * one number, or 100,000 calls a day with 85 % short; up to 3 s) and 22/2024 (from 2024-06-01: up
 * to 6 s); board of 2025-11-04 on the authentication of calls (from 2025-11-15: above 500,000 calls
 * a month, all numbers of a company added up).
 *
 * @param from first day
 * @param version as evidence names it
 * @param shortSeconds how long a short call lasts at most
 * @param shortCallsPerDay of one number
 * @param callsPerDay of all numbers, where the share of short calls is reached as well
 * @param shortShare of all calls in a day, percent
 * @param callsPerMonth of all numbers, above which calls must be authenticated; null for none
 */
record VolumeLimits(
    LocalDate from,
    String version,
    int shortSeconds,
    long shortCallsPerDay,
    long callsPerDay,
    int shortShare,
    Long callsPerMonth) {

  private static final List<VolumeLimits> ALL =
      List.of(
          new VolumeLimits(LocalDate.MIN, "anatel-250/2022", 3, 100_000, 100_000, 85, null),
          new VolumeLimits(
              LocalDate.of(2024, 6, 1),
              "anatel-22/2024",
              ShortCalls.SECONDS,
              100_000,
              100_000,
              85,
              null),
          new VolumeLimits(
              LocalDate.of(2025, 11, 15),
              "anatel-22/2024, 2025-11-04",
              ShortCalls.SECONDS,
              100_000,
              100_000,
              85,
              500_000L));

  static VolumeLimits on(LocalDate day) {
    return ALL.stream()
        .filter(limits -> !limits.from().isAfter(day))
        .max(Comparator.comparing(VolumeLimits::from))
        .orElseThrow();
  }
}
