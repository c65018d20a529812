package dev.ramal.messaging.lineage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ramal.events.EventHeaders;
import dev.ramal.testkit.Tenants;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LineageGraphTest {
  private static final String FACT = "dev.ramal.carrier.call.";
  private static final String CALL = "dev.ramal.calls.";
  private static final String BILLING = "dev.ramal.billing.";
  private static final String CALLER = "+5511987654321";

  /** Somebody calls: the carrier tells of a leg before we know of a call. */
  private final LineageEvents events =
      new LineageEvents()
          .add(FACT + "initiated", "f-1", null, 10, leg("CA1"))
          .add(CALL + "CallRequested", "c-1", "f-1", 20, call())
          .add(FACT + "ringing", "f-2", null, 30, leg("CA1"))
          .add(FACT + "answered", "f-3", null, 40, leg("CA1"))
          .add(CALL + "CallAnswered", "c-2", "f-3", 50, call())
          .add(
              CALL + "CallEnded",
              "c-3",
              "f-3",
              60,
              "{\"callId\":\"call-1\",\"from\":\""
                  + CALLER
                  + "\",\"outcome\":\"completed\","
                  + "\"legs\":[{\"carrierCallId\":\"CA1\"},{\"carrierCallId\":\"CA2\"}]}")
          .add(FACT + "cost", "f-4", null, 70, leg("CA2"))
          .add(
              BILLING + "UsageRated",
              "b-1",
              "c-3",
              80,
              "{\"usageId\":\"use-1\",\"subject\":\"call\",\"subjectId\":\"call-1\","
                  + "\"entryId\":\"entry-1\"}")
          .add(
              BILLING + "UsageAmended",
              "b-2",
              "late",
              90,
              "{\"usageId\":\"use-1\",\"amendmentId\":\"entry-2\"}")
          .add(
              "dev.ramal.crm.ActivitySynced",
              "n-1",
              "c-3",
              100,
              "{\"subject\":\"call\",\"subjectId\":\"call-1\",\"noteId\":\"77001122334\","
                  + "\"contactId\":\"contact-1\"}")
          .add(
              BILLING + "BudgetExhausted",
              "b-3",
              "c-3",
              110,
              "{\"budget\":{\"budgetId\":\"budget-1\"},\"usageId\":\"use-1\","
                  + "\"entryId\":\"entry-1\"}")
          .add("dev.ramal.alerts.AlertRaised", "a-1", "b-3", 120, "{\"alertId\":\"alert-1\"}")
          // Another call of the same person, later, stopped by the same budget.
          .add(CALL + "CallEnded", "d-1", null, 200, other())
          .add(
              BILLING + "BudgetExhausted",
              "d-2",
              "d-1",
              210,
              "{\"budget\":{\"budgetId\":\"budget-1\"},\"usageId\":\"use-9\"}");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "call-1",
        "CA1",
        "CA2",
        "use-1",
        "entry-1",
        "entry-2",
        "77001122334",
        "f-3",
        "c-2",
        "b-2"
      })
  @DisplayName("MSG-526 from any of its ids the whole way of a call is found, and nothing else")
  void shouldFindTheWholeWay(String id) {
    // When
    Lineage way = events.way(id);

    // Then
    assertThat(way.kind()).isEqualTo(LineageKind.CALL);
    assertThat(way.id()).isEqualTo("call-1");
    assertThat(way.hops())
        .extracting(LineageHop::eventId)
        .containsExactly(
            "f-1", "c-1", "f-2", "f-3", "c-2", "c-3", "f-4", "b-1", "b-2", "n-1", "b-3", "a-1");
    assertThat(way.hops())
        .extracting(LineageHop::cause)
        .containsExactly(null, 1, null, null, 4, 4, null, 6, null, 6, 6, 11);
    assertThat(way.tookMillis()).isEqualTo(110);
    assertThat(way.truncated()).isFalse();
  }

  @Test
  @DisplayName("MSG-527 an effect is told with its cause, and its other causes are not")
  void shouldNotFollowWhatIsOfOthers() {
    // When
    Lineage budget = events.way("budget-1");
    Lineage alert = events.way("alert-1");

    // Then
    assertThat(budget.kind()).isEqualTo(LineageKind.BUDGET);
    assertThat(budget.hops())
        .extracting(LineageHop::eventId)
        .containsExactly("c-3", "b-3", "a-1", "d-1", "d-2");
    assertThat(alert.hops()).extracting(LineageHop::eventId).containsExactly("b-3", "a-1");
  }

  @Test
  @DisplayName("MSG-528 a number of two calls is of two things, a leg and its call are one")
  void shouldTellThingsApart() {
    // When
    List<List<Hop>> called =
        HopComponents.of(events.find(AskedId.of(CALLER).handles(LineageEvents.HASHES)));
    List<List<Hop>> leg =
        HopComponents.of(
            events.find(
                List.of(
                    LineageEvents.HASHES.ofId("CA1"), LineageEvents.HASHES.ofEffectsOf("f-1"))));

    // Then
    assertThat(called.stream().map(HopComponents::subject).map(LineageSubject::id))
        .containsExactlyInAnyOrder("call-1", "call-9");
    assertThat(leg).hasSize(1);
    assertThat(HopComponents.subject(leg.get(0)))
        .isEqualTo(new LineageSubject(LineageKind.CALL, "call-1"));
  }

  @Test
  @DisplayName("MSG-528 the same id of two organizations is of two things")
  void shouldTellOrganizationsApart() {
    // Given
    Map<String, String> headers = LineageEvents.headers(CALL + "CallAnswered", "x-1", null);
    headers.put(EventHeaders.TENANT, Tenants.BOREAL.value());
    events.add("calls.events.v1", headers, 300, call());

    // When
    List<List<Hop>> found =
        HopComponents.of(events.find(AskedId.of("call-1").handles(LineageEvents.HASHES)));

    // Then
    assertThat(found).hasSize(2);
    assertThat(found.stream().map(LineageCandidate::of).map(LineageCandidate::organization))
        .containsExactlyInAnyOrder("aurora", "boreal");
  }

  @Test
  @DisplayName("MSG-529 what is tried again, dies and is sent again is one event in that order")
  void shouldPutTheSameEventInItsOrder() {
    // Given
    Map<String, String> again = LineageEvents.headers(CALL + "CallAnswered", "c-2", "f-3");
    again.put("ramal-failure-kind", "Transient");
    Map<String, String> sent = LineageEvents.headers(CALL + "CallAnswered", "c-2", "f-3");
    sent.put(EventHeaders.REDRIVE, "redrive-1");
    events
        .add("calls.events.v1.billing-service_retry_1000", again, 55, call())
        .add("calls.events.v1.billing-service.dlq", again, 56, "no JSON")
        .add("calls.events.v1", sent, 900, call());

    // When
    Lineage way = events.way("call-1");

    // Then
    List<LineageHop> same = way.hops().stream().filter(hop -> "c-2".equals(hop.eventId())).toList();
    assertThat(same)
        .extracting(LineageHop::topic)
        .containsExactly(
            "calls.events.v1",
            "calls.events.v1.billing-service_retry_1000",
            "calls.events.v1.billing-service.dlq",
            "calls.events.v1");
    assertThat(same.get(1).cause()).isEqualTo(same.get(0).number());
    assertThat(same.get(2).cause()).isEqualTo(same.get(1).number());
    assertThat(same.get(3).cause()).isEqualTo(same.get(2).number());
    assertThat(same.get(3).redrive()).isEqualTo("redrive-1");
    assertThat(same.get(3).sinceCauseMillis()).isEqualTo(844);
    assertThat(way.failures()).isEqualTo(3);
  }

  @Test
  @DisplayName("MSG-530 clocks that differ put no effect before its cause, and circles end")
  void shouldOrderByCauseBeforeTime() {
    // Given
    LineageEvents crooked =
        new LineageEvents()
            .add(CALL + "CallAnswered", "late", "early", 5, call())
            .add(CALL + "CallRequested", "early", null, 500, call())
            .add(CALL + "CallHeld", "one", "two", 600, call())
            .add(CALL + "CallResumed", "two", "one", 700, call())
            .add(CALL + "CallMuted", "self", "self", 800, call());

    // When
    Lineage way = crooked.way("call-1");

    // Then
    assertThat(way.hops())
        .extracting(LineageHop::eventId)
        .containsSubsequence("early", "late")
        .contains("one", "two", "self")
        .hasSize(5);
    assertThat(way.hops())
        .allSatisfy(
            hop ->
                assertThat(hop.cause() == null || hop.cause() < hop.number())
                    .as("%s", hop)
                    .isTrue());
    assertThat(way.firstAt()).isEqualTo(LineageEvents.BEGUN.plusMillis(5));
    assertThat(way.hops().get(1).sinceCauseMillis()).isEqualTo(-495);
  }

  @Test
  @DisplayName("MSG-530 a way of more hops than are told says so")
  void shouldSayThatThereIsMore() {
    // When
    LineageGraph graph = events.graph(events.find(List.of(LineageEvents.HASHES.ofId("call-1"))), 4);

    // Then
    assertThat(graph.isCut()).isTrue();
    assertThat(graph.hops()).hasSizeLessThanOrEqualTo(4);
  }

  private static String leg(String id) {
    return "{\"carrierCallId\":\"%s\",\"leg\":\"lead\",\"from\":\"%s\"}".formatted(id, CALLER);
  }

  private static String call() {
    return "{\"callId\":\"call-1\"}";
  }

  private static String other() {
    return "{\"callId\":\"call-9\",\"from\":\"%s\",\"outcome\":\"failed\"}".formatted(CALLER);
  }
}
