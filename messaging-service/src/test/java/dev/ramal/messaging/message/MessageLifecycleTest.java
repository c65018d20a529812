package dev.ramal.messaging.message;

import static dev.ramal.messaging.message.Messages.CAUSE;
import static dev.ramal.messaging.message.Messages.T0;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ramal.events.MessageStatus;
import dev.ramal.events.Money;
import dev.ramal.messaging.message.MessageFact.CarrierAccepted;
import dev.ramal.messaging.message.MessageFact.CarrierRefused;
import dev.ramal.messaging.message.MessageFact.NotSubmitted;
import dev.ramal.messaging.message.MessageFact.OutcomeUnknown;
import dev.ramal.messaging.message.MessageFact.PriceNamed;
import dev.ramal.messaging.message.MessageFact.ReceiptOverdue;
import dev.ramal.messaging.message.MessageFact.ReplacedBySms;
import dev.ramal.messaging.message.MessageFact.SendingAbandoned;
import dev.ramal.messaging.message.MessageFact.SendingCanceled;
import dev.ramal.messaging.message.MessageFact.SendingDenied;
import dev.ramal.messaging.message.MessageFact.SendingExpired;
import dev.ramal.messaging.message.MessageFact.SendingHeld;
import dev.ramal.messaging.message.MessageFact.SendingStarted;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every state × fact cell. */
@DisplayName("MSG-01 every fact in every state")
class MessageLifecycleTest {
  /**
   * A cell is the next state, or why nothing happens: N not yet, R repeated, L late, F failure
   * after arrival, C closed.
   */
  private static final String CELLS =
      """
      state           start   took    refused unknown         held     abandoned denied taken-back overdue     wait lapsed  moved    replaced        priced   accepted sending sent delivered read undelivered failed expired unconfirmed canceled
      SCHEDULED       SENDING N       N       N               L        FAILED    DENIED CANCELED   N           HELD EXPIRED ACCEPTED DENIED          R        SENDING  SENDING SENT DELIVERED READ UNDELIVERED FAILED EXPIRED UNCONFIRMED CANCELED
      ACCEPTED        SENDING N       N       N               L        FAILED    DENIED CANCELED   N           HELD EXPIRED ACCEPTED DENIED          R        SENDING  SENDING SENT DELIVERED READ UNDELIVERED FAILED EXPIRED UNCONFIRMED CANCELED
      HELD            SENDING N       N       N               L        FAILED    DENIED CANCELED   N           HELD EXPIRED ACCEPTED DENIED          R        SENDING  SENDING SENT DELIVERED READ UNDELIVERED FAILED EXPIRED UNCONFIRMED CANCELED
      SENDING         R       SENDING FAILED  SENDING_UNKNOWN ACCEPTED L         L      L          UNCONFIRMED L    L       ACCEPTED SENDING         R        SENDING  SENDING SENT DELIVERED READ UNDELIVERED FAILED EXPIRED UNCONFIRMED CANCELED
      SENDING_UNKNOWN R       SENDING FAILED  L               ACCEPTED L         L      L          UNCONFIRMED L    L       L        SENDING_UNKNOWN R        SENDING  SENDING SENT DELIVERED READ UNDELIVERED FAILED EXPIRED UNCONFIRMED CANCELED
      SENT            R       R       L       L               L        L         L      L          UNCONFIRMED L    L       L        SENT            R        L        L       R    DELIVERED READ UNDELIVERED FAILED EXPIRED UNCONFIRMED CANCELED
      UNCONFIRMED     R       R       L       L               L        L         L      L          L           L    L       L        UNCONFIRMED     R        L        L       L    DELIVERED READ UNDELIVERED FAILED EXPIRED R           CANCELED
      CANCELED        R       R       L       L               L        L         L      R          L           L    L       L        CANCELED        R        L        L       L    DELIVERED READ UNDELIVERED FAILED EXPIRED L           R
      EXPIRED         R       R       L       L               L        L         L      L          L           L    L       L        EXPIRED         R        L        L       L    DELIVERED READ UNDELIVERED FAILED R       L           L
      FAILED          R       R       L       L               L        L         L      L          L           L    L       L        FAILED          R        L        L       L    DELIVERED READ UNDELIVERED R      L       L           L
      UNDELIVERED     R       R       L       L               L        L         L      L          L           L    L       L        UNDELIVERED     R        L        L       L    DELIVERED READ R           L      L       L           L
      DELIVERED       R       R       L       L               L        L         L      L          L           L    L       L        DELIVERED       R        L        L       L    R         READ F           F      F       L           F
      READ            R       R       L       L               L        L         L      L          L           L    L       L        READ            R        L        L       L    L         R    F           F      F       L           F
      DENIED          C       C       C       C               C        C         C      C          C           C    C       C        DENIED          C        C        C       C    C         C    C           C      C       C           C
      RECEIVED        C       C       C       C               C        C         C      C          C           C    C       C        C               RECEIVED C        C       C    C         C    C           C      C       C           C
      """;

