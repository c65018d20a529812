package dev.ramal.messaging.facts;

import static dev.ramal.messaging.fixtures.MessagingFixture.contact;
import static dev.ramal.messaging.fixtures.MessagingFixture.fact;
import static dev.ramal.messaging.fixtures.MessagingFixture.get;
import static dev.ramal.messaging.fixtures.MessagingFixture.ours;
import static dev.ramal.messaging.fixtures.MessagingFixture.patiently;
import static dev.ramal.messaging.fixtures.MessagingFixture.post;
import static dev.ramal.messaging.fixtures.MessagingFixture.send;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import dev.ramal.events.Carrier;
import dev.ramal.events.Channel;
import dev.ramal.events.MessageContent;
import dev.ramal.events.Place;
import dev.ramal.events.TenantId;
import dev.ramal.events.Topics;
import dev.ramal.events.carrier.CarrierMessageReceived;
import dev.ramal.events.messages.ContactOptedOut;
import dev.ramal.events.messages.MessageReceived;
import dev.ramal.messaging.fixtures.GatewayFacts;
import dev.ramal.messaging.fixtures.MessagingFixture;
import dev.ramal.messaging.fixtures.MessagingTest;
import dev.ramal.messaging.fixtures.Organization;
import dev.ramal.messaging.message.MessageId;
import dev.ramal.testkit.Postgres;
import dev.ramal.testkit.Tenants;
import dev.ramal.testkit.TopicProbe;
import dev.ramal.testkit.fixtures.SimulatedCarriers;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@MessagingTest
class InboundTest {
  private static final Postgres DATABASE = Postgres.database("messaging");
  @Inject MessagingFixture fixture;

  @BeforeEach
  void connect() {
    fixture.connect();
    SimulatedCarriers.host().faults().clear();
  }

  @ParameterizedTest
  @CsvSource({"twilio, AURORA", "telnyx, AURORA", "telnyx, BOREAL"})
  @DisplayName("MSG-40 a reply joins the thread of its contact, whatever spelling the number has")
  void shouldThreadAReplyToItsConversation(String carrier, Organization organization) {
    // Given
    String to = contact();
    String id = send(organization.seller(), to, carrier, "Podemos conversar?");
    patiently().until(() -> carrierId(id) != null);
    String withoutNinthDigit = to.substring(0, 5) + to.substring(6);
    CarrierMessageReceived reply =
        GatewayFacts.through(
            organization,
            carrier,
            GatewayFacts.received(
                Channel.SMS,
                sid(),
                withoutNinthDigit,
                organization.ours(carrier),
                "Sim!",
                carrierId(id)));
    try (TopicProbe probe = TopicProbe.on(Topics.MESSAGES, Topics.MESSAGE_FACTS)) {
      // When
      probe.send(fact(organization.tenant(), to, UUID.randomUUID().toString(), reply));
      // Then
      MessageReceived received =
          probe
              .await("the reply", r -> r.is(MessageReceived.class) && r.json().contains(to))
              .data(MessageReceived.class);
      assertThat(received.from()).isEqualTo(to);
      assertThat(received.replyToMessageId()).isEqualTo(id);
      assertThat(received.media()).hasSize(1);
      get(organization.seller(), "/api/conversations/" + received.conversationId())
          .statusCode(200)
          .body("contact", equalTo(to))
          .body("contactName", equalTo("Cliente"))
          .body("messages", hasSize(2))
          .body("messages[0].status", equalTo("received"))
          .body("messages[0].replyTo", equalTo(id))
          .body("messages[1].id", equalTo(id));
    }
  }

  @ParameterizedTest
  @CsvSource({"twilio, AURORA", "telnyx, BOREAL"})
  @DisplayName("MSG-41 the same inbound message under two event ids is one message")
  void shouldStoreAnInboundMessageOnce(String carrier, Organization organization) {
    // Given
    String from = contact();
    Organization stranger = organization.stranger();
    CarrierMessageReceived told =
        GatewayFacts.received(Channel.SMS, sid(), from, organization.ours(carrier), "Oi", null);
    CarrierMessageReceived received = GatewayFacts.through(organization, carrier, told);
    String marker = contact();
    try (TopicProbe probe = TopicProbe.on(Topics.MESSAGES, Topics.MESSAGE_FACTS)) {
      // When
      for (int i = 0; i < 3; i++) {
        tell(probe, organization.tenant(), received);
      }
      tell(probe, stranger.tenant(), GatewayFacts.through(stranger, carrier, told));
      tell(
          probe,
          organization.tenant(),
          GatewayFacts.through(
              organization,
              carrier,
              GatewayFacts.received(
                  Channel.SMS, sid(), marker, organization.ours(carrier), "fim", null)));
      probe.await("the marker", r -> r.is(MessageReceived.class) && r.json().contains(marker));
      probe.await(
          "the other organization's",
          r ->
              r.is(MessageReceived.class)
                  && r.json().contains(idOf(stranger, carrier, told.carrierMessageId())));
      // Then
      String stored = "message where from_number = ? and tenant = ?";
      for (Organization each : Organization.values()) {
        assertThat(DATABASE.count(stored, from, each.tenant().value())).isOne();
        assertThat(probe.all(each.tenant(), MessageReceived.class))
            .filteredOn(event -> event.json().contains(from))
            .singleElement()
            .extracting(event -> event.data(MessageReceived.class).messageId())
            .as("the same id, whoever hears of it first, and when; another one of another's")
            .isEqualTo(idOf(each, carrier, told.carrierMessageId()));
      }
    }
  }

