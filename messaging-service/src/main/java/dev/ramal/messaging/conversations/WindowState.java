package dev.ramal.messaging.conversations;

import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * The window as a client sees it.
 *
 * @param lastInboundAt null, as is the end, where the contact never wrote
 */
@Schema(description = "WhatsApp service window: free text is possible while it is open")
public record WindowState(
    boolean open,
    @Schema(nullable = true, description = "Null where the contact never wrote")
        Instant lastInboundAt,
    @Schema(nullable = true, description = "Null where the contact never wrote") Instant closesAt) {
  public static WindowState of(WhatsAppWindow window, Instant now) {
    return new WindowState(window.isOpen(now), window.lastInboundAt(), window.closesAt());
  }
}
