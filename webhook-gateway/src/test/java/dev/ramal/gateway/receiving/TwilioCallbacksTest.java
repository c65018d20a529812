package dev.ramal.gateway.receiving;

import static dev.ramal.gateway.fixtures.TestConnections.AURORA_TWILIO;
import static dev.ramal.gateway.fixtures.TestConnections.BOREAL_TWILIO;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ramal.events.EventHeaders;
import dev.ramal.events.LegName;
import dev.ramal.events.Topics;
import dev.ramal.events.carrier.CarrierCallAnswered;
import dev.ramal.events.carrier.CarrierCallInitiated;
import dev.ramal.events.carrier.CarrierCallTranscript;
import dev.ramal.events.carrier.CarrierMessageReceived;
import dev.ramal.events.quarantine.CallbackQuarantined;
import dev.ramal.gateway.fixtures.CarrierClient;
import dev.ramal.gateway.fixtures.GatewayTest;
import dev.ramal.gateway.fixtures.Signing;
import dev.ramal.gateway.fixtures.TestConnections;
import dev.ramal.testkit.MovableClock;
import dev.ramal.testkit.RamalServers;
import dev.ramal.testkit.ReceivedRecord;
import dev.ramal.testkit.TopicProbe;
import io.quarkus.test.common.http.TestHTTPResource;
import jakarta.inject.Inject;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@GatewayTest
class TwilioCallbacksTest {
  private static final String ACCEPTED =
      "ramal_webhooks_total{carrier=\"twilio\",outcome=\"accepted\"";
  private static final String ANSWERED = "ramal_webhooks_answer_seconds_count{carrier=\"twilio\"";

  @TestHTTPResource("/")
  String address;

  @Inject TestConnections connections;
  @Inject MovableClock clock;

  private CarrierClient carrier;
  private final String call = UUID.randomUUID().toString();

  @BeforeEach
  void connect() {
    connections.publishAll();
    carrier = new CarrierClient(address.replaceAll("/$", ""), RamalServers.WEBHOOKS);
  }

  @AfterEach
  void realTime() {
    clock.reset();
  }

  @Test
  @DisplayName("GW-20 a genuine callback of Twilio is on the topic when it is answered 204")
  void shouldPublishAndThenAnswer() {
    // Given
    try (TopicProbe probe = TopicProbe.on(Topics.CALL_FACTS)) {

      // When
      HttpResponse<String> answer = status(AURORA_TWILIO, "in-progress");

      // Then
      assertThat(answer.statusCode()).isEqualTo(204);
      ReceivedRecord record = only(probe);
      assertThat(record.key()).isEqualTo("aurora:" + call);
      assertThat(record.subject()).isEqualTo(call);
      assertThat(record.tenant()).isEqualTo(AURORA_TWILIO.tenant());
      assertThat(record.is(CarrierCallAnswered.class)).isTrue();
      assertThat(record.headers())
          .containsEntry(EventHeaders.SOURCE, "/webhook-gateway")
          .containsEntry(EventHeaders.SPEC_VERSION, "1.0")
          .containsEntry(EventHeaders.TIME, "2026-11-21T12:00:09Z")
          .hasEntrySatisfying(
              EventHeaders.TRACE_PARENT,
              trace -> assertThat(trace).matches("00-[0-9a-f]{32}-[0-9a-f]{16}-01"));
      CarrierCallAnswered fact = record.data(CarrierCallAnswered.class);
      assertThat(fact.callId()).isEqualTo(call);
      assertThat(fact.ids().leg()).isEqualTo(LegName.LEAD);
      assertThat(fact.connectionId().value()).isEqualTo(AURORA_TWILIO.id());
      assertThat(fact.origin().raw().body()).contains("CallStatus=in-progress");
    }
  }

  @Test
  @DisplayName("GW-21 a callback delivered five times is five events with one id")
  void shouldGiveRepetitionsOneId() {
    // Given
    try (TopicProbe probe = TopicProbe.on(Topics.CALL_FACTS)) {

      // When
      List<Integer> answers =
          IntStream.range(0, 5)
              .mapToObj(i -> status(AURORA_TWILIO, "ringing").statusCode())
              .toList();

      // Then
      assertThat(answers).containsOnly(204);
      List<ReceivedRecord> records = ours(probe);
      assertThat(records).hasSize(5);
      assertThat(records.stream().map(ReceivedRecord::id).distinct()).hasSize(1);
    }
  }

