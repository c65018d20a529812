package dev.ramal.messaging.carrier.telnyx;

/** Body of {@code POST /messages/whatsapp}. */
record NewWhatsApp(
    String from,
    String to,
    String type,
    String messagingProfileId,
    String webhookUrl,
    Content whatsappMessage) {
  record Content(String type, Text text, String bizOpaqueCallbackData) {}

  record Text(String body) {}
}
