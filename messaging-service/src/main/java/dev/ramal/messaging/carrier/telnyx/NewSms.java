package dev.ramal.messaging.carrier.telnyx;

/** Body of {@code POST /messages}. */
record NewSms(
    String from,
    String to,
    String text,
    String type,
    String messagingProfileId,
    String webhookUrl,
    boolean useProfileWebhooks) {}