  @Test
  @DisplayName("GW-22 forged and unsigned callbacks are refused with 403 and leave no trace")
  void shouldRefuseWhatTheCarrierDidNotSign() {
    // Given
    try (TopicProbe probe = TopicProbe.on(Topics.CALL_FACTS, Topics.QUARANTINE)) {
      String path = path(AURORA_TWILIO);

      // When
      HttpResponse<String> forged = carrier.twilio(path, form("ACa", "ringing"), "guess");
      HttpResponse<String> unsigned =
          carrier.send(
              carrier
                  .request(path, CarrierClient.encoded(form("ACa", "ringing")))
                  .header("Content-Type", CarrierClient.FORM));

      // Then
      assertProblem(forged, 403, "GATEWAY-0007");
      assertProblem(unsigned, 403, "GATEWAY-0006");
      assertThat(ours(probe)).isEmpty();
    }
  }

  @Test
  @DisplayName("GW-23 one organization's secret opens nothing at another's connection")
  void shouldRefuseAnotherOrganizationsSecret() {
    // Given
    try (TopicProbe probe = TopicProbe.on(Topics.CALL_FACTS)) {

      // When
      HttpResponse<String> crossed =
          carrier.twilio(path(BOREAL_TWILIO), form("ACb", "ringing"), AURORA_TWILIO.token());
      HttpResponse<String> foreignAccount =
          carrier.twilio(path(BOREAL_TWILIO), form("ACa", "ringing"), BOREAL_TWILIO.token());
      HttpResponse<String> own = status(BOREAL_TWILIO, "ringing");

      // Then
      assertProblem(crossed, 403, "GATEWAY-0007");
      assertProblem(foreignAccount, 403, "GATEWAY-0008");
      assertThat(own.statusCode()).isEqualTo(204);
      assertThat(only(probe).tenant()).isEqualTo(BOREAL_TWILIO.tenant());
    }
  }

  @Test
  @DisplayName("GW-24 a callback of a subaccount belongs to the connection")
  void shouldTakeCallbacksOfSubaccounts() {
    // Given
    Map<String, String> form = form("ACa-sub", "ringing");

    // When
    HttpResponse<String> answer = carrier.twilio(path(AURORA_TWILIO), form, AURORA_TWILIO.token());

    // Then
    assertThat(answer.statusCode()).isEqualTo(204);
  }

  @Test
  @DisplayName("GW-25 unknown connections, kinds and carriers are 404")
  void shouldNotFindWhatIsNotThere() {
    // Given
    List<String> paths =
        List.of(
            "/webhooks/twilio/nobody/call-status",
            "/webhooks/twilio/tx-aurora/call-status",
            "/webhooks/twilio/tw-aurora/coffee-status",
            "/webhooks/twilio/tw-aurora",
            "/webhooks/vonage/tw-aurora/call-status",
            "/webhooks/",
            "/webhooks",
            "/voice");

    // When
    List<Integer> answers =
        paths.stream()
            .map(path -> carrier.twilio(path, form("ACa", "ringing"), "ta").statusCode())
            .toList();

    // Then
    assertThat(answers).containsOnly(404);
  }

  @Test
  @DisplayName("GW-26 more than 256 KiB is 413, announced or not")
  void shouldRefuseHugeBodies() {
    // Given
    byte[] huge = new byte[256 * 1024 + 1];
    HttpRequest.Builder chunked =
        carrier
            .request(path(AURORA_TWILIO), "")
            .header("Content-Type", CarrierClient.FORM)
            .POST(HttpRequest.BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(huge)));
    HttpRequest.Builder announced =
        carrier
            .request(path(AURORA_TWILIO), "")
            .header("Content-Type", CarrierClient.FORM)
            .POST(HttpRequest.BodyPublishers.ofByteArray(huge));

    // When
    List<Integer> answers =
        List.of(carrier.send(chunked).statusCode(), carrier.send(announced).statusCode());

