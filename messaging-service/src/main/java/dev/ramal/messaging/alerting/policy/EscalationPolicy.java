package dev.ramal.messaging.alerting.policy;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/**
 * Whom alerts of an organization are told, as it is kept.
 *
 * @param steps taken one after the other until somebody acknowledges
 * @param repeatMinutes an alert that is open is told again after this, not earlier
 * @param reminders how often it is told again although it was not raised again
 * @param leastSeverity what is less bad is listed and told nobody
 * @param templateId as which WhatsApp takes an alert outside of a person's window; null for none
 */
public record EscalationPolicy(
    List<AlertReceiver> receivers,
    List<Step> steps,
    int repeatMinutes,
    int reminders,
    Severity leastSeverity,
    String templateId) {
  /** Settings may change meanwhile. */
  private static final Duration LOOK_AGAIN = Duration.ofHours(1);

  /** Until an administrator says otherwise nobody is told; alerts are listed all the same. */
  public static final EscalationPolicy NONE =
      new EscalationPolicy(List.of(), List.of(), 240, 2, Severity.WARNING, null);

  public EscalationPolicy {
    receivers = List.copyOf(receivers);
    steps = List.copyOf(steps);
  }

  /**
   * @param receivers ids; all are told at once
   * @param waitMinutes for an acknowledgement, before the next step is taken
   */
  public record Step(List<String> receivers, int waitMinutes) {
    public Step {
      receivers = List.copyOf(receivers);
    }

    public Duration patience() {
      return Duration.ofMinutes(waitMinutes);
    }
  }

  public Duration repeat() {
    return Duration.ofMinutes(repeatMinutes);
  }

  /** Whether anybody is told of what is so bad. */
  public boolean tells(Severity severity) {
    return !steps.isEmpty() && severity.compareTo(leastSeverity) >= 0;
  }

  /** Whether what was told then may be told again. */
  public boolean isQuietOver(Instant toldAt, Instant now) {
    return !toldAt.plus(repeat()).isAfter(now);
  }

  /** Those of a step who are on call. */
  public List<AlertReceiver> onCall(int step, Instant at) {
    return of(step).stream().filter(receiver -> receiver.isOnCall(at)).toList();
  }

  /** The first step from this one on of which anybody is on call. */
  public OptionalInt stepOnCall(int from, Instant at) {
    return IntStream.range(from, steps.size())
        .filter(step -> !onCall(step, at).isEmpty())
        .findFirst();
  }

  /** Until the minute in which somebody of any step is on call; an hour at most. */
  public Duration untilOnCall(Instant now) {
    Instant minute = now.truncatedTo(ChronoUnit.MINUTES);
    return IntStream.rangeClosed(1, (int) LOOK_AGAIN.toMinutes())
        .mapToObj(later -> minute.plus(later, ChronoUnit.MINUTES))
        .filter(at -> stepOnCall(0, at).isPresent())
        .findFirst()
        .map(at -> Duration.between(now, at))
        .orElse(LOOK_AGAIN);
  }

  private List<AlertReceiver> of(int step) {
    return steps.get(step).receivers().stream()
        .map(this::receiver)
        .filter(Objects::nonNull)
        .toList();
  }

  /** Null when the organization has none of this name any more. */
  public AlertReceiver receiver(String id) {
    return receivers.stream().filter(one -> one.id().equals(id)).findFirst().orElse(null);
  }
}
