package dev.ramal.gateway.receiving;

import dev.ramal.events.Carrier;
import dev.ramal.events.Event;
import dev.ramal.events.TenantId;
import dev.ramal.gateway.CarrierClient;
import dev.ramal.gateway.connections.Connection;
import dev.ramal.gateway.connections.Connections;
import dev.ramal.gateway.instructions.AnswerStep;
import dev.ramal.gateway.instructions.Instruction;
import dev.ramal.gateway.instructions.InstructionRequest;
import dev.ramal.gateway.instructions.VoiceRoutes;
import dev.ramal.gateway.publishing.EventPublisher;
import dev.ramal.gateway.verification.TwilioSignature;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.ext.web.Router;
import java.math.BigInteger;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

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
      Connections connections, EventPublisher publisher, TenantBudget budget, int maxBody) {
    Router router = Router.router(vertx);
    Reception reception =
        new Reception(
            connections,
            new CheckSignature(() -> PUBLIC, Clock.systemUTC()),
            budget,
            new Receipts(meters),
            Clock.systemUTC(),
            config(maxBody));
    WebhookRoutes.register(router, reception, new ReceiveCallback(carrier -> publisher));
    VoiceRoutes.register(router, reception, new AnswerStep(this::decide, carrier -> publisher));
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

  static PlainGateway with(Connections connections, EventPublisher publisher) {
    return new PlainGateway(connections, publisher, new TenantBudget(config(MAX_BODY)), MAX_BODY);
  }

  static PlainGateway with(EventPublisher publisher, TenantBudget budget) {
    return new PlainGateway(known(), publisher, budget, MAX_BODY);
  }

  /** One that publishes nothing and takes bodies up to a size. */
  static PlainGateway taking(int maxBody) {
    Doing nothing = (event, receipt) -> {};
    return new PlainGateway(known(), nothing, new TenantBudget(config(maxBody)), maxBody);
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

  private Uni<Instruction> decide(String step, InstructionRequest request) {
    if (step.equals("break")) {
      throw new IllegalStateException("secret detail");
    }
    return Uni.createFrom().item(new Instruction("text/xml", DECIDED));
  }

  private static Connections known() {
    return new Connections() {
      @Override
      public Optional<Connection> find(String connectionId) {
        return Optional.of(connection(connectionId));
      }

      @Override
      public boolean isCaughtUp() {
        return true;
      }
    };
  }

  /** A Twilio connection of the organization with the same name. */
  static Connection connection(String id) {
    return new Connection(
        id,
        TenantId.of(id),
        Carrier.TWILIO,
        Set.of("AC1"),
        Set.of(),
        Set.of(),
        List.of(new Connection.AuthToken(TwilioSignature.key(TOKEN), null)),
        List.of());
  }

  private static ReceivingConfig config(int maxBody) {
    return new ReceivingConfig() {
      @Override
      public MemorySize maxBody() {
        return new MemorySize(BigInteger.valueOf(maxBody));
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

  /** A publisher that does what it is told with each receipt. */
  interface Doing extends EventPublisher {
    @Override
    void publish(Event<?> event, Receipt receipt);

    @Override
    default boolean isReady() {
      return true;
    }
  }

  @Override
  public void close() {
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }
}