    // Then
    assertThat(answers).containsOnly(413);
  }

  @Test
  @DisplayName("GW-27 another media type is 415, another method 405")
  void shouldRefuseWhatIsNoCallback() {
    // Given
    HttpRequest.Builder text =
        carrier.request(path(AURORA_TWILIO), "x").header("Content-Type", "text/plain");
    HttpRequest.Builder untyped = carrier.request(path(AURORA_TWILIO), "x");
    HttpRequest.Builder get = carrier.request(path(AURORA_TWILIO), "").GET();

    // When
    HttpResponse<String> read = carrier.send(get);

    // Then
    assertProblem(carrier.send(text), 415, "GATEWAY-0005");
    assertProblem(carrier.send(untyped), 415, "GATEWAY-0005");
    assertProblem(read, 405, "GATEWAY-0003");
    assertThat(read.headers().firstValue("Allow")).hasValue("POST");
  }

  @Test
  @DisplayName(
      "GW-28 a genuine callback without what it must have is kept, and 400 names the field")
  void shouldNameTheMissingField() {
    // Given
    Map<String, String> form = form("ACa", "ringing");
    form.remove("CallSid");
    try (TopicProbe probe = TopicProbe.on(Topics.QUARANTINE)) {

      // When
      HttpResponse<String> answer =
          carrier.twilio(path(AURORA_TWILIO), form, AURORA_TWILIO.token());

      // Then
      assertProblem(answer, 400, "GATEWAY-0009");
      assertThat(answer.body()).contains("\"field\":\"CallSid\"");
      CallbackQuarantined kept =
          probe
              .await("quarantined", record -> record.json().contains(path(AURORA_TWILIO)))
              .data(CallbackQuarantined.class);
      assertThat(kept.reason()).contains("CallSid");
    }
  }

  @Test
  @DisplayName("GW-29 while a token is rotated both are live, until the old one ends")
  void shouldTakeBothTokensDuringRotation() {
    // Given
    TestConnections.Twilio rotating =
        new TestConnections.Twilio(AURORA_TWILIO.tenant(), "tw-rotating", "ACr", "old");
    Instant end = Instant.now().plus(Duration.ofHours(1));
    connections.publish(
        connections.twilio(
            rotating,
            connections.secret(rotating, "new", null),
            connections.secret(rotating, "old", end)));
    awaitStatus(rotating, "new", 204);

    // When
    int old = statusWith(rotating, "old");
    clock.advance(Duration.ofHours(2));
    int ended = statusWith(rotating, "old");
    int current = statusWith(rotating, "new");

    // Then
    assertThat(old).isEqualTo(204);
    assertThat(ended).isEqualTo(403);
    assertThat(current).isEqualTo(204);
  }

  @Test
  @DisplayName("GW-93 a connection that is switched off takes what is under way for some days")
  void shouldTakeWhatCallsUnderWayStillSay() {
    // Given
    TestConnections.Twilio off =
        new TestConnections.Twilio(AURORA_TWILIO.tenant(), "tw-off", "ACo", "to");
    connections.publish(
        TestConnections.switchedOff(
            connections.twilio(off, connections.secret(off, "to", null)), Instant.now()));

    // When
    awaitStatus(off, "to", 204);
    clock.advance(Duration.ofDays(6));
    int later = statusWith(off, "to");
    clock.advance(Duration.ofDays(2));
    int closed = statusWith(off, "to");

    // Then
    assertThat(later).isEqualTo(204);
    assertThat(closed).isEqualTo(404);
  }

  @Test
  @DisplayName("GW-94 a callback signed with a shared key is genuine, one that says less is not")
  void shouldVerifySharedKeys() {
    // Given
    TestConnections.Twilio account =
        new TestConnections.Twilio(AURORA_TWILIO.tenant(), "tw-shared", "ACs", "ts");
    connections.publish(
        connections.twilio(
            account, connections.secret(account, "ts", null), connections.sharedKey(account, "k")));
    awaitStatus(account, "ts", 204);

    // When
    int shared = sharedWith(account, "k", "key=webhooks_sharedkey_1,algorithm=HMAC_SHA256");
    int byToken = sharedWith(account, "ts", "key=webhooks_sharedkey_1,algorithm=HMAC_SHA256");
    int weaker = sharedWith(account, "k", "key=webhooks_sharedkey_1,algorithm=HMAC_SHA1");
    int unknown = sharedWith(account, "k", "key=webhooks_sharedkey_1,algorithm=HMAC_SHA3");
    int unsaid = sharedWith(account, "k", "");

    // Then
    assertThat(shared).isEqualTo(204);
    assertThat(List.of(byToken, weaker, unknown, unsaid)).containsOnly(403);
  }

  @Test
  @DisplayName("GW-30 a withdrawn connection is unknown from then on")
  void shouldForgetWithdrawnConnections() {
    // Given
    TestConnections.Twilio leaving =
        new TestConnections.Twilio(AURORA_TWILIO.tenant(), "tw-leaving", "ACl", "tl");
    connections.publish(connections.twilio(leaving, connections.secret(leaving, "tl", null)));
    awaitStatus(leaving, "tl", 204);

    // When
    connections.withdraw(leaving);

    // Then
    awaitStatus(leaving, "tl", 404);
  }

  @Test
  @DisplayName("GW-31 genuine but not understood: kept in quarantine without tokens, then answered")
  void shouldQuarantineWhatItDoesNotKnow() {
    // Given
    Map<String, String> form = form("ACa", "teleported");
    form.put("CallToken", "bearer-of-everything");
    Map<String, String> bare = new LinkedHashMap<>(form);
    bare.put("CallToken", "");
    try (TopicProbe probe = TopicProbe.on(Topics.CALL_FACTS, Topics.QUARANTINE)) {

      // When
      HttpResponse<String> answer =
          carrier.twilio(path(AURORA_TWILIO), form, AURORA_TWILIO.token());

      // Then
      assertThat(answer.statusCode()).isEqualTo(204);
      CallbackQuarantined kept =
          probe.await("quarantined", r -> r.json().contains(call)).data(CallbackQuarantined.class);
      assertThat(kept.path()).isEqualTo(path(AURORA_TWILIO));
      assertThat(new String(Base64.getDecoder().decode(kept.bodyBase64())))
          .isEqualTo(CarrierClient.encoded(bare));
      assertThat(kept.headers()).containsKey("content-type");
      assertThat(kept.headers().toString()).doesNotContainIgnoringCase("signature");
    }
  }

  @Test
  @DisplayName("GW-32 an incoming message is keyed by its sender, news of ours by our message")
  void shouldKeyMessages() {
    // Given
    Map<String, String> incoming =
        Map.of(
            "AccountSid",
            "ACb",
            "MessageSid",
            "SM-" + call,
            "From",
            "+5511988887777",
            "To",
            "+551140000000",
            "Body",
            "Olá",
            "NumMedia",
            "0",
            "NumSegments",
            "1");
    Map<String, String> news =
        Map.of("AccountSid", "ACb", "MessageSid", "SM-" + call, "MessageStatus", "delivered");
    try (TopicProbe probe = TopicProbe.on(Topics.MESSAGE_FACTS)) {

      // When
      carrier.twilio("/webhooks/twilio/tw-boreal/incoming-message", incoming, "tb");
      carrier.twilio("/webhooks/twilio/tw-boreal/message-status?message=" + call, news, "tb");

      // Then
      CarrierMessageReceived received =
          probe
              .await("received", r -> r.key().equals("boreal:+5511988887777"))
              .data(CarrierMessageReceived.class);
      assertThat(received.body()).isEqualTo("Olá");
      assertThat(probe.await("news", r -> r.key().equals("boreal:" + call))).isNotNull();
    }
  }

  @Test
  @DisplayName("GW-33 what would let a reader act in the caller's name is not kept")
  void shouldStripSecretsFromTheRawCallback() {
    // Given
    Map<String, String> form = form("ACa", "initiated");
    form.put("CallToken", "bearer-of-everything");
    try (TopicProbe probe = TopicProbe.on(Topics.CALL_FACTS)) {

      // When
      carrier.twilio(path(AURORA_TWILIO), form, AURORA_TWILIO.token());

      // Then
      assertThat(only(probe).is(CarrierCallInitiated.class)).isTrue();
      assertThat(only(probe).json()).doesNotContain("bearer-of-everything").contains("CallToken=");
    }
  }

  @Test
  @DisplayName("GW-34 the service is ready once connections are read and the broker is known")
  void shouldBeReady() {
    // Given
    HttpRequest.Builder request = carrier.request("/q/health/ready", "").GET();

    // When
    HttpResponse<String> answer = carrier.send(request);

    // Then
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).contains("compacted topics").contains("publishing");
  }

  @Test
  @DisplayName("GW-35 the meters count what was answered")
  void shouldShowItsMeters() {
    // Given
    double accepted = counted(ACCEPTED);
    double answered = counted(ANSWERED);

    // When
    status(AURORA_TWILIO, "ringing");

    // Then
    assertThat(counted(ACCEPTED)).isGreaterThan(accepted);
    assertThat(counted(ANSWERED)).isGreaterThan(answered);
  }

  /** Of all series that begin so. */
  private double counted(String series) {
    return carrier
        .send(carrier.request("/q/metrics", "").GET())
        .body()
        .lines()
        .filter(line -> line.startsWith(series))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
        .sum();
  }

  @Test
  @DisplayName("GW-36 after a refusal the carrier's connection serves the next callback")
  void shouldKeepTheConnectionUsableAfterARefusal() throws IOException {
    // Given
    String body = CarrierClient.encoded(form("ACa", "ringing"));
    String signature =
        Signing.twilio(
            RamalServers.WEBHOOKS + path(AURORA_TWILIO),
            form("ACa", "ringing"),
            AURORA_TWILIO.token());
    URI gateway = URI.create(address);
    try (Socket socket = new Socket(gateway.getHost(), gateway.getPort())) {
      socket.setSoTimeout(10_000);
      OutputStream out = socket.getOutputStream();
      BufferedReader in =
          new BufferedReader(
              new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));

      // When
      out.write(raw("/webhooks/twilio/nobody/call-status", "x", "a=" + "b".repeat(200_000)));
      String refused = in.readLine();
      out.write(raw(path(AURORA_TWILIO), signature, body));
      String taken = in.lines().filter(line -> line.contains("HTTP/1.1")).findFirst().orElse("");

      // Then
      assertThat(refused).startsWith("HTTP/1.1 404");
      assertThat(taken).endsWith("HTTP/1.1 204 No Content");
    }
  }

  private static byte[] raw(String path, String signature, String body) {
    return ("POST "
            + path
            + " HTTP/1.1\r\nHost: x\r\nContent-Type: "
            + CarrierClient.FORM
            + "\r\nX-Twilio-Signature: "
            + signature
            + "\r\nContent-Length: "
            + body.length()
            + "\r\n\r\n"
            + body)
        .getBytes(StandardCharsets.US_ASCII);
  }

  private void awaitStatus(TestConnections.Twilio account, String token, int status) {
    Awaitility.await().until(() -> statusWith(account, token) == status);
  }

  private int statusWith(TestConnections.Twilio account, String token) {
    return carrier.twilio(path(account), form(account.accountSid(), "ringing"), token).statusCode();
  }

  private int sharedWith(TestConnections.Twilio account, String secret, String settings) {
    return carrier
        .twilioShared(path(account), form(account.accountSid(), "ringing"), secret, settings)
        .statusCode();
  }

  @Test
  void shouldTakeATranscriptsNewsThatItsHashVouchesFor() throws Exception {
    // Given
    String body =
        "{\"account_sid\":\"%s\",\"transcript_sid\":\"GT-%s\",\"event_type\":\"%s\"}"
            .formatted(AURORA_TWILIO.accountSid(), call, "voice_intelligence_transcript_available");
    try (TopicProbe probe = TopicProbe.on(Topics.CALL_FACTS)) {

      // When
      HttpResponse<String> taken = transcript(body, body);
      HttpResponse<String> forged = transcript(body, body.replace("GT-", "GT-another-"));

      // Then
      assertThat(taken.statusCode()).isEqualTo(204);
      assertThat(forged.statusCode()).isEqualTo(403);
      ReceivedRecord record = only(probe);
      assertThat(record.tenant()).isEqualTo(AURORA_TWILIO.tenant());
      assertThat(record.data(CarrierCallTranscript.class).transcriptId()).isEqualTo("GT-" + call);
    }
  }

  private HttpResponse<String> transcript(String signed, String sent) throws Exception {
    String hash =
        HexFormat.of()
            .formatHex(
                MessageDigest.getInstance("SHA-256")
                    .digest(signed.getBytes(StandardCharsets.UTF_8)));
    String path =
        "/webhooks/twilio/" + AURORA_TWILIO.id() + "/transcript-status?bodySHA256=" + hash;
    String signature =
        Signing.twilio(RamalServers.WEBHOOKS + path, Map.of(), AURORA_TWILIO.token());
    return carrier.send(
        carrier
            .request(path, sent)
            .header("Content-Type", "application/json")
            .header("X-Twilio-Signature", signature));
  }

  private HttpResponse<String> status(TestConnections.Twilio account, String status) {
    return carrier.twilio(path(account), form(account.accountSid(), status), account.token());
  }

  private String path(TestConnections.Twilio account) {
    return "/webhooks/twilio/" + account.id() + "/call-status?call=" + call + "&leg=lead";
  }

  private static Map<String, String> form(String account, String status) {
    return new HashMap<>(
        Map.of(
            "AccountSid", account,
            "CallSid", "CA00000000000000000000000000000009",
            "CallStatus", status,
            "Direction", "outbound-api",
            "From", "+551140000000",
            "To", "+5511988887777",
            "SequenceNumber", "2",
            "Timestamp", "Sat, 21 Nov 2026 12:00:09 +0000"));
  }

  private ReceivedRecord only(TopicProbe probe) {
    List<ReceivedRecord> records = ours(probe);
    assertThat(records).hasSize(1);
    return records.get(0);
  }

  private List<ReceivedRecord> ours(TopicProbe probe) {
    return probe.all().stream().filter(record -> record.json().contains(call)).toList();
  }

  private static void assertProblem(HttpResponse<String> answer, int status, String code) {
    assertThat(answer.statusCode()).isEqualTo(status);
    assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
    assertThat(answer.body()).contains("\"code\":\"" + code + "\"");
  }
}
