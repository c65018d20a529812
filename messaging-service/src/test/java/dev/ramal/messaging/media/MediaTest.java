package dev.ramal.messaging.media;

import static dev.ramal.messaging.fixtures.MessagingFixture.contact;
import static dev.ramal.messaging.fixtures.MessagingFixture.fact;
import static dev.ramal.messaging.fixtures.MessagingFixture.get;
import static dev.ramal.messaging.fixtures.MessagingFixture.patiently;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import dev.ramal.carriers.files.FileArchive;
import dev.ramal.events.Media;
import dev.ramal.events.Topics;
import dev.ramal.events.messages.MessageReceived;
import dev.ramal.messaging.fixtures.GatewayFacts;
import dev.ramal.messaging.fixtures.MessagingFixture;
import dev.ramal.messaging.fixtures.MessagingTest;
import dev.ramal.messaging.fixtures.Organization;
import dev.ramal.simulators.SimulatorHost;
import dev.ramal.simulators.http.ReceivedRequest;
import dev.ramal.testkit.MovableClock;
import dev.ramal.testkit.Postgres;
import dev.ramal.testkit.Tokens;
import dev.ramal.testkit.TopicProbe;
import dev.ramal.testkit.fixtures.SimulatedCarriers;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.HexFormat;
import java.util.UUID;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@MessagingTest
@DisplayName("MSG-46 files of messages are ours to serve, to whoever may see the message")
class MediaTest {
  private static final Postgres DATABASE = Postgres.database("messaging");

  /** As set in {@link MessagingTest}. */
  private static final int MOST = 100_000;

  @Inject MessagingFixture fixture;
  @Inject MovableClock clock;
  @Inject FileArchive archive;

  @AfterEach
  void realTime() {
    clock.reset();
  }

  @BeforeEach
  void connect() {
    fixture.connect();
    SimulatedCarriers.host().faults().clear();
  }

  @ParameterizedTest
  @CsvSource({"twilio, AURORA", "telnyx, BOREAL"})
  void shouldServeAFileThatTheCarrierHasDeleted(String carrier, Organization organization) {
    // Given
    byte[] voice = ("voice of " + UUID.randomUUID()).getBytes(StandardCharsets.UTF_8);
    String seller = organization.seller();
    String url = keep(organization, carrier, voice, "audio/ogg");
    // When
    MessageReceived received =
        receive(organization, carrier, new Media(url, "audio/ogg; codecs=opus", null, null));
    String ours = received.media().get(0).url();
    patiently().until(() -> state(received), "STORED"::equals);
    SimulatedCarriers.host().twilio().deleteMedia();
    SimulatedCarriers.host().telnyx().deleteMedia();
    // Then
    assertThat(ours).isEqualTo("/api/messages/" + received.messageId() + "/media/0");
    byte[] served =
        get(seller, ours)
            .statusCode(200)
            .header("Content-Type", equalTo("audio/ogg"))
            .header("Content-Disposition", containsString("inline; filename=\"arquivo-1.ogg\""))
            .header("X-Content-Type-Options", equalTo("nosniff"))
            .header("Content-Security-Policy", containsString("sandbox"))
            .extract()
            .asByteArray();
    assertThat(served).isEqualTo(voice);
    get(seller, "/api/messages/" + received.messageId())
        .body("media[0].url", equalTo(ours))
        .body("media[0].bytes", equalTo(voice.length))
        .body("media[0].sha256", matchesPattern("[0-9a-f]{64}"));
    part(seller, ours, "bytes=0-4").statusCode(206).body(equalTo("voice"));
    part(seller, ours, "bytes=4096-").statusCode(416).body("code", equalTo("MESSAGES-0011"));
    get(organization.stranger().seller(), ours).statusCode(404);
    get(seller, "/api/messages/" + received.messageId() + "/media/1")
        .statusCode(404)
        .body("code", equalTo("MESSAGES-0008"));
    given().get(ours).then().statusCode(401);
    DATABASE.execute(
        "update media set state = 'PENDING' where message_id = ?", received.messageId());
    get(seller, ours).statusCode(409).body("code", equalTo("MESSAGES-0009"));
  }

  @Test
  void shouldSaveAndNotShowWhatABrowserWouldRun() {
    // Given
    byte[] page = "<script>alert(1)</script>".getBytes(StandardCharsets.UTF_8);
    String url = keep(Organization.AURORA, "twilio", page, "text/html");
    // When
    MessageReceived received =
        receive(Organization.AURORA, "twilio", new Media(url, "text/html", null, null));
    patiently().until(() -> state(received), "STORED"::equals);
    // Then
    get("ana", received.media().get(0).url())
        .statusCode(200)
        .header("Content-Type", equalTo("application/octet-stream"))
        .header("Content-Disposition", containsString("attachment"));
  }

