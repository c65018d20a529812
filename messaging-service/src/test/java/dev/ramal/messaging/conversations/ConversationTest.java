package dev.ramal.messaging.conversations;

import static dev.ramal.messaging.fixtures.MessagingFixture.contact;
import static dev.ramal.messaging.fixtures.MessagingFixture.fact;
import static dev.ramal.messaging.fixtures.MessagingFixture.get;
import static dev.ramal.messaging.fixtures.MessagingFixture.ours;
import static dev.ramal.messaging.fixtures.MessagingFixture.patiently;
import static dev.ramal.messaging.fixtures.MessagingFixture.send;
import static dev.ramal.messaging.fixtures.Organization.BOREAL;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import dev.ramal.events.AnsweredBy;
import dev.ramal.events.Direction;
import dev.ramal.events.Event;
import dev.ramal.events.TenantId;
import dev.ramal.events.Topics;
import dev.ramal.events.calls.CallEnded;
import dev.ramal.events.carrier.CarrierMessageReceived;
import dev.ramal.messaging.fixtures.GatewayFacts;
import dev.ramal.messaging.fixtures.MessagingFixture;
import dev.ramal.messaging.fixtures.MessagingTest;
import dev.ramal.messaging.fixtures.SpokenCalls;
import dev.ramal.testkit.Postgres;
import dev.ramal.testkit.Tenants;
import dev.ramal.testkit.TopicProbe;
import dev.ramal.testkit.fixtures.ApiUser;
import dev.ramal.testkit.fixtures.SimulatedCarriers;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@MessagingTest
class ConversationTest {
  private static final Postgres DATABASE = Postgres.database("messaging");

  @Inject MessagingFixture fixture;

  @BeforeEach
  void connect() {
    fixture.connect();
    SimulatedCarriers.host().faults().clear();
  }

