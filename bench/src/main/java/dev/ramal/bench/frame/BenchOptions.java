package dev.ramal.bench.frame;

import dev.ramal.servers.processes.ServerFailure;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * How large a measurement is, and what is measured beside this build.
 *
 * @param seconds how long one round lasts, about
 * @param rounds how often each candidate has its turn
 * @param records length of a round in records instead; empty: what {@code seconds} needs
 * @param replicas how many instances of the measured service run, one measurement for each
 * @param backlog facts that wait before the service starts; 0 for none
 * @param lines ledger lines of the month that is worked on, or dead letters; 0 for the benchmark's
 *     own number
 * @param messages that go their whole way while the memory of a service is watched
 * @param against another version, measured in turns with this one: a built checkout, or what git
 *     takes for a commit
 * @param express whether an Express application is measured, too
 * @param json whether figures are written as JSON
 */
public record BenchOptions(
    Duration seconds,
    int rounds,
    Optional<Integer> records,
    List<Integer> replicas,
    int backlog,
    int lines,
    int messages,
    Optional<String> against,
    boolean express,
    boolean json) {
  public static final String HELP =
      """
      options:
        --seconds N      length of one round (10)
        --rounds N       rounds of each candidate (3)
        --records N      records of one round, instead of a time
        --replicas 1,2   instances of the measured service (calls, billing, messages, crm)
        --backlog N      facts that wait when the service starts (calls)
        --lines N        ledger lines of one month, then its summary and export (billing); of the month
                         that is compared, priced again or exported (reconciliation, what-if, export; 1000000);
                         dead letters (dlq; 1000000)
        --messages N     messages that go their whole way while memory is watched (messages; 100000)
        --against REV    another version, packaged if need be, in turns with this one; or the folder of
                         a built checkout
        --express        next to Express, whose packages come from npm (gateway)
        --json           figures as JSON on standard output
      """;

  private static final Set<String> NAMES =
      HELP.lines()
          .map(String::trim)
          .filter(line -> line.startsWith("--"))
          .map(line -> line.split(" ")[0])
          .collect(Collectors.toUnmodifiableSet());

  /** Those without a value. */
  private static final Set<String> FLAGS = Set.of("--express", "--json");

  /**
   * @throws ServerFailure for what is no option
   */
  public static BenchOptions parse(List<String> arguments) {
    Map<String, String> given = new HashMap<>();
    for (int i = 0; i < arguments.size(); i++) {
      String name = arguments.get(i);
      if (!NAMES.contains(name)) {
        throw new ServerFailure(name + " is no option\n" + HELP);
      } else if (FLAGS.contains(name)) {
        given.put(name, "yes");
      } else if (++i == arguments.size()) {
        throw new ServerFailure(name + " has no value\n" + HELP);
      } else {
        given.put(name, arguments.get(i));
      }
    }
    return new BenchOptions(
        Duration.ofSeconds(number(given, "--seconds").orElse(10)),
        number(given, "--rounds").orElse(3),
        number(given, "--records"),
        Arrays.stream(given.getOrDefault("--replicas", "1").split(","))
            .map(count -> number("--replicas", count))
            .toList(),
        number(given, "--backlog").orElse(0),
        number(given, "--lines").orElse(0),
        number(given, "--messages").orElse(100_000),
        Optional.ofNullable(given.get("--against")),
        given.containsKey("--express"),
        given.containsKey("--json"));
  }

  private static Optional<Integer> number(Map<String, String> given, String name) {
    return Optional.ofNullable(given.get(name)).map(value -> number(name, value));
  }

  private static int number(String name, String value) {
    if (!value.trim().matches("[1-9][0-9]{0,8}")) {
      throw new ServerFailure(name + " takes a number above 0, not \"" + value + "\"");
    }
    return Integer.parseInt(value.trim());
  }
}
