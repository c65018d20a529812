package dev.ramal.messaging.sending;

import static dev.ramal.messaging.fixtures.MessagingFixture.at;
import static dev.ramal.messaging.fixtures.MessagingFixture.atTelnyx;
import static dev.ramal.messaging.fixtures.MessagingFixture.atTwilio;
import static dev.ramal.messaging.fixtures.MessagingFixture.awaitStatus;
import static dev.ramal.messaging.fixtures.MessagingFixture.contact;
import static dev.ramal.messaging.fixtures.MessagingFixture.get;
import static dev.ramal.messaging.fixtures.MessagingFixture.patiently;
import static dev.ramal.messaging.fixtures.MessagingFixture.post;
import static dev.ramal.messaging.fixtures.MessagingFixture.status;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.notNullValue;

import dev.ramal.events.MessageStatus;
import dev.ramal.events.Topics;
import dev.ramal.events.messages.MessageAccepted;
import dev.ramal.events.messages.MessageFailed;
import dev.ramal.messaging.fixtures.MessagingFixture;
import dev.ramal.messaging.fixtures.MessagingTest;
import dev.ramal.messaging.fixtures.OpenWindow;
import dev.ramal.messaging.fixtures.Organization;
import dev.ramal.testkit.MovableClock;
import dev.ramal.testkit.Postgres;
import dev.ramal.testkit.TopicProbe;
import dev.ramal.testkit.fixtures.ApiUser;
import dev.ramal.testkit.fixtures.SimulatedCarriers;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@MessagingTest
class ScheduledMessageTest {
  private static final Duration FAR = Duration.ofDays(30);
  private static final int RACERS = 12;

  @Inject MovableClock clock;
  @Inject MessagingFixture fixture;

  @BeforeEach
  void connect() {
    fixture.connect();
    SimulatedCarriers.host().faults().clear();
  }

  @ParameterizedTest(name = "{0} by {1}")
  @CsvSource({"ana, twilio", "ana, telnyx", "breno, telnyx"})
  @DisplayName("MSG-275 a scheduled message leaves at its time, and not earlier")
  void shouldLeaveAtItsTime(String user, String carrier) {
    // Given: a request that is not this process' first, so that its time still lies ahead
    MessagingFixture.send(user, contact(), carrier, "Oi");
    String to = contact();
    Instant sendAt = Instant.now().plusSeconds(4);
    // When
    String id = scheduled(user, to, carrier, sendAt);
    // Then
    awaitStatus(user, id, "sending");
    assertThat(submittedAt(id)).isAfterOrEqualTo(sendAt);
    assertThat(atTwilio(to).size() + atTelnyx(to).size()).isOne();
    get(user, "/api/messages/" + id).body("sendAt", notNullValue());
  }

  @Test
  @DisplayName("MSG-276 a message is either sent or canceled, whoever comes first")
  void shouldBeEitherSentOrCanceled() {
    // Given: how long after its time a message is canceled, found out round by round
    Duration after = Duration.ZERO;
    List<Integer> answers = new ArrayList<>();
    // When
    for (int round = 0; round < 10 && Set.copyOf(answers).size() < 2; round++) {
      List<Integer> answered = race(after);
      answers.addAll(answered);
      after = after.plus(answered.contains(200) ? Duration.ofMillis(300) : Duration.ofMillis(-400));
    }
    // Then
    assertThat(answers).as("some were canceled, others came too late").contains(200, 409);
  }

