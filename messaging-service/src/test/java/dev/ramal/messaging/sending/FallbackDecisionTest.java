package dev.ramal.messaging.sending;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ramal.events.Carrier;
import dev.ramal.events.Channel;
import dev.ramal.events.ConnectionId;
import dev.ramal.events.Direction;
import dev.ramal.events.TenantId;
import dev.ramal.messaging.carrier.FailureReasons;
import dev.ramal.messaging.message.FailureCause;
import dev.ramal.messaging.message.Message;
import dev.ramal.messaging.message.MessageDetails;
import dev.ramal.messaging.message.MessageDetails.Author;
import dev.ramal.messaging.message.MessageId;
import dev.ramal.messaging.message.MessageProgress;
import dev.ramal.messaging.message.MessageState;
import dev.ramal.messaging.message.Party;
import dev.ramal.messaging.message.Purpose;
import dev.ramal.messaging.message.StatusTimestamps;
import dev.ramal.messaging.sending.FallbackDecision.Due;
import dev.ramal.messaging.sending.FallbackDecision.Later;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("MSG-156 an SMS follows what has not arrived in time, and nothing else")
class FallbackDecisionTest {
  private static final Instant SENT = Instant.parse("2026-03-02T15:00:00Z");
  private static final Duration AFTER = Duration.ofMinutes(30);
  private static final Instant LATE = SENT.plus(AFTER);

  @ParameterizedTest
  @EnumSource(
      value = MessageState.class,
      names = {
        "SENDING_UNKNOWN",
        "SENDING",
        "SENT",
        "UNCONFIRMED",
        "EXPIRED",
        "FAILED",
        "UNDELIVERED"
      })
  void shouldFollowWhatHasNotArrived(MessageState state) {
    assertThat(decide(in(state, "30003"), Optional.of(SENT), LATE)).isEqualTo(new Due());
    assertThat(decide(in(state, "30003"), Optional.of(SENT), LATE.minusSeconds(7)))
        .isEqualTo(new Later(Duration.ofSeconds(7)));
  }

  @ParameterizedTest
  @EnumSource(
      value = MessageState.class,
      names = {"DELIVERED", "READ", "CANCELED"})
  void shouldNotFollowWhatHasArrivedOrIsNotWanted(MessageState state) {
    assertThat(decide(in(state, null), Optional.of(SENT), LATE)).isEqualTo(FallbackDecision.NO);
  }

  @Test
  void shouldNotFollowWhatTheContactHasRefused() {
    assertThat(decide(in(MessageState.DENIED, "opted-out"), Optional.of(SENT), LATE))
        .isEqualTo(FallbackDecision.NO);
    assertThat(decide(in(MessageState.FAILED, "21610"), Optional.of(SENT), LATE))
        .isEqualTo(FallbackDecision.NO);
    assertThat(decide(in(MessageState.DENIED, "template-required"), Optional.of(SENT), LATE))
        .isEqualTo(new Due());
  }

  @Test
  void shouldNotTakeWaitingForLateness() {
    assertThat(decide(in(MessageState.ACCEPTED, null), Optional.empty(), LATE.plusSeconds(999)))
        .isEqualTo(new Later(AFTER));
    assertThat(decide(in(MessageState.ACCEPTED, null), Optional.of(SENT), LATE))
        .isEqualTo(new Due());
  }

  @Test
  void shouldNotFollowWhereTheOrganizationWantsNone() {
    assertThat(
            FallbackDecision.of(
                in(MessageState.SENT, null),
                Optional.of(SENT),
                Optional.empty(),
                new FailureReasons(),
                LATE))
        .isEqualTo(FallbackDecision.NO);
  }

  @Test
  void shouldNotFollowWhatNobodyWaitsForAnyMore() {
    assertThat(decide(in(MessageState.EXPIRED, "expired"), Optional.of(SENT), LATE))
        .isEqualTo(FallbackDecision.NO);
    assertThat(decide(in(MessageState.EXPIRED, "63024"), Optional.of(SENT), LATE))
        .isEqualTo(new Due());
  }

  @Test
  void shouldLookAtWhatIsHeldOnlyOnceItHasLeft() {
    // Given
    Message accepted = in(MessageState.ACCEPTED, null);
    Duration night = Duration.ofHours(11);
    Message held = new Message(accepted.details(), accepted.progress().held(LATE.plus(night)));
    // Then
    assertThat(decide(held, Optional.empty(), LATE)).isEqualTo(new Later(night.plus(AFTER)));
    assertThat(decide(held, Optional.of(SENT), LATE)).isEqualTo(new Later(night.plus(AFTER)));
  }

  private static FallbackDecision decide(Message message, Optional<Instant> going, Instant now) {
    return FallbackDecision.of(message, going, Optional.of(AFTER), new FailureReasons(), now);
  }

  private static Message in(MessageState state, String code) {
    return new Message(
        new MessageDetails(
            new MessageId("m"),
            TenantId.of("aurora"),
            Direction.OUTBOUND,
            Channel.WHATSAPP,
            "c",
            new Party("+551140028922"),
            new Party("+5511987654321"),
            "Bom dia",
            List.of(),
            null,
            null,
            Carrier.TWILIO,
            new ConnectionId("a"),
            new Author("ana", "Ana"),
            null,
            SENT,
            Purpose.NONE,
            null),
        new MessageProgress(
            state,
            null,
            1,
            new StatusTimestamps(null, null, null, null),
            code == null ? null : new FailureCause(code, "."),
            null,
            null));
  }
}
