package dev.ramal.calls.carrier;

/**
 * What a carrier says of documents that an account has there.
 *
 * @param detail which of them, in the carrier's own word
 */
public record DocumentReport(DocumentState state, String detail) {}