  /** Messages that leave while they are canceled: each is one of the two, as was answered. */
  private static List<Integer> race(Duration after) {
    Instant sendAt = Instant.now().plusMillis(1500);
    List<String> contacts = Stream.generate(MessagingFixture::contact).limit(RACERS).toList();
    String[] ids = new String[RACERS];
    for (Organization organization : Organization.values()) {
      int[] own = IntStream.range(0, RACERS).filter(i -> of(i) == organization).toArray();
      List<Map<String, Object>> messages =
          Arrays.stream(own)
              .mapToObj(i -> message(contacts.get(i), i % 2 == 0 ? "twilio" : "telnyx", sendAt))
              .toList();
      List<String> taken =
          ApiUser.as(organization.seller())
              .post("/api/messages/batch", Map.of("messages", messages), null)
              .path("items.message.id");
      cancel(organization.stranger().admin(), taken.get(0)).statusCode(404);
      IntStream.range(0, own.length).forEach(n -> ids[own[n]] = taken.get(n));
    }
    List<Integer> answers = canceledAround(List.of(ids), sendAt.plus(after));
    for (int i = 0; i < RACERS; i++) {
      boolean canceled = answers.get(i) == 200;
      awaitStatus(of(i).seller(), ids[i], canceled ? "canceled" : "sending");
      assertThat(openJobs(ids[i])).as("nothing is left to be sent").isZero();
      assertThat(atTwilio(contacts.get(i)).size() + atTelnyx(contacts.get(i)).size())
          .isEqualTo(canceled ? 0 : 1);
    }
    return answers;
  }

  /** Each of the organizations by both carriers, one after the other. */
  private static Organization of(int racer) {
    return Organization.values()[racer / 2 % 2];
  }

  private static List<Integer> canceledAround(List<String> ids, Instant at) {
    ExecutorService hands = Executors.newFixedThreadPool(RACERS);
    try {
      List<CompletableFuture<Integer>> answers =
          IntStream.range(0, ids.size())
              .mapToObj(
                  i ->
                      CompletableFuture.supplyAsync(
                          () -> {
                            Instant mine = at.plusMillis(i * 50L);
                            patiently().until(() -> !Instant.now().isBefore(mine));
                            return cancel(of(i).seller(), ids.get(i)).extract().statusCode();
                          },
                          hands))
              .toList();
      return answers.stream().map(CompletableFuture::join).toList();
    } finally {
      hands.shutdown();
    }
  }

  @ParameterizedTest
  @CsvSource({"twilio, BOREAL", "telnyx, AURORA"})
  @DisplayName("MSG-277 what was canceled, or has left, says so by a code of its own")
  void shouldSayWhyThereIsNothingToCancel(String carrier, Organization organization) {
    // Given
    String seller = organization.seller();
    String to = contact();
    String sent = MessagingFixture.send(seller, contact(), carrier, "já foi");
    awaitStatus(seller, sent, "sending");
    try (TopicProbe probe = TopicProbe.on(Topics.MESSAGES)) {
      String id = scheduled(seller, to, carrier, Instant.now().plus(FAR));
      // When
      cancel(seller, id)
          .statusCode(200)
          .body("status", equalTo("canceled"))
          .body("failure.code", equalTo("canceled"));
      // Then
      MessageFailed told = probe.await(MessageFailed.class, id);
      assertThat(told.status()).isEqualTo(MessageStatus.CANCELED);
      assertThat(told.agentName()).containsIgnoringCase(seller);
      assertThat(probe.await(MessageAccepted.class, id).sendAt()).isNotNull();
      cancel(seller, id).statusCode(409).body("code", equalTo("MESSAGES-0075"));
      cancel(seller, sent)
          .statusCode(409)
          .body("code", equalTo("MESSAGES-0074"))
          .body("messageStatus", equalTo("sending"));
      cancel(seller, "nothing").statusCode(404).body("code", equalTo("MESSAGES-0002"));
    }
  }

  @Test
  @DisplayName("MSG-278 only the author, and who may write everywhere, takes a message back")
  void shouldLeaveOthersMessagesAlone() {
    // Given
    String first = scheduled("ana", contact(), "twilio", Instant.now().plus(FAR));
    String second = scheduled("ana", contact(), "twilio", Instant.now().plus(FAR));
    // When, Then
    cancel("breno", first).statusCode(404);
    cancel("vera", first).statusCode(403);
    assertThat(status("ana", first)).isEqualTo("scheduled");
    get("ana", "/api/messages?status=scheduled").body("items.id", hasItem(first));
    cancel("bruno", first).statusCode(200);
    cancel("ana", second).statusCode(200);
  }