  @ParameterizedTest(name = "{0} + {1} → {2}")
  @MethodSource("cells")
  void shouldAnswerEveryFactInEveryState(MessageState state, String fact, String expected) {
    // Given
    Message message = Messages.in(state);
    // When
    MessageTransition transition = message.apply(fact(fact));
    // Then
    assertThat(describe(transition)).isEqualTo(expected);
  }

  @Test
  void shouldListEveryStateAndEveryFact() {
    // Given
    List<String> rows = CELLS.lines().skip(1).map(row -> row.split(" +")[0]).toList();
    List<String> columns = Arrays.asList(CELLS.lines().findFirst().orElseThrow().split(" +"));
    // When
    int facts = MessageFact.class.getPermittedSubclasses().length - 1;
    // Then
    assertThat(rows)
        .containsExactlyInAnyOrderElementsOf(
            Stream.of(MessageState.values()).map(Enum::name).toList());
    assertThat(columns).hasSize(1 + facts + MessageStatus.values().length);
  }

  static Stream<Arguments> cells() {
    List<String> lines = CELLS.lines().toList();
    String[] facts = lines.get(0).split(" +");
    List<Arguments> cells = new ArrayList<>();
    for (String line : lines.subList(1, lines.size())) {
      String[] row = line.split(" +");
      for (int i = 1; i < facts.length; i++) {
        cells.add(Arguments.of(MessageState.valueOf(row[0]), facts[i], row[i]));
      }
    }
    return cells.stream();
  }

  private static MessageFact fact(String name) {
    Map<String, MessageFact> ours =
        Map.ofEntries(
            Map.entry("start", new SendingStarted(T0)),
            Map.entry("took", new CarrierAccepted(Messages.CARRIER_ID, null, T0)),
            Map.entry("refused", new CarrierRefused(CAUSE, T0)),
            Map.entry("unknown", new OutcomeUnknown(T0)),
            Map.entry("held", new NotSubmitted(T0)),
            Map.entry("abandoned", new SendingAbandoned(CAUSE, T0)),
            Map.entry("denied", new SendingDenied(CAUSE, T0)),
            Map.entry("taken-back", new SendingCanceled(CAUSE, T0)),
            Map.entry("overdue", new ReceiptOverdue(T0)),
            Map.entry("moved", Messages.rerouted()),
            Map.entry("replaced", new ReplacedBySms(new MessageId("sms"), CAUSE, T0)));
    MessageFact own =
        switch (name) {
          case "wait" -> new SendingHeld(T0.plusSeconds(7200), T0);
          case "lapsed" -> new SendingExpired(CAUSE, T0);
          case "priced" -> new PriceNamed(Money.of("0.0075", "USD"), T0);
          default -> ours.get(name);
        };
    return own != null ? own : Messages.reported(MessageStatus.of(name));
  }

  private static String describe(MessageTransition transition) {
    if (transition instanceof MessageTransition.Applied applied) {
      return applied.message().state().name();
    }
    return transition instanceof MessageTransition.Ignored ignored
        ? ignored.reason().name().substring(0, 1)
        : "N";
  }
}