  @DisplayName("MSG-43 a sender that is no phone has a thread that says it cannot be answered")
  @ParameterizedTest
  @CsvSource({
    "twilio, 27182, short-code",
    "twilio, LOJAAZUL, name",
    "twilio, , unknown",
    "telnyx, 27183, short-code",
    "telnyx, LOJAVERDE, name",
    "telnyx, , unknown"
  })
  void shouldThreadASenderThatIsNoPhone(String carrier, String from, String kind) {
    // Given
    String body = "Seu código é " + UUID.randomUUID();
    // When
    String thread =
        threadOf(
            GatewayFacts.through(carrier, GatewayFacts.text(from, ours(carrier), body, null)),
            body);
    // Then
    get("ana", "/api/conversations/" + thread)
        .statusCode(200)
        .body("contact", from == null ? nullValue() : equalTo(from))
        .body("contactKind", equalTo(kind))
        .body("answerable", equalTo(false))
        .body("messages[0].body", equalTo(body));
    if (from != null) {
      get("ana", "/api/messages?contact=" + from).body("items.body", hasItem(body));
      post("ana", null, Map.of("to", from, "channel", "sms", "body", "Obrigado"))
          .then()
          .statusCode(400)
          .body("errors[0].field", equalTo("to"))
          .body("errors[0].message", containsString("cannot be answered"));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"twilio", "telnyx"})
  @DisplayName("MSG-44 a person without a number keeps the thread when the number comes later")
  void shouldJoinTheThreadOfAPersonWhoseNumberComesLater(String carrier) {
    // Given
    String user = user();
    String number = contact();
    String first = UUID.randomUUID().toString();
    String second = UUID.randomUUID().toString();
    // When
    String thread = threadOf(whatsApp(carrier, user, first, null, user), first);
    get("ana", "/api/conversations/" + thread)
        .body("contact", equalTo(user))
        .body("contactKind", equalTo("whatsapp-user"))
        .body("answerable", equalTo(false))
        .body("window.open", equalTo(true));
    String joined = threadOf(whatsApp(carrier, number, second, null, user), second);
    // Then
    assertThat(joined).isEqualTo(thread);
    get("ana", "/api/conversations/" + thread)
        .body("contact", equalTo(number))
        .body("answerable", equalTo(true))
        .body("messages", hasSize(2));
    post("ana", null, Map.of("to", number, "channel", "whatsapp", "body", "Olá, Duda"))
        .then()
        .statusCode(201)
        .body("conversationId", equalTo(thread));
    String third = UUID.randomUUID().toString();
    assertThat(threadOf(whatsApp(carrier, user, third, null, user), third)).isEqualTo(thread);
  }

  @ParameterizedTest
  @ValueSource(strings = {"twilio", "telnyx"})
  @DisplayName("MSG-44 a person without a number keeps the thread when the number comes later")
  void shouldUniteTwoThreadsOfOnePerson(String carrier) {
    // Given
    String user = user();
    String number = contact();
    String first = UUID.randomUUID().toString();
    String second = UUID.randomUUID().toString();
    String third = UUID.randomUUID().toString();
    threadOf(whatsApp(carrier, user, first, null, user), first);
    String theirs = UUID.randomUUID().toString();
    threadOf(
        Tenants.BOREAL,
        GatewayFacts.through(
            Organization.BOREAL,
            carrier,
            GatewayFacts.whatsApp(user, Organization.BOREAL.ours(carrier), theirs, null, user)),
        theirs);
    String known = threadOf(whatsApp(carrier, number, second, null, null), second);
    post("ana", null, Map.of("to", number, "channel", "whatsapp", "body", "Sou a Ana"))
        .then()
        .statusCode(201);
    // When
    String united = threadOf(whatsApp(carrier, number, third, null, user), third);
    // Then
    assertThat(united).isEqualTo(known);
    get("ana", "/api/conversations/" + known).body("messages.body", hasItems(first, second, third));
    get("ana", "/api/messages?contact=%2B" + number.substring(1))
        .body("items.body", hasItem(first));
    String named = "conversation where contact = ? and tenant = ?";
    assertThat(DATABASE.count(named, user, "aurora")).isZero();
    assertThat(DATABASE.count(named, user, "boreal")).as("another organization's").isOne();
  }

