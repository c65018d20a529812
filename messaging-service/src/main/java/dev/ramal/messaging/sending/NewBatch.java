package dev.ramal.messaging.sending;

import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What a client asks for at once. */
@Schema(
    description = "Up to a hundred messages",
    examples =
"""
{"messages": [
  {"to": "+5511987654321", "channel": "sms", "body": "Olá! Podemos falar hoje?"},
  {"to": "+5521987654321", "channel": "sms", "body": "Olá! Sua proposta está pronta."}]}
""")
public record NewBatch(
    @Schema(description = "1 to 100, each answered by itself", required = true)
        List<NewMessage> messages) {
  static final int MOST = 100;
}
