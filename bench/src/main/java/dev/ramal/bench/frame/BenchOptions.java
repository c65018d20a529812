package dev.ramal.bench.frame;

import dev.ramal.servers.processes.ServerFailure;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * How large a measurement is, and what is measured beside this build.
 *
 * @param seconds how long one round lasts, about
 * @param rounds how often each candidate has its turn
 * @param records length of a round in records instead; empty: what {@code seconds} needs
 * @param replicas how many instances of the measured service run, one measurement for each
 * @param backlog facts that wait before the service starts; 0 for none
 * @param against a built checkout of another version, measured in turns with this one
 * @param json whether figures are written as JSON
 */
public record BenchOptions(
    Duration seconds,
    int rounds,
    Optional<Integer> records,
    List<Integer> replicas,
    int backlog,
    Optional<Path> against,
    boolean json) {
  public static final String HELP =
      """
      options:
        --seconds N      length of one round (10)
        --rounds N       rounds of each candidate (3)
        --records N      records of one round, instead of a time
        --replicas 1,2   instances of the measured service (calls, billing)
        --backlog N      facts that wait when the service starts (calls)
        --against DIR    a built checkout of another version, measured in turns with this one
        --json           figures as JSON on standard output
      """;

  static final BenchOptions USUAL =
      new BenchOptions(
          Duration.ofSeconds(10), 3, Optional.empty(), List.of(1), 0, Optional.empty(), false);

  /**
   * @throws ServerFailure for what is no option
   */
  public static BenchOptions parse(List<String> arguments) {
    BenchOptions options = USUAL;
    for (int i = 0; i < arguments.size(); i++) {
      String name = arguments.get(i);
      if (name.equals("--json")) {
        options = options.asJson();
      } else if (i + 1 < arguments.size()) {
        options = options.with(name, arguments.get(++i));
      } else {
        throw new ServerFailure(name + " is no option, or has no value\n" + HELP);
      }
    }
    return options;
  }

  private BenchOptions asJson() {
    return new BenchOptions(seconds, rounds, records, replicas, backlog, against, true);
  }

  private BenchOptions with(String name, String value) {
    return switch (name) {
      case "--seconds" ->
          new BenchOptions(
              Duration.ofSeconds(number(name, value)),
              rounds,
              records,
              replicas,
              backlog,
              against,
              json);
      case "--rounds" ->
          new BenchOptions(seconds, number(name, value), records, replicas, backlog, against, json);
      case "--records" ->
          new BenchOptions(
              seconds, rounds, Optional.of(number(name, value)), replicas, backlog, against, json);
      case "--replicas" ->
          new BenchOptions(
              seconds,
              rounds,
              records,
              Arrays.stream(value.split(",")).map(n -> number(name, n)).toList(),
              backlog,
              against,
              json);
      case "--backlog" ->
          new BenchOptions(seconds, rounds, records, replicas, number(name, value), against, json);
      case "--against" ->
          new BenchOptions(
              seconds,
              rounds,
              records,
              replicas,
              backlog,
              Optional.of(Path.of(value).toAbsolutePath()),
              json);
      default -> throw new ServerFailure(name + " is no option\n" + HELP);
    };
  }

  private static int number(String name, String value) {
    try {
      int number = Integer.parseInt(value.trim());
      if (number > 0) {
        return number;
      }
    } catch (NumberFormatException e) {
      // Said below.
    }
    throw new ServerFailure(name + " takes a number above 0, not \"" + value + "\"");
  }
}
