package dev.ramal.sandbox.tally;

import dev.ramal.sandbox.processes.Progress;
import dev.ramal.sandbox.traffic.TrafficAsked;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What a run has seen, in lines. */
public record TallyReport(Progress progress) {
  /** Of one kind; more of the same tell nothing more. */
  private static final int SHOWN = 40;

  public void tell(TrafficAsked asked, Tally tally) {
    progress.say(
        "wanted: %d calls, %d messages, %d replies; %d requests failed and were sent again"
            .formatted(
                asked.clicks().size(),
                asked.messages().size(),
                asked.replies().size(),
                asked.faults().size()));
    progress.say("calls: " + count(tally.callStates().values()));
    progress.say("messages: " + count(tally.messageStates().values()));
    progress.say(
        "at the carriers: %d legs, %d messages; in the CRM: %d notes; in the ledger: %d uses"
            .formatted(
                sum(tally.rung()), sum(tally.taken()), sum(tally.notes()), sum(tally.usages())));
  }

  /**
   * @param broken a sentence for each rule that is broken
   * @param held what is told when there is none
   */
  public void conclude(List<String> broken, String held) {
    broken.stream().limit(SHOWN).forEach(one -> progress.say("✗ " + one));
    progress.say(broken.isEmpty() ? "✓ " + held : "✗ %d rules broken".formatted(broken.size()));
  }

  private static long sum(Map<String, Long> counts) {
    return counts.values().stream().mapToLong(Long::longValue).sum();
  }

  private static Map<String, Long> count(Collection<String> words) {
    return words.stream()
        .collect(Collectors.groupingBy(word -> word, TreeMap::new, Collectors.counting()));
  }
}
