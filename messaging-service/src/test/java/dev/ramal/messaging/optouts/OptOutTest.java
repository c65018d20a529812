package dev.ramal.messaging.optouts;

import static dev.ramal.messaging.fixtures.GatewayFacts.through;
import static dev.ramal.messaging.fixtures.MessagingFixture.AURORA_TWILIO;
import static dev.ramal.messaging.fixtures.MessagingFixture.at;
import static dev.ramal.messaging.fixtures.MessagingFixture.atTelnyx;
import static dev.ramal.messaging.fixtures.MessagingFixture.atTwilio;
import static dev.ramal.messaging.fixtures.MessagingFixture.awaitStatus;
import static dev.ramal.messaging.fixtures.MessagingFixture.contact;
import static dev.ramal.messaging.fixtures.MessagingFixture.fact;
import static dev.ramal.messaging.fixtures.MessagingFixture.get;
import static dev.ramal.messaging.fixtures.MessagingFixture.patiently;
import static dev.ramal.messaging.fixtures.MessagingFixture.post;
import static dev.ramal.messaging.fixtures.MessagingFixture.send;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import dev.ramal.events.Carrier;
import dev.ramal.events.Channel;
import dev.ramal.events.ConnectionId;
import dev.ramal.events.Event;
import dev.ramal.events.MessageStatus;
import dev.ramal.events.Topics;
import dev.ramal.events.carrier.CarrierMessageReceived;
import dev.ramal.events.carrier.FactOrigin;
import dev.ramal.events.messages.ContactOptedIn;
import dev.ramal.events.messages.ContactOptedOut;
import dev.ramal.events.messages.MessageReceived;
import dev.ramal.messaging.fixtures.GatewayFacts;
import dev.ramal.messaging.fixtures.MessagingFixture;
import dev.ramal.messaging.fixtures.MessagingTest;
import dev.ramal.messaging.fixtures.Organization;
import dev.ramal.testkit.Tenants;
import dev.ramal.testkit.TopicProbe;
import dev.ramal.testkit.fixtures.SimulatedCarriers;
import io.restassured.response.ValidatableResponse;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@MessagingTest
@DisplayName("MSG-56 a carrier's opt-out is an opt-out here, until the contact writes START")
class OptOutTest {
  @Inject MessagingFixture fixture;

  @BeforeEach
  void connect() {
    fixture.connect();
    SimulatedCarriers.host().faults().clear();
  }

  @ParameterizedTest
  @CsvSource({"twilio, +5512987140300, 21610, AURORA", "telnyx, +5513987140300, 40300, BOREAL"})
  void shouldSendNothingMoreAfterACarrierHasSaidSo(
      String carrier, String blocked, String code, Organization organization) {
    // Given
    String seller = organization.seller();
    try (TopicProbe probe = TopicProbe.on(Topics.MESSAGES, Topics.MESSAGE_FACTS)) {
      // When
      String id = send(seller, blocked, carrier, "Ainda quer?");
      awaitStatus(seller, id, "failed");
      // Then
      ContactOptedOut told = probe.await(ContactOptedOut.class, id);
      assertThat(told.contact()).isEqualTo(blocked);
      assertThat(told.channel()).isEqualTo(Channel.SMS);
      assertThat(told.code()).isEqualTo(code);
      again(seller, blocked).statusCode(422).body("code", equalTo("MESSAGES-0007"));
      again(organization.admin(), blocked).statusCode(422).body("rule", equalTo("opted-out"));
      again(organization.stranger().seller(), blocked).statusCode(201);
      String thread = get(seller, "/api/messages/" + id).extract().path("conversationId");
      get(seller, "/api/conversations/" + thread)
          .body("optedOut", equalTo(true))
          .body("answerable", equalTo(false));
      probe.send(
          fact(
              organization.tenant(),
              blocked,
              id(),
              through(
                  organization,
                  carrier,
                  GatewayFacts.text(blocked, organization.ours(carrier), "Start", null))));
      assertThat(
              probe
                  .await(
                      "the opt-in", r -> r.is(ContactOptedIn.class) && r.json().contains(blocked))
                  .data(ContactOptedIn.class)
                  .contact())
          .isEqualTo(blocked);
      again(seller, blocked).statusCode(201);
    }
  }

