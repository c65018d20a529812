package dev.ramal.messaging.routing;

import com.fasterxml.jackson.annotation.JsonValue;
import dev.ramal.carriers.CarrierReply;
import dev.ramal.carriers.health.Breaker;
import dev.ramal.events.WireWords;
import dev.ramal.kit.jobs.WaitingJobs.Backlog;
import dev.ramal.messaging.carrier.MessageCarrier.AccountReport;
import dev.ramal.messaging.routing.AskSenders.Asked;
import dev.ramal.messaging.routing.SenderHealthView.CircuitView;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * How one part of an account does, as far as messages go. Pure.
 *
 * @param part account: whether the carrier takes the credentials and is willing; senders: whether
 *     its numbers can send; connectivity: whether submissions are taken; queue: whether what waits
 *     moves on
 * @param state ok; warning: it works, and something should be otherwise; failing; unknown: the
 *     carrier did not say
 * @param reason null where it does well
 */
@Schema(name = "SenderPart")
record SenderPart(
    @Schema(implementation = Part.class) Part part,
    @Schema(implementation = State.class) State state,
    @Schema(nullable = true) String reason) {
  /** What waits longer than this is worth a look, and than ten times this a failure. */
  private static final Duration SLOW = Duration.ofMinutes(1);

  /** What is looked at. */
  @Schema(name = "SenderPartName")
  enum Part {
    ACCOUNT,
    SENDERS,
    CONNECTIVITY,
    QUEUE;

    @JsonValue
    String wire() {
      return WireWords.of(this);
    }
  }

  /** How it does. */
  @Schema(name = "SenderPartState")
  enum State {
    OK,
    WARNING,
    FAILING,
    UNKNOWN;

    @JsonValue
    String wire() {
      return WireWords.of(this);
    }
  }

  /**
   * @param backlog null when nothing waits
   */
  static List<SenderPart> of(
      Asked asked, List<CircuitView> circuits, Backlog backlog, Instant now) {
    return List.of(
        account(asked), senders(asked), connectivity(asked, circuits), queue(backlog, now));
  }

  private static SenderPart account(Asked asked) {
    if (asked.reply() instanceof CarrierReply.Refused<AccountReport> refused) {
      return found(Part.ACCOUNT, State.FAILING, refused.code() + " " + refused.reason());
    }
    if (!asked.account().enabled()) {
      return found(Part.ACCOUNT, State.WARNING, "it is switched off");
    }
    if (!(asked.reply() instanceof CarrierReply.Done<AccountReport> done)) {
      return found(Part.ACCOUNT, State.UNKNOWN, "the carrier did not say");
    }
    return done.value().refusal() == null
        ? found(Part.ACCOUNT, State.OK, null)
        : found(Part.ACCOUNT, State.FAILING, done.value().refusal());
  }

  private static SenderPart senders(Asked asked) {
    if (asked.account().numbers().isEmpty()) {
      return found(Part.SENDERS, State.FAILING, "it has no number to send from");
    }
    if (!(asked.reply() instanceof CarrierReply.Done<AccountReport> done)
        || done.value().refusal() != null) {
      return found(Part.SENDERS, State.UNKNOWN, "the carrier did not say");
    }
    AccountReport report = done.value();
    if (!report.missing().isEmpty()) {
      String numbers =
          report.missing().stream().map(number -> number.value()).collect(Collectors.joining(", "));
      return found(
          Part.SENDERS, State.WARNING, "the carrier does not have for this account: " + numbers);
    }
    return report.warnings().isEmpty()
        ? found(Part.SENDERS, State.OK, null)
        : found(Part.SENDERS, State.WARNING, String.join(" ", report.warnings()));
  }

  private static SenderPart connectivity(Asked asked, List<CircuitView> circuits) {
    for (CircuitView circuit : circuits) {
      if (circuit.state() == Breaker.State.OPEN) {
        return found(
            Part.CONNECTIVITY,
            State.FAILING,
            circuit.channel().wire() + " is kept away from it: submissions fail");
      }
    }
    if (asked.reply() instanceof CarrierReply.Unknown<AccountReport> unknown) {
      return found(Part.CONNECTIVITY, State.FAILING, unknown.reason());
    }
    for (CircuitView circuit : circuits) {
      if (circuit.state() == Breaker.State.HALF_OPEN) {
        return found(
            Part.CONNECTIVITY,
            State.WARNING,
            circuit.channel().wire() + ": it answers again; the next message decides");
      }
    }
    return found(Part.CONNECTIVITY, State.OK, null);
  }

  /** What keeps to our own pace does as it should, however long that takes. */
  static SenderPart queue(Backlog backlog, Instant now) {
    if (backlog == null) {
      return found(Part.QUEUE, State.OK, null);
    }
    Duration age = Duration.between(backlog.since(), now);
    SenderPause by = SenderPause.of(backlog);
    String text =
        "%d wait, the oldest for %d s%s".formatted(backlog.waiting(), age.toSeconds(), why(by));
    if (by == SenderPause.PACE) {
      return found(Part.QUEUE, age.compareTo(SLOW) > 0 ? State.WARNING : State.OK, text);
    }
    if (age.compareTo(SLOW.multipliedBy(10)) > 0) {
      return found(Part.QUEUE, State.FAILING, text);
    }
    return age.compareTo(SLOW) > 0 || backlog.paused()
        ? found(Part.QUEUE, State.WARNING, text)
        : found(Part.QUEUE, State.OK, null);
  }

  private static String why(SenderPause by) {
    if (by == null) {
      return "";
    }
    return by == SenderPause.PACE
        ? "; a sender keeps to the pace that is set"
        : "; the carrier asked us to slow down";
  }

  private static SenderPart found(Part part, State state, String reason) {
    return new SenderPart(part, state, reason);
  }
}