  @ParameterizedTest
  @CsvSource({"twilio, BOREAL", "telnyx, AURORA"})
  @DisplayName("MSG-45 what comes without text is shown as what it is")
  void shouldShowWhatComesWithoutText(String carrier, Organization organization) {
    // Given
    String from = contact();
    MessageContent place =
        new MessageContent(
            MessageContent.LOCATION,
            new Place(
                new BigDecimal("-23.5503"),
                new BigDecimal("-46.6339"),
                "Loja",
                "Rua das Acácias 10"));
    String last = UUID.randomUUID().toString();
    // When
    try (TopicProbe probe = TopicProbe.on(Topics.MESSAGE_FACTS)) {
      for (MessageContent content :
          new MessageContent[] {place, new MessageContent("order", null)}) {
        tell(probe, organization.tenant(), whatsApp(organization, carrier, from, "", content));
      }
    }
    String thread =
        threadOf(organization.tenant(), whatsApp(organization, carrier, from, last, null), last);
    // Then
    get(organization.stranger().seller(), "/api/conversations/" + thread).statusCode(404);
    get(organization.seller(), "/api/conversations/" + thread)
        .body("messages", hasSize(3))
        .body(
            "messages.preview",
            hasItems(
                last,
                "Localização: Loja, Rua das Acácias 10, (-23.5503, -46.6339)",
                "Conteúdo não suportado: order"))
        .body("messages.content.kind", hasItems("location", "order"))
        .body("messages.content.place.label", hasItem("Loja"));
  }

  @ParameterizedTest
  @CsvSource({"twilio, AURORA", "telnyx, BOREAL"})
  @DisplayName("MSG-49 other countries' spellings meet in one thread, and either is answered")
  void shouldMeetInOneThreadWhateverTheSpelling(String carrier, Organization organization) {
    // Given
    String digits = contact().substring(4);
    String asWhatsApp = "+5215" + digits.substring(digits.length() - 9);
    String asPeople = "+525" + digits.substring(digits.length() - 9);
    String body = UUID.randomUUID().toString();
    // When
    String thread =
        threadOf(
            organization.tenant(), whatsApp(organization, carrier, asWhatsApp, body, null), body);
    // Then
    for (String to : new String[] {asWhatsApp, asPeople}) {
      Map<String, String> answer =
          Map.of("to", to, "channel", "whatsapp", "body", "Hola, soy Rita");
      post(organization.seller(), null, answer)
          .then()
          .statusCode(201)
          .body("to", equalTo(asPeople))
          .body("conversationId", equalTo(thread));
      post(organization.stranger().seller(), null, answer)
          .then()
          .statusCode(422)
          .body("code", equalTo("MESSAGES-0005"));
    }
  }

  @ParameterizedTest
  @CsvSource({"twilio, BOREAL", "telnyx, AURORA"})
  @DisplayName("MSG-57 what a callback knows more than a list is taken over when it comes later")
  void shouldFillInWhatTheListDidNotKnow(String carrier, Organization organization) {
    // Given
    String from = contact();
    String body = UUID.randomUUID().toString();
    CarrierMessageReceived listed =
        GatewayFacts.more(
            whatsApp(organization, carrier, from, "", null),
            new MessageContent(MessageContent.UNKNOWN, null),
            null,
            null);
    CarrierMessageReceived stop =
        GatewayFacts.through(
            organization, carrier, GatewayFacts.text(from, organization.ours(carrier), body, null));
    // When
    try (TopicProbe probe = TopicProbe.on(Topics.MESSAGES, Topics.MESSAGE_FACTS)) {
      for (CarrierMessageReceived told :
          List.of(
              listed,
              GatewayFacts.more(listed, new MessageContent("contacts", null), "Duda", null),
              stop,
              GatewayFacts.more(stop, null, null, true))) {
        tell(probe, organization.tenant(), told);
      }
      probe.await("the opt-out", r -> r.is(ContactOptedOut.class) && r.json().contains(from));
      // Then
      assertThat(DATABASE.count("message where from_number = ?", from)).isEqualTo(2);
      String seller = organization.seller();
      String stranger = organization.stranger().seller();
      String messages = "/api/messages?channel=whatsapp&contact=%2B" + from.substring(1);
      String threads = "/api/conversations?channel=whatsapp&contact=%2B" + from.substring(1);
      get(seller, messages).body("items[0].content.kind", equalTo("contacts"));
      get(seller, threads).body("items[0].contactName", equalTo("Duda"));
      get(stranger, messages).body("items", hasSize(0));
      get(stranger, threads).body("items", hasSize(0));
      Map<String, String> more = Map.of("to", from, "channel", "sms", "body", "Oi");
      post(seller, null, more).then().statusCode(422).body("code", equalTo("MESSAGES-0007"));
      post(stranger, null, more).then().statusCode(201);
      assertThat(
              probe.all(organization.tenant(), MessageReceived.class).stream()
                  .filter(event -> event.json().contains(from)))
          .hasSize(2);
    }
  }

