package dev.ramal.messaging.stage;

import static io.restassured.RestAssured.given;

import dev.ramal.carriers.OpenedConnection;
import dev.ramal.events.Carrier;
import dev.ramal.events.Event;
import dev.ramal.events.SealedSecret;
import dev.ramal.events.TenantId;
import dev.ramal.events.Topics;
import dev.ramal.events.connections.ConnectionPublished;
import dev.ramal.kit.secrets.SecretCipher;
import dev.ramal.messaging.carrier.Accounts;
import dev.ramal.simulators.SimulatorHost;
import dev.ramal.simulators.telnyx.accounts.TelnyxAccount;
import dev.ramal.simulators.twilio.accounts.TwilioAccount;
import dev.ramal.testkit.Tenants;
import dev.ramal.testkit.Tokens;
import dev.ramal.testkit.TopicProbe;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import io.vertx.core.json.JsonObject;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;

/** Two organizations with carrier accounts, and what tests do with them again and again. */
@ApplicationScoped
public class MessagingStage {
  public static final String AURORA_TWILIO = "+551140028922";
  public static final String AURORA_TELNYX = "+551130031000";
  public static final String BOREAL_TWILIO = "+552130032000";

  private static final AtomicInteger CONTACTS = new AtomicInteger(1000);

  private final SecretCipher cipher;
  private final Accounts accounts;
  private boolean connected;

  MessagingStage(SecretCipher cipher, Accounts accounts) {
    this.cipher = cipher;
    this.accounts = accounts;
  }

  /** Publishes the accounts once per application and waits until they can send. */
  public synchronized void connect() {
    if (connected) {
      return;
    }
    SimulatorHost carriers = CarrierStandIns.host();
    TwilioAccount twilio = carriers.twilio().register(TwilioAccount.create(AURORA_TWILIO));
    TelnyxAccount telnyx = carriers.telnyx().register(TelnyxAccount.create(AURORA_TELNYX));
    TwilioAccount other = carriers.twilio().register(TwilioAccount.create(BOREAL_TWILIO));
    try (TopicProbe probe = TopicProbe.on(Topics.CONNECTIONS)) {
      probe.send(twilio(Tenants.AURORA, "aurora-twilio", twilio, AURORA_TWILIO));
      probe.send(telnyx(Tenants.AURORA, "aurora-telnyx", telnyx, AURORA_TELNYX));
      probe.send(twilio(Tenants.BOREAL, "boreal-twilio", other, BOREAL_TWILIO));
    }
    patiently()
        .until(
            () ->
                accounts.byId(Tenants.AURORA, "aurora-twilio").isPresent()
                    && accounts.byId(Tenants.AURORA, "aurora-telnyx").isPresent()
                    && accounts.byId(Tenants.BOREAL, "boreal-twilio").isPresent());
    connected = true;
  }

  /** A Brazilian mobile nobody else has. */
  public static String contact() {
    return "+55119871%05d".formatted(CONTACTS.incrementAndGet()).substring(0, 14);
  }

  public static ConditionFactory patiently() {
    return Awaitility.await().atMost(Duration.ofSeconds(25)).pollInterval(Duration.ofMillis(100));
  }

  public static Response post(String user, String key, Map<String, ?> body) {
    var request = given().auth().oauth2(Tokens.of(user)).contentType(ContentType.JSON).body(body);
    return (key == null ? request : request.header("Idempotency-Key", key)).post("/api/messages");
  }

  /** Sends one SMS and answers its id. */
  public static String send(String user, String to, String carrier, String body) {
    return post(
            user,
            UUID.randomUUID().toString(),
            Map.of("to", to, "channel", "sms", "body", body, "carrier", carrier))
        .then()
        .statusCode(201)
        .extract()
        .path("id");
  }

  public static ValidatableResponse get(String user, String path) {
    return given().urlEncodingEnabled(false).auth().oauth2(Tokens.of(user)).get(path).then();
  }

  public static String status(String user, String id) {
    return get(user, "/api/messages/" + id).statusCode(200).extract().path("status");
  }

  public static void awaitStatus(String user, String id, String status) {
    patiently().until(() -> status(user, id), status::equals);
  }

  /** What Twilio holds for a recipient, in either direction of address. */
  public static List<JsonObject> atTwilio(String to) {
    return CarrierStandIns.host().twilio().messages().stream()
        .filter(m -> m.getString("to").endsWith(to))
        .toList();
  }

  public static List<JsonObject> atTelnyx(String to) {
    return CarrierStandIns.host().telnyx().messages().stream()
        .filter(m -> m.getJsonArray("to").getJsonObject(0).getString("phone_number").equals(to))
        .toList();
  }

  /** An event of the gateway's. */
  public static <T extends Record> Event<T> fact(
      TenantId tenant, String key, String eventId, T data) {
    return new Event<>(
        eventId,
        "/webhook-gateway",
        key,
        Instant.now(),
        tenant,
        null,
        Topics.MESSAGE_FACTS,
        tenant + ":" + key,
        data);
  }

  private Event<ConnectionPublished> twilio(
      TenantId tenant, String id, TwilioAccount account, String number) {
    return published(
        new ConnectionPublished(
            id,
            tenant,
            Carrier.TWILIO,
            true,
            1,
            List.of(account.sid()),
            List.of(),
            List.of(),
            List.of(number),
            List.of(),
            List.of(secret(tenant, id, OpenedConnection.AUTH_TOKEN, account.authToken())),
            Instant.now()));
  }

  private Event<ConnectionPublished> telnyx(
      TenantId tenant, String id, TelnyxAccount account, String number) {
    return published(
        new ConnectionPublished(
            id,
            tenant,
            Carrier.TELNYX,
            true,
            1,
            List.of(),
            List.of(account.connectionId()),
            List.of(account.messagingProfileId()),
            List.of(number),
            List.of(account.publicKey()),
            List.of(secret(tenant, id, OpenedConnection.API_KEY, account.apiKey())),
            Instant.now()));
  }

  private SealedSecret secret(TenantId tenant, String id, String name, String plain) {
    String context = OpenedConnection.sealContext(tenant.value(), id);
    return new SealedSecret(name, cipher.seal(plain, context), null);
  }

  private static Event<ConnectionPublished> published(ConnectionPublished data) {
    return new Event<>(
        UUID.randomUUID().toString(),
        "/call-service",
        data.connectionId(),
        Instant.now(),
        data.tenant(),
        null,
        Topics.CONNECTIONS,
        data.tenant() + ":" + data.connectionId(),
        data);
  }
}
