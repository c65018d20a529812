package dev.ramal.gateway.instructions;

import dev.ramal.gateway.publishing.Publishers;
import dev.ramal.gateway.receiving.Reception;
import dev.ramal.gateway.receiving.WebhookRoutes;
import io.vertx.ext.web.Router;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/** Puts requests for voice instructions beside the status callbacks. */
@ApplicationScoped
public class VoiceRoutes {
  private static final String PREFIX = "/voice/";

  private final Reception reception;
  private final AskForInstructions callService;
  private final Publishers publishers;

  VoiceRoutes(Reception reception, AskForInstructions callService, Publishers publishers) {
    this.reception = reception;
    this.callService = callService;
    this.publishers = publishers;
  }

  void register(@Observes Router router) {
    register(router, reception, new AnswerStep(callService::ask, publishers::of));
  }

  /** The same without the framework around it. */
  public static void register(Router router, Reception reception, AnswerStep steps) {
    router
        .route(PREFIX + "*")
        .order(WebhookRoutes.FIRST)
        .handler(context -> reception.receive(context.request(), PREFIX, steps));
  }
}