  @ParameterizedTest
  @ValueSource(strings = {"twilio", "telnyx"})
  @DisplayName("MSG-252 one conversation shows what came by both channels, to whoever may see it")
  void shouldJoinTheChannelsOfAContact(String carrier) {
    // Given
    String contact = contact();
    String sent = send("ana", contact, carrier, "Por SMS");
    // When
    receive(
        Tenants.AURORA,
        GatewayFacts.through(
            carrier, GatewayFacts.whatsApp(contact, ours(carrier), "Por WhatsApp", null, null)));
    receive(Tenants.BOREAL, theirs(carrier, contact));
    // Then
    with("ana", contact)
        .statusCode(200)
        .body("contact", equalTo(contact))
        .body("unread", equalTo(1))
        .body("threads.channel", contains("whatsapp", "sms"))
        .body("messages.body", contains("Por WhatsApp", "Por SMS"))
        .body("messages[1].id", equalTo(sent));
    with("bia", contact).body("messages.body", contains("De outros"));
    with("breno", contact()).statusCode(404).body("code", equalTo("MESSAGES-0003"));
    String next =
        with("ana", contact, "?limit=1").body("messages", hasSize(1)).extract().path("next");
    with("ana", contact, "?limit=1&cursor=" + next).body("messages.body", contains("Por SMS"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"twilio", "telnyx"})
  @DisplayName("MSG-251 what nobody has read is counted, and read up to a message, in any order")
  void shouldCountWhatNobodyHasRead(String carrier) {
    // Given
    String contact = contact();
    send("ana", contact, carrier, "Oi");
    CarrierMessageReceived first = text(carrier, contact, "um");
    receive(Tenants.AURORA, first);
    receive(Tenants.AURORA, text(carrier, contact, "dois"));
    receive(Tenants.AURORA, first);
    receive(Tenants.BOREAL, theirs(carrier, contact));
    String thread = with("ana", contact).body("unread", equalTo(2)).extract().path("threads[0].id");
    String read = "/api/conversations/" + thread + "/read";
    String one = with("ana", contact).extract().path("messages.find { it.body == 'um' }.id");
    get("ana", "/api/conversations?unread=true").body("items.id", hasItem(thread));
    get("ana", "/api/conversations/unread")
        .statusCode(200)
        .body("messages", greaterThanOrEqualTo(2))
        .body("conversations", greaterThanOrEqualTo(1));
    // When
    post("bia", read).statusCode(404);
    post("vera", read).statusCode(403);
    post("ana", read + "?upTo=" + UUID.randomUUID()).statusCode(404);
    post("ana", read + "?upTo=" + one).statusCode(200).body("unread", equalTo(1));
    post("bruno", read).statusCode(200).body("unread", equalTo(0));
    post("ana", read + "?upTo=" + one).body("unread", equalTo(0));
    // Then
    with("ana", contact).body("unread", equalTo(0));
    with("bia", contact).body("unread", equalTo(1));
    get("ana", "/api/conversations?unread=true").body("items.id", not(hasItem(thread)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"twilio", "telnyx"})
  @DisplayName(
      "MSG-253 who spoke last, by message or on the phone, is written to next; others are not")
  void shouldAssignToWhoeverSpokeLast(String carrier) {
    // Given
    String called = contact();
    String written = contact();
    String machine = contact();
    String late = contact();
    String ana = ana(send("ana", written, carrier, "Sou a Ana"));
    Instant now = Instant.now();
    call(Tenants.AURORA, Direction.OUTBOUND, "agent-a", called, 40, null, now.minusSeconds(60));
    call(Tenants.AURORA, Direction.INBOUND, "agent-b", called, 40, null, now.minusSeconds(30));
    call(Tenants.AURORA, Direction.OUTBOUND, "agent-c", called, 40, null, now.minusSeconds(90));
    call(Tenants.BOREAL, Direction.OUTBOUND, "agent-x", machine, 40, null, now);
    call(Tenants.AURORA, Direction.OUTBOUND, "agent-d", machine, 40, AnsweredBy.MACHINE, now);
    call(Tenants.AURORA, Direction.OUTBOUND, "agent-e", machine, 0, null, now);
    call(Tenants.AURORA, Direction.OUTBOUND, "agent-f", late, 40, null, now.minusSeconds(2678400));
    // When
    for (String contact : new String[] {called, written, machine, late}) {
      receive(
          Tenants.AURORA,
          GatewayFacts.through(
              carrier, GatewayFacts.whatsApp(contact, ours(carrier), "Oi", null, null)));
    }
    // Then
    owner("bruno", called).body("threads[0].ownerId", equalTo("agent-b"));
    owner("bruno", written).body("threads.ownerId", contains(ana, ana));
    owner("bruno", machine).body("threads[0].ownerId", nullValue());
    owner("bruno", late).body("threads[0].ownerId", nullValue());
    with("ana", called).statusCode(404);
    with("ana", written).body("messages.body", contains("Oi", "Sou a Ana"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"twilio", "telnyx"})
  @DisplayName(
      "MSG-254 a manager gives a thread to an agent, or to nobody until somebody speaks again")
  void shouldLetAManagerAssign(String carrier) {
    // Given
    String contact = contact();
    String id = send("ana", contact, carrier, "Oi");
    receive(Tenants.BOREAL, theirs(carrier, contact));
    String thread = get("ana", "/api/messages/" + id).extract().path("conversationId");
    String owner = "/api/conversations/" + thread + "/owner";
    Map<String, String> gil = Map.of("userId", "agent-gil", "name", "Gil");
    // When
    ApiUser.as("ana").request().body(gil).put(owner).then().statusCode(403);
    ApiUser.as("bia").request().body(gil).put(owner).then().statusCode(404);
    ApiUser.as("bruno").request().body(Map.of("userId", " ")).put(owner).then().statusCode(400);
    ApiUser.as("bruno").request().body(gil).put(owner).then().statusCode(200);
    // Then
    get("bruno", "/api/conversations/" + thread).body("ownerName", equalTo("Gil"));
    get("ana", "/api/conversations/" + thread).statusCode(404);
    owner("bia", contact).body("threads[0].ownerId", nullValue());
    ApiUser.as("bruno").request().delete(owner).then().statusCode(204);
    receive(Tenants.AURORA, text(carrier, contact, "Alguém?"));
    owner("ana", contact).body("threads[0].ownerId", nullValue());
    Instant soon = Instant.now().plusSeconds(1);
    call(Tenants.AURORA, Direction.INBOUND, "agent-z", contact, 9, null, soon);
    receive(Tenants.AURORA, text(carrier, contact, "Agora sim"));
    owner("bruno", contact)
        .body("threads[0].ownerId", equalTo("agent-z"))
        .body("threads[0].ownerName", equalTo("Agente agent-z"));
    assertThat(
            DATABASE.count(
                "message where conversation_id = ? and owner_id is distinct from 'agent-z'",
                thread))
        .isZero();
    owner("bia", contact).body("threads[0].ownerId", nullValue());
  }

  /** What the contact wrote to the other organization. */
  private static CarrierMessageReceived theirs(String carrier, String contact) {
    return GatewayFacts.through(
        BOREAL, carrier, GatewayFacts.text(contact, BOREAL.ours(carrier), "De outros", null));
  }

  private static CarrierMessageReceived text(String carrier, String contact, String body) {
    return GatewayFacts.through(carrier, GatewayFacts.text(contact, ours(carrier), body, null));
  }

  private static String ana(String message) {
    return get("ana", "/api/messages/" + message).extract().path("agentId");
  }

  private static void call(
      TenantId tenant,
      Direction direction,
      String agent,
      String lead,
      int talkSeconds,
      AnsweredBy answeredBy,
      Instant at) {
    Event<CallEnded> ended =
        SpokenCalls.ended(tenant, direction, agent, lead, talkSeconds, answeredBy, at);
    try (TopicProbe probe = TopicProbe.on(Topics.CALLS)) {
      probe.send(ended);
      patiently().until(() -> DATABASE.count("inbox where event_id = ?", ended.id()) == 1);
    }
  }

  /** Waits until it is here. */
  private static void receive(TenantId tenant, CarrierMessageReceived received) {
    try (TopicProbe probe = TopicProbe.on(Topics.MESSAGE_FACTS)) {
      String id = UUID.randomUUID().toString();
      probe.send(fact(tenant, received.from(), id, received));
      patiently().until(() -> DATABASE.count("inbox where event_id = ?", id) == 1);
    }
  }

  private static ValidatableResponse owner(String user, String contact) {
    return with(user, contact).statusCode(200).body("threads[0].id", notNullValue());
  }

  private static ValidatableResponse with(String user, String contact) {
    return with(user, contact, "");
  }

  private static ValidatableResponse with(String user, String contact, String query) {
    return get(user, "/api/conversations/with/" + contact.replace("+", "%2B") + query);
  }

  private static ValidatableResponse post(String user, String path) {
    return ApiUser.as(user).request().post(path).then();
  }
}