  @Test
  void shouldShowTheTypeOfTheFileAndNotTheOneThatWasTold() {
    // Given
    byte[] picture = ("picture " + UUID.randomUUID()).getBytes(StandardCharsets.UTF_8);
    String url = keep(Organization.AURORA, "twilio", picture, "image/png");
    // When
    MessageReceived received =
        receive(Organization.AURORA, "twilio", new Media(url, "image/jpeg", null, null));
    patiently().until(() -> state(received), "STORED"::equals);
    // Then
    get("ana", received.media().get(0).url()).header("Content-Type", equalTo("image/png"));
    get("ana", "/api/messages/" + received.messageId())
        .body("media[0].contentType", equalTo("image/png"));
  }

  @ParameterizedTest
  @CsvSource({"twilio, AURORA", "telnyx, BOREAL"})
  void shouldNotAskAgainForAFileThatIsAPage(String carrier, Organization organization) {
    // Given
    byte[] page = "<html>Not found</html>".getBytes(StandardCharsets.UTF_8);
    String url = keep(organization, carrier, page, "text/html");
    // When
    MessageReceived received =
        receive(organization, carrier, new Media(url, "image/jpeg", null, null));
    // Then
    patiently().until(() -> state(received), "PAGE"::equals);
    get(organization.seller(), received.media().get(0).url())
        .statusCode(410)
        .body("code", equalTo("MESSAGES-0010"))
        .body("detail", containsString("a page instead of the file"));
  }

  @ParameterizedTest
  @CsvSource({"twilio, AURORA", "telnyx, BOREAL"})
  @DisplayName("MSG-425 a file that is too large is asked for once, and said to be; the text stays")
  void shouldNotKeepAFileThatIsTooLarge(String carrier, Organization organization)
      throws Exception {
    // Given: one of the largest size, and one that has a byte more
    byte[] largest = bytes(MOST);
    byte[] large = bytes(MOST + 1);
    Media kept = new Media(keep(organization, carrier, largest, "image/png"), null, null, null);
    Media refused = new Media(keep(organization, carrier, large, "image/png"), null, null, null);
    String seller = organization.seller();
    // When
    MessageReceived received = receive(organization, carrier, kept, refused);
    // Then
    patiently().until(() -> state(received, 1), "TOO_LARGE"::equals);
    patiently().until(() -> state(received, 0), "STORED"::equals);
    get(seller, received.media().get(1).url())
        .statusCode(410)
        .body("code", equalTo("MESSAGES-0010"))
        .body("rule", equalTo("media-size"))
        .body("most", equalTo(MOST))
        .body("detail", containsString("larger than the " + MOST + " bytes"));
    get(seller, received.media().get(1).url() + "/link").statusCode(410);
    get(seller, "/api/messages/" + received.messageId())
        .body("status", equalTo("received"))
        .body("media", hasSize(2))
        .body("media[0].bytes", equalTo(MOST))
        .body("media[1].bytes", nullValue());
    get(organization.stranger().seller(), received.media().get(1).url()).statusCode(404);
    // And nothing of it lies in the store, and no job is left, or dead, that would ask again
    assertThat(isInTheStore(organization, largest)).isTrue();
    assertThat(isInTheStore(organization, large)).isFalse();
    assertThat(
            DATABASE.value("select state from jobs where subject = ?", received.messageId() + ":1"))
        .isEqualTo("REFUSED");
    assertThat(asked(carrier, refused)).isOne();
  }

  private static byte[] bytes(int count) {
    byte[] random = new byte[count];
    ThreadLocalRandom.current().nextBytes(random);
    return random;
  }

  /** How often the carrier was asked for a file. */
  private static long asked(String carrier, Media file) {
    SimulatorHost carriers = SimulatedCarriers.host();
    String path = URI.create(file.url()).getPath();
    return (carrier.equals("twilio") ? carriers.twilio().requests() : carriers.telnyx().requests())
        .stream().filter(request -> request.path().equals(path)).count();
  }

  private boolean isInTheStore(Organization organization, byte[] content) throws Exception {
    String sha256 = HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
    String key = organization.tenant() + "/media/" + sha256.substring(0, 2) + "/" + sha256;
    try {
      archive.open(key).await().atMost(Duration.ofSeconds(5));
      return true;
    } catch (CompletionException missing) {
      assertThat(missing).hasCauseInstanceOf(NoSuchFileException.class);
      return false;
    }
  }

