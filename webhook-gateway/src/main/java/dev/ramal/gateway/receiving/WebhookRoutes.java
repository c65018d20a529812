package dev.ramal.gateway.receiving;

import dev.ramal.gateway.publishing.Publishers;
import io.vertx.ext.web.Router;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/**
 * Puts status callbacks in front of everything else that the HTTP server does: no request context,
 * no body handler, no authentication mechanism stands before the carrier's own signature.
 */
@ApplicationScoped
public class WebhookRoutes {
  /** Before every route of the framework. */
  public static final int FIRST = Integer.MIN_VALUE + 1;

  private static final String PREFIX = "/webhooks/";

  private final Reception reception;
  private final Publishers publishers;

  WebhookRoutes(Reception reception, Publishers publishers) {
    this.reception = reception;
    this.publishers = publishers;
  }

  void register(@Observes Router router) {
    register(router, reception, new ReceiveCallback(publishers::of));
  }

  /** The same without the framework around it. */
  public static void register(Router router, Reception reception, ReceiveCallback callbacks) {
    router
        .route(PREFIX + "*")
        .order(FIRST)
        .handler(context -> reception.receive(context.request(), PREFIX, callbacks));
  }
}