  @ParameterizedTest
  @CsvSource({"twilio, AURORA", "telnyx, AURORA", "telnyx, BOREAL"})
  @DisplayName("MSG-274 WhatsApp's window has to be open when a message is to leave")
  void shouldAskForTheWindowWhenItIsToLeave(String carrier, Organization organization) {
    // Given
    String seller = organization.seller();
    String to = contact();
    OpenWindow.of(organization.tenant(), to, organization.ours(carrier));
    // When
    post(seller, null, whatsApp(carrier, to, Instant.now().plus(Duration.ofHours(25))))
        .then()
        // Then
        .statusCode(422)
        .body("code", equalTo("MESSAGES-0005"))
        .body("window.closesAt", notNullValue());
    String id =
        post(seller, null, whatsApp(carrier, to, Instant.now().plus(Duration.ofHours(23))))
            .then()
            .statusCode(201)
            .body("status", equalTo("scheduled"))
            .extract()
            .path("id");
    cancel(seller, id).statusCode(200);
    assertThat(at(carrier, to)).isEmpty();
  }

  @Test
  @DisplayName("MSG-286 a repetition gets its first answer, also after the time to send at")
  void shouldRepeatTheFirstAnswerAfterTheTime() {
    // Given: the same key of either organization
    Map<String, Object> message =
        message(contact(), "twilio", clock.instant().plus(Duration.ofMinutes(10)));
    String key = UUID.randomUUID().toString();
    Map<Organization, String> ids = new EnumMap<>(Organization.class);
    for (Organization organization : Organization.values()) {
      String seller = organization.seller();
      String id = post(seller, key, message).then().statusCode(201).extract().path("id");
      cancel(seller, id).statusCode(200);
      ids.put(organization, id);
    }
    // When
    clock.advance(Duration.ofMinutes(11));
    // Then
    try {
      assertThat(ids.values()).doesNotHaveDuplicates();
      ids.forEach(
          (organization, id) -> {
            String seller = organization.seller();
            post(seller, key, message).then().statusCode(201).body("id", equalTo(id));
            post(seller, null, message)
                .then()
                .statusCode(400)
                .body("code", equalTo("MESSAGES-0073"));
          });
    } finally {
      clock.reset();
    }
  }

  private static Map<String, Object> whatsApp(String carrier, String to, Instant sendAt) {
    return Map.of(
        "to",
        to,
        "channel",
        "whatsapp",
        "body",
        "Olá",
        "carrier",
        carrier,
        "sendAt",
        sendAt.toString());
  }

  private static String scheduled(String user, String to, String carrier, Instant sendAt) {
    return post(user, null, message(to, carrier, sendAt))
        .then()
        .statusCode(201)
        .body("status", equalTo("scheduled"))
        .extract()
        .path("id");
  }

  private static Map<String, Object> message(String to, String carrier, Instant sendAt) {
    Map<String, Object> message = new HashMap<>();
    message.put("to", to);
    message.put("channel", "sms");
    message.put("body", "Lembrete");
    message.put("carrier", carrier);
    message.put("sendAt", sendAt.toString());
    return message;
  }

  private static ValidatableResponse cancel(String user, String id) {
    return ApiUser.as(user).request().delete("/api/messages/" + id).then();
  }

  private static Instant submittedAt(String id) {
    Object micros =
        Postgres.database("messaging")
            .value(
                "select cast(extract(epoch from handed_over_at) * 1000000 as bigint) from message"
                    + " where id = ?",
                id);
    return Instant.EPOCH.plus(Duration.ofNanos(((Number) micros).longValue() * 1_000));
  }

  private static long openJobs(String id) {
    return Postgres.database("messaging")
        .count("jobs where subject = ? and state in ('WAITING', 'UNKNOWN')", id);
  }
}
