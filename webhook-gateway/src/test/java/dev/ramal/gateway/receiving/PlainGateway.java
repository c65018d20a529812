package dev.ramal.gateway.receiving;

import dev.ramal.events.Carrier;
import dev.ramal.events.ConnectionId;
import dev.ramal.events.TenantId;
import dev.ramal.gateway.carriers.VoiceAnswer;
import dev.ramal.gateway.carriers.WebhookConnection;
import dev.ramal.gateway.carriers.twilio.TwilioSignature;
import dev.ramal.gateway.carriers.twilio.TwilioWebhooks;
import dev.ramal.gateway.fixtures.CarrierClient;
import dev.ramal.gateway.instructions.InstructionRequest;
import dev.ramal.gateway.instructions.ServeVoiceStep;
import dev.ramal.gateway.publishing.Publishers.EventPublisher;
import dev.ramal.gateway.publishing.TenantShares;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.ext.web.Router;
import java.math.BigInteger;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** The receiving side without framework and broker, for what a broker cannot be made to do. */
final class PlainGateway implements AutoCloseable {
  static final String PUBLIC = "https://hooks.ramal.test";
  static final String TOKEN = "0123456789abcdef0123456789abcdef";

  private static final int MAX_BODY = 4096;
  static final String DECIDED = "<Response><Pause/></Response>";

  final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final Vertx vertx = Vertx.vertx();
  private final HttpServer server;

  private PlainGateway(
      WebhookConnections connections,
      EventPublisher publisher,
      TenantRateLimiter limiter,
      TenantShares shares,
      int maxBody) {
    Router router = Router.router(vertx);
    WebhookIngress ingress =
        new WebhookIngress(
            List.of(new TwilioWebhooks(PUBLIC, Duration.ofSeconds(8))),
            connections,
            limiter,
            new WebhookMetrics(meters),
            Clock.systemUTC(),
            config(maxBody));
    ingress.register(router, new ReceiveCallback(carrier -> publisher, shares));
    ingress.register(router, new ServeVoiceStep(this::decide, carrier -> publisher, shares));
    server =
        vertx
            .createHttpServer()
            .requestHandler(router)
            .listen(0)
            .toCompletionStage()
            .toCompletableFuture()
            .join();
  }

  static PlainGateway with(EventPublisher publisher) {
    return with(known(), publisher);
  }

  static PlainGateway with(WebhookConnections connections, EventPublisher publisher) {
    return new PlainGateway(
        connections, publisher, new TenantRateLimiter(config(MAX_BODY)), plenty(), MAX_BODY);
  }

  static PlainGateway with(EventPublisher publisher, TenantRateLimiter limiter) {
    return new PlainGateway(known(), publisher, limiter, plenty(), MAX_BODY);
  }

  static PlainGateway with(EventPublisher publisher, TenantShares shares) {
    return new PlainGateway(
        known(), publisher, new TenantRateLimiter(config(MAX_BODY)), shares, MAX_BODY);
  }

  /** One that publishes nothing and takes bodies up to a size. */
  static PlainGateway taking(int maxBody) {
    EventPublisher nothing = (event, completion) -> {};
    return new PlainGateway(
        known(), nothing, new TenantRateLimiter(config(maxBody)), plenty(), maxBody);
  }

  int port() {
    return server.actualPort();
  }

  CarrierClient carrier() {
    return new CarrierClient("http://localhost:" + server.actualPort(), PUBLIC);
  }

  /** Posts one genuine call-status callback to a connection. */
  int callStatus(String connectionId) {
    return carrier()
        .twilio(
            "/webhooks/twilio/" + connectionId + "/call-status?call=k1&leg=lead",
            Map.of("AccountSid", "AC1", "CallSid", "CA1", "CallStatus", "ringing"),
            TOKEN)
        .statusCode();
  }

  /** Asks once what a connection's call shall do now. */
  HttpResponse<String> voice(String connectionId, String step) {
    return carrier()
        .twilio(
            "/voice/twilio/" + connectionId + "/" + step + "?call=k1&leg=lead",
            Map.of("AccountSid", "AC1", "CallSid", "CA1", "CallStatus", "in-progress"),
            TOKEN);
  }

  private Uni<VoiceAnswer> decide(String step, InstructionRequest request) {
    if (step.equals("break")) {
      throw new IllegalStateException("secret detail");
    }
    return Uni.createFrom().item(new VoiceAnswer("text/xml", DECIDED, false));
  }

  private static TenantShares plenty() {
    return new TenantShares(1000, 5, System::nanoTime);
  }

  private static WebhookConnections known() {
    return connections(true, PlainGateway::connection);
  }

  /** Those of a function, as if a topic had told them. */
  static WebhookConnections connections(
      boolean caughtUp, Function<String, WebhookConnection> byId) {
    return new WebhookConnections(List.of(), null, null) {
      @Override
      public Optional<WebhookConnection> connection(String connectionId) {
        return Optional.ofNullable(byId.apply(connectionId));
      }

      @Override
      public boolean isCaughtUp() {
        return caughtUp;
      }
    };
  }

  /** A Twilio connection of the organization with the same name. */
  static WebhookConnection connection(String id) {
    return new WebhookConnection(
        new ConnectionId(id),
        TenantId.of(id),
        Carrier.TWILIO,
        Set.of("AC1"),
        Set.of(),
        Set.of(),
        List.of(new WebhookConnection.SigningKey(TwilioSignature.key(TOKEN), null)),
        null);
  }

  private static ReceivingConfig config(int maxBody) {
    return new ReceivingConfig() {
      @Override
      public MemorySize maxBody() {
        return new MemorySize(BigInteger.valueOf(maxBody));
      }

      @Override
      public Duration afterSwitchingOff() {
        return Duration.ofDays(7);
      }

      @Override
      public int tenantRate() {
        return 1000;
      }

      @Override
      public int tenantBurstSeconds() {
        return 5;
      }
    };
  }

  @Override
  public void close() {
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }
}