  @ParameterizedTest
  @CsvSource({"twilio, sid, 21610, BOREAL", "telnyx, id, 40300, AURORA"})
  void shouldTakeAReceiptAndAStopWordForOneAndDenyWhatWaits(
      String carrier, String name, String code, Organization organization) {
    // Given
    String seller = organization.seller();
    String to = contact();
    String id = send(seller, to, carrier, "Oferta");
    awaitStatus(seller, id, "sending");
    String writer = contact();
    try (TopicProbe probe = TopicProbe.on(Topics.MESSAGES, Topics.MESSAGE_FACTS)) {
      // When
      probe.send(
          fact(
              organization.tenant(),
              id,
              id(),
              GatewayFacts.status(
                  Carrier.of(carrier),
                  id,
                  at(carrier, to).get(0).getString(name),
                  MessageStatus.UNDELIVERED,
                  code,
                  null)));
      probe.send(
          fact(
              organization.tenant(),
              writer,
              id(),
              through(
                  organization,
                  carrier,
                  GatewayFacts.text(writer, organization.ours(carrier), "SAIR", true))));
      // Then
      probe.await(ContactOptedOut.class, id);
      probe.await("the stop word", r -> r.is(ContactOptedOut.class) && r.json().contains(writer));
      again(seller, to).statusCode(422).body("code", equalTo("MESSAGES-0007"));
      again(seller, writer).statusCode(422).body("code", equalTo("MESSAGES-0007"));
      again(organization.stranger().seller(), writer).statusCode(201);
      assertThat(at(carrier, to)).hasSize(1);
    }
  }

  @ParameterizedTest
  @CsvSource({"twilio, AURORA", "telnyx, BOREAL"})
  @DisplayName("MSG-424 an opt-out whose time is ahead of our clock holds at once")
  void shouldSendNothingMoreAlthoughTheCarriersClockIsAhead(
      String carrier, Organization organization) {
    // Given
    String seller = organization.seller();
    String writer = contact();
    Instant ahead = Instant.now().plus(Duration.ofMinutes(10));
    try (TopicProbe probe = TopicProbe.on(Topics.MESSAGES, Topics.MESSAGE_FACTS)) {
      // When
      probe.send(word(organization, carrier, writer, "SAIR", ahead));
      // Then
      ContactOptedOut told =
          probe
              .await("the stop word", r -> r.is(ContactOptedOut.class) && r.json().contains(writer))
              .data(ContactOptedOut.class);
      assertThat(told.optedOutAt()).isEqualTo(ahead.truncatedTo(ChronoUnit.MICROS));
      again(seller, writer).statusCode(422).body("code", equalTo("MESSAGES-0007"));
      again(organization.stranger().seller(), writer).statusCode(201);
      // And by the other carrier, whose clock is right, after a start word that is ahead
      String other = contact();
      String right = carrier.equals("twilio") ? "telnyx" : "twilio";
      probe.send(word(organization, carrier, other, "VOLTAR", ahead));
      probe.send(word(organization, right, other, "SAIR", Instant.now()));
      assertThat(
              probe
                  .await("the stop", r -> r.is(ContactOptedOut.class) && r.json().contains(other))
                  .data(ContactOptedOut.class)
                  .optedOutAt())
          .isEqualTo(ahead.truncatedTo(ChronoUnit.MICROS));
      again(seller, other).statusCode(422).body("code", equalTo("MESSAGES-0007"));
    }
  }

  @ParameterizedTest
  @CsvSource({"twilio, BOREAL", "telnyx, AURORA"})
  @DisplayName("MSG-426 where an opt-in does not count, or not yet, the evidence says why")
  void shouldSayWhyAReturnDoesNotCountYet(String carrier, Organization organization) {
    // Given: an opt-out by a clock that is ahead, and a return by one that is right
    String seller = organization.seller();
    String writer = contact();
    String right = carrier.equals("twilio") ? "telnyx" : "twilio";
    Instant ahead = Instant.now().plus(Duration.ofMinutes(10)).truncatedTo(ChronoUnit.MICROS);
    Instant now = Instant.now().truncatedTo(ChronoUnit.MICROS);
    try (TopicProbe probe = TopicProbe.on(Topics.MESSAGES, Topics.MESSAGE_FACTS)) {
      probe.send(word(organization, carrier, writer, "SAIR", ahead));
      probe.await("the stop", r -> r.is(ContactOptedOut.class) && r.json().contains(writer));
      // When
      probe.send(word(organization, right, writer, "VOLTAR", now));
      probe.await(
          "the return",
          r ->
              r.is(MessageReceived.class)
                  && r.json().contains(writer)
                  && r.json().contains("VOLTAR"));
    }
    // Then
    again(seller, writer)
        .statusCode(422)
        .body("code", equalTo("MESSAGES-0007"))
        .body("evidence", containsString("at " + ahead + ", after an opt-in at " + now))
        .body("evidence", containsString("an opt-in counts after it"));
    again(organization.stranger().seller(), writer).statusCode(201);
    // And once it is written by that clock too, or after that time
    try (TopicProbe probe = TopicProbe.on(Topics.MESSAGES, Topics.MESSAGE_FACTS)) {
      probe.send(word(organization, carrier, writer, "VOLTAR", ahead.plusMillis(1)));
      probe.await("the return", r -> r.is(ContactOptedIn.class) && r.json().contains(writer));
    }
  }

