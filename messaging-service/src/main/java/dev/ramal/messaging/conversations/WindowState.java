package dev.ramal.messaging.conversations;

import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The window as a client sees it. */
@Schema(description = "WhatsApp service window: free text is possible while it is open")
public record WindowState(boolean open, Instant lastInboundAt, Instant closesAt) {
  public static WindowState of(WhatsAppWindow window, Instant now) {
    return new WindowState(window.isOpen(now), window.lastInboundAt(), window.closesAt());
  }
}
