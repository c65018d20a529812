package dev.ramal.crm.sync;

import dev.ramal.kit.jobs.WaitingReasons.Oldest;
import dev.ramal.kit.jobs.WaitingReasons.Reason;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * Why notes wait.
 *
 * @param reason settling: for the recording and for what the agent says. turn: for the CRM's quota,
 *     or until it answers again. person: for the note of an earlier call with the same person.
 *     retry: the CRM has not taken it, it is tried again. answer: it may stand there, the CRM is
 *     asked. connection: for an administrator who connects a CRM
 * @param since when the oldest of them was stored, or sent on its way again
 * @param lagSeconds for how long that is
 * @param notes how many; no reason is counted farther than about a thousand
 */
@Schema(name = "CrmOldestPending")
public record OldestPending(
    @Schema(enumeration = {"settling", "turn", "person", "retry", "answer", "connection"})
        String reason,
    Instant since,
    long lagSeconds,
    int notes) {

  /** Those that have waited longest first. */
  static List<OldestPending> of(List<Oldest> found, boolean connected, Instant now) {
    return found.stream()
        .collect(
            Collectors.toMap(
                oldest -> word(oldest.reason(), connected),
                oldest -> oldest,
                (one, other) ->
                    new Oldest(
                        one.reason(),
                        one.since().isBefore(other.since()) ? one.since() : other.since(),
                        one.jobs() + other.jobs())))
        .entrySet()
        .stream()
        .map(
            entry ->
                new OldestPending(
                    entry.getKey(),
                    entry.getValue().since(),
                    Math.max(0, Duration.between(entry.getValue().since(), now).toSeconds()),
                    entry.getValue().jobs()))
        .sorted(Comparator.comparing(OldestPending::since).thenComparing(OldestPending::reason))
        .toList();
  }

  private static String word(Reason reason, boolean connected) {
    return switch (reason) {
      case FIRST_TIME -> "settling";
      case TURN -> connected ? "turn" : "connection";
      case ORDER -> connected ? "person" : "connection";
      case NEXT_TRY -> "retry";
      case ANSWER -> "answer";
    };
  }
}
