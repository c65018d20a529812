package dev.ramal.sandbox;

import dev.ramal.sandbox.processes.Service;
import dev.ramal.sandbox.state.SandboxFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What all services have written into their logs. */
record SandboxLogs(List<String> lines) {
  private static final Pattern WARNING =
      Pattern.compile("^\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d\\.\\d{3} (WARN|ERROR) .*");

  /** Says that the machine was busy, nothing of the service. */
  private static final String WAITED = "BlockedThreadChecker";

  private static final Pattern OF_A_CALL =
      Pattern.compile(" INFO .*\\[de\\.ra.*tenant=[a-z]+ call=(\\S+) (?:\\w+=\\S+ )*([A-Z]\\w+) ");

  static final Predicate<Set<String>> OF_A_WHOLE_CALL =
      events ->
          events.containsAll(
              List.of("CallDialed", "CallAnswered", "CallEnded", "ActivitySynced", "UsageRated"));

  static SandboxLogs read(SandboxFolder folder) throws IOException {
    List<String> lines = new ArrayList<>();
    for (Service service : Service.values()) {
      lines.addAll(Files.readAllLines(folder.log(service.id())));
    }
    return new SandboxLogs(lines);
  }

  List<String> warnings() {
    return lines.stream()
        .filter(line -> WARNING.matcher(line).matches() && !line.contains(WAITED))
        .toList();
  }

  /** Which events of each call have a line. */
  Map<String, Set<String>> eventsOfCalls() {
    Map<String, Set<String>> events = new TreeMap<>();
    for (String line : lines) {
      Matcher told = OF_A_CALL.matcher(line);
      if (told.find()) {
        events.computeIfAbsent(told.group(1), call -> new TreeSet<>()).add(told.group(2));
      }
    }
    return events;
  }
}
