package dev.ramal.events;

import java.time.Instant;

/**
 * A secret that only holders of the platform's key can open.
 *
 * @param name which secret: auth-token, api-key, api-secret
 * @param sealed {@code v1:keyId:base64}, AES-256-GCM
 * @param validUntil when it stops being live; null while it is current
 */
public record SealedSecret(String name, String sealed, Instant validUntil) {}