  private static Event<?> word(
      Organization organization, String carrier, String from, String word, Instant at) {
    CarrierMessageReceived told =
        GatewayFacts.received(Channel.SMS, id(), from, organization.ours(carrier), word, null, at);
    return fact(organization.tenant(), from, id(), through(organization, carrier, told));
  }

  @Test
  @DisplayName("MSG-129 a word on one channel ends every channel, and is confirmed once")
  void shouldEndEveryChannelByAWordAndSaySoOnce() {
    // Given
    String writer = contact();
    String phone = contact();
    try (TopicProbe probe = TopicProbe.on(Topics.MESSAGES, Topics.MESSAGE_FACTS)) {
      // When
      probe.send(
          fact(
              Tenants.AURORA,
              writer,
              id(),
              GatewayFacts.whatsApp(writer, AURORA_TWILIO, "sair.", null, null)));
      probe.send(fact(Tenants.AURORA, phone, id(), throughTelnyx(phone, "Não quero mais!")));
      probe.await("the word", r -> r.is(ContactOptedOut.class) && r.json().contains(writer));
      probe.await("another", r -> r.is(ContactOptedOut.class) && r.json().contains(phone));

      // Then
      again("ana", writer).statusCode(422).body("code", equalTo("MESSAGES-0007"));
      whatsApp("ana", writer).statusCode(422).body("code", equalTo("MESSAGES-0007"));
      again("breno", writer).statusCode(201);
      patiently().until(() -> confirmations(writer).size() == 1);
      patiently().until(() -> atTelnyx(phone).size() == 1);
      assertThat(confirmations(writer).get(0).getString("to")).isEqualTo("whatsapp:" + writer);
      assertThat(atTelnyx(phone).get(0).getString("text")).contains("VOLTAR");

      // And twice, late, and by a word that the carrier answers
      probe.send(
          fact(
              Tenants.AURORA,
              writer,
              id(),
              GatewayFacts.whatsApp(writer, AURORA_TWILIO, "PARAR", null, null)));
      String stopped = contact();
      probe.send(
          fact(
              Tenants.AURORA,
              stopped,
              id(),
              GatewayFacts.text(stopped, AURORA_TWILIO, "stop", null)));
      probe.await("the stop", r -> r.is(ContactOptedOut.class) && r.json().contains(stopped));
      probe.await("the repetition", r -> r.json().contains("PARAR") && r.json().contains(writer));

      // And back, on every channel
      probe.send(
          fact(
              Tenants.AURORA,
              writer,
              id(),
              GatewayFacts.text(writer, AURORA_TWILIO, "voltar", null)));
      probe.await("the return", r -> r.is(ContactOptedIn.class) && r.json().contains(writer));
      whatsApp("ana", writer).statusCode(201);
      again("ana", writer).statusCode(201);
      assertThat(confirmations(writer)).hasSize(1);
      assertThat(confirmations(stopped)).isEmpty();
    }
  }

  private static List<JsonObject> confirmations(String to) {
    return atTwilio(to).stream()
        .filter(message -> message.getString("body").contains("VOLTAR"))
        .toList();
  }

  private static ValidatableResponse whatsApp(String user, String to) {
    return post(user, null, Map.of("to", to, "channel", "whatsapp", "body", "De novo")).then();
  }

  private static CarrierMessageReceived throughTelnyx(String from, String text) {
    Instant now = Instant.now();
    return new CarrierMessageReceived(
        null,
        id(),
        from,
        MessagingFixture.AURORA_TELNYX,
        Channel.SMS,
        text,
        List.of(),
        null,
        null,
        null,
        null,
        1,
        null,
        null,
        new FactOrigin(Carrier.TELNYX, new ConnectionId("aurora-telnyx"), now, now, null, null));
  }

  private static ValidatableResponse again(String user, String to) {
    return post(user, null, Map.of("to", to, "channel", "sms", "body", "De novo")).then();
  }

  private static String id() {
    return UUID.randomUUID().toString();
  }
}
