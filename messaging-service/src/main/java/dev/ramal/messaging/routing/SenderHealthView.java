package dev.ramal.messaging.routing;

import dev.ramal.carriers.CarrierAccount;
import dev.ramal.carriers.health.Breaker;
import dev.ramal.carriers.health.CarrierError;
import dev.ramal.carriers.health.KeptBreaker;
import dev.ramal.events.Carrier;
import dev.ramal.events.Channel;
import dev.ramal.events.ConnectionId;
import dev.ramal.events.E164;
import dev.ramal.kit.jobs.WaitingJobs.Backlog;
import dev.ramal.messaging.routing.AskSenders.Asked;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * How an account does as far as messages go.
 *
 * @param senders numbers that it sends from, the usual one first
 * @param circuits whether messages are kept away from it, by channel
 * @param waiting messages that could leave now
 * @param oldestSeconds how long the oldest of them has waited; null when nothing waits
 * @param pausedUntil until when messages of a sender wait; null when none do, or nobody knows
 * @param pausedBy who lets them wait; null when nobody does, or nobody knows
 * @param parts the account, its senders, the connection to the carrier and the queue
 */
@Schema(name = "SenderHealth")
record SenderHealthView(
    ConnectionId connectionId,
    @Schema(implementation = String.class, examples = "twilio") Carrier carrier,
    boolean enabled,
    @Schema(examples = "[\"+551140028922\"]") List<String> senders,
    List<CircuitView> circuits,
    int waiting,
    @Schema(nullable = true) Long oldestSeconds,
    @Schema(nullable = true) Instant pausedUntil,
    @Schema(nullable = true) SenderPause pausedBy,
    List<SenderPart> parts) {

  /**
   * @param backlog null when nothing waits
   */
  static SenderHealthView of(
      Asked asked, Map<CircuitKey, KeptBreaker> kept, Backlog backlog, Instant now) {
    CarrierAccount account = asked.account();
    List<CircuitView> circuits =
        Arrays.stream(Channel.values())
            .map(channel -> CircuitView.of(channel, kept.get(key(account, channel))))
            .toList();
    return new SenderHealthView(
        new ConnectionId(account.connectionId()),
        account.carrier(),
        account.enabled(),
        account.numbers().stream().map(E164::value).toList(),
        circuits,
        backlog == null ? 0 : backlog.waiting(),
        backlog == null ? null : Duration.between(backlog.since(), now).toSeconds(),
        backlog == null ? null : backlog.pausedUntil(),
        SenderPause.of(backlog),
        SenderPart.of(asked, circuits, backlog, now));
  }

  private static CircuitKey key(CarrierAccount account, Channel channel) {
    return new CircuitKey(account.tenant(), new ConnectionId(account.connectionId()), channel);
  }

  /**
   * Whether messages of a channel are kept away from the account.
   *
   * @param state closed: they are not; open: they are; half-open: it answers again, and the next
   *     message decides
   * @param failures of submissions in a row
   * @param since when it came into this state; null for one that never left it
   * @param asksAgainAt when the carrier is asked again; null unless open
   * @param lastErrors why submissions failed, the latest first; five at most
   */
  @Schema(name = "SenderCircuit")
  record CircuitView(
      @Schema(implementation = Channel.class) Channel channel,
      @Schema(
              implementation = String.class,
              enumeration = {"closed", "open", "half-open"})
          Breaker.State state,
      int failures,
      @Schema(nullable = true) Instant since,
      @Schema(nullable = true) Instant asksAgainAt,
      List<SubmissionError> lastErrors) {

    /**
     * @param kept null for one that nothing was heard of
     */
    static CircuitView of(Channel channel, KeptBreaker kept) {
      KeptBreaker known = kept == null ? KeptBreaker.NEW : kept;
      Breaker breaker = known.breaker();
      return new CircuitView(
          channel,
          breaker.state(),
          breaker.failures(),
          breaker.since(),
          breaker.askAt(),
          known.errors().stream().map(SubmissionError::of).toList());
    }
  }

  /**
   * Why a submission failed.
   *
   * @param code the carrier's; unclear: it gave no clear answer; unreachable: no connection to it
   */
  @Schema(name = "SubmissionError")
  record SubmissionError(Instant at, String code, @Schema(nullable = true) String reason) {
    static SubmissionError of(CarrierError error) {
      return new SubmissionError(error.at(), error.code(), error.reason());
    }
  }
}