  @ParameterizedTest
  @CsvSource({"twilio, AURORA", "telnyx, BOREAL"})
  void shouldFetchFromNowhereElse(String carrier, Organization organization) {
    // When
    MessageReceived received =
        receive(
            organization,
            carrier,
            new Media("http://169.254.169.254/latest/meta-data", "image/png", null, null));
    // Then
    patiently().until(() -> state(received), "ELSEWHERE"::equals);
    get(organization.seller(), received.media().get(0).url())
        .statusCode(410)
        .body("code", equalTo("MESSAGES-0010"))
        .body("detail", not(containsString("dead-jobs")))
        .body("detail", containsString("send the file once more"));
    SimulatorHost carriers = SimulatedCarriers.host();
    assertThat(carriers.twilio().requests()).noneMatch(MediaTest::isForMetaData);
    assertThat(carriers.telnyx().requests()).noneMatch(MediaTest::isForMetaData);
  }

  @ParameterizedTest
  @CsvSource({"twilio, AURORA", "telnyx, BOREAL"})
  @DisplayName("MSG-249 a link opens a file without a token, for some minutes, and no other file")
  void shouldOpenAFileByALinkThatEnds(String carrier, Organization organization) {
    // Given
    byte[] photo = ("photo " + UUID.randomUUID()).getBytes(StandardCharsets.UTF_8);
    String url = keep(organization, carrier, photo, "image/jpeg");
    MessageReceived received =
        receive(organization, carrier, new Media(url, "image/jpeg", null, null));
    MessageReceived other =
        receive(organization, carrier, new Media(url, "image/jpeg", null, null));
    patiently().until(() -> state(received), "STORED"::equals);
    patiently().until(() -> state(other), "STORED"::equals);
    String link = "/api/messages/" + received.messageId() + "/media/0/link";
    // When
    String signed = get(organization.seller(), link).statusCode(200).extract().path("url");
    String path = signed.substring(signed.indexOf("/media/messages/"));
    // Then
    assertThat(given().get(path).then().statusCode(200).extract().asByteArray()).isEqualTo(photo);
    given().header("Range", "bytes=0-4").get(path).then().statusCode(206).body(equalTo("photo"));
    refused(path.replace(received.messageId(), other.messageId()));
    refused(path.replace(of(organization), of(organization.stranger())));
    refused(path.replace("expires=", "expires=9"));
    refused(path.replaceAll("signature=.*", ""));
    refused(path.replaceAll("[?].*", ""));
    get(organization.stranger().seller(), link).statusCode(404);
    given().get(link).then().statusCode(401);
    clock.advance(Duration.ofMinutes(5));
    refused(path);
  }

  private static String of(Organization organization) {
    return "tenant=" + organization.tenant().value();
  }

  private static ValidatableResponse part(String user, String file, String range) {
    return given().auth().oauth2(Tokens.of(user)).header("Range", range).get(file).then();
  }

  private static void refused(String path) {
    given().get(path).then().statusCode(403).body("code", equalTo("MESSAGES-0061"));
  }

  private static boolean isForMetaData(ReceivedRequest request) {
    return request.path().contains("meta-data");
  }

  private static String state(MessageReceived received) {
    return state(received, 0);
  }

  private static String state(MessageReceived received, int position) {
    return (String)
        DATABASE.value(
            "select state from media where message_id = ? and position = ?",
            received.messageId(),
            position);
  }

  /** As if it had come with a message; answers its address, as callbacks name it. */
  private static String keep(
      Organization organization, String carrier, byte[] content, String type) {
    SimulatorHost carriers = SimulatedCarriers.host();
    return carrier.equals("twilio")
        ? carriers.twilio().keepMedia(organization.ours(carrier), content, type)
        : carriers.telnyx().keepMedia(content, type);
  }

  private static MessageReceived receive(
      Organization organization, String carrier, Media... media) {
    String from = contact();
    try (TopicProbe probe = TopicProbe.on(Topics.MESSAGES, Topics.MESSAGE_FACTS)) {
      probe.send(
          fact(
              organization.tenant(),
              from,
              UUID.randomUUID().toString(),
              GatewayFacts.through(
                  organization,
                  carrier,
                  GatewayFacts.file(from, organization.ours(carrier), media))));
      return probe
          .await("the message", r -> r.is(MessageReceived.class) && r.json().contains(from))
          .data(MessageReceived.class);
    }
  }
}