  /** By WhatsApp, as one of Aurora's accounts got it. */
  private static CarrierMessageReceived whatsApp(
      String carrier, String from, String body, MessageContent content, String user) {
    return GatewayFacts.through(
        carrier, GatewayFacts.whatsApp(from, ours(carrier), body, content, user));
  }

  /** By WhatsApp, as an account of the organization got it. */
  private static CarrierMessageReceived whatsApp(
      Organization organization, String carrier, String from, String body, MessageContent content) {
    return GatewayFacts.through(
        organization,
        carrier,
        GatewayFacts.whatsApp(from, organization.ours(carrier), body, content, null));
  }

  private static String idOf(Organization organization, String carrier, String carrierId) {
    return MessageId.ofReceived(organization.tenant(), Carrier.of(carrier), carrierId).value();
  }

  /** Tells it to the service and answers the thread that it went into. */
  private static String threadOf(CarrierMessageReceived told, String body) {
    return threadOf(Tenants.AURORA, told, body);
  }

  private static String threadOf(TenantId tenant, CarrierMessageReceived told, String body) {
    try (TopicProbe probe = TopicProbe.on(Topics.MESSAGES, Topics.MESSAGE_FACTS)) {
      tell(probe, tenant, told);
      return probe
          .await("the message", r -> r.is(MessageReceived.class) && r.json().contains(body))
          .data(MessageReceived.class)
          .conversationId();
    }
  }

  private static void tell(TopicProbe probe, CarrierMessageReceived told) {
    tell(probe, Tenants.AURORA, told);
  }

  private static void tell(TopicProbe probe, TenantId tenant, CarrierMessageReceived told) {
    String key = told.contactUserId() != null ? told.contactUserId() : "" + told.from();
    probe.send(fact(tenant, key, UUID.randomUUID().toString(), told));
  }

  private static String user() {
    return "BR." + UUID.randomUUID().toString().replace("-", "");
  }

  private static String sid() {
    return "SM" + UUID.randomUUID().toString().replace("-", "");
  }

  private static String carrierId(String id) {
    return (String) DATABASE.value("select carrier_message_id from message where id = ?", id);
  }

  @ParameterizedTest
  @ValueSource(strings = {"twilio", "telnyx"})
  @DisplayName("MSG-44 who opts out without showing a number has opted out with it")
  void shouldKeepAnOptOutWhenTheNumberComesLater(String carrier) {
    // Given: the number of one of them has a thread already
    String withThread = contact();
    String before = UUID.randomUUID().toString();
    threadOf(whatsApp(carrier, withThread, before, null, null), before);
    for (String number : new String[] {contact(), withThread}) {
      String user = user();
      String later = UUID.randomUUID().toString();
      try (TopicProbe probe = TopicProbe.on(Topics.MESSAGES, Topics.MESSAGE_FACTS)) {
        tell(probe, whatsApp(carrier, user, "SAIR", null, user));
        probe.await("the word", r -> r.is(ContactOptedOut.class) && r.json().contains(user));
        // When
        tell(probe, whatsApp(carrier, number, later, null, user));
        // Then
        ContactOptedOut told =
            probe
                .await("the number", r -> r.is(ContactOptedOut.class) && r.json().contains(number))
                .data(ContactOptedOut.class);
        assertThat(told.contact()).isEqualTo(number);
        assertThat(told.channel()).isEqualTo(Channel.WHATSAPP);
      }
      assertThat(DATABASE.count("opt_out where contact = ?", user)).isZero();
      for (String channel : new String[] {"sms", "whatsapp"}) {
        post("ana", null, Map.of("to", number, "channel", channel, "body", "Oi"))
            .then()
            .statusCode(422)
            .body("code", equalTo("MESSAGES-0007"));
      }
      post("breno", null, Map.of("to", number, "channel", "sms", "body", "Oi"))
          .then()
          .statusCode(201);
    }
  }
}
