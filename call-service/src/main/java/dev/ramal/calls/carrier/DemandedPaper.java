package dev.ramal.calls.carrier;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A paper, or a fact, that a carrier asks for before it sells a number, in the carrier's words.
 *
 * @param description null when the carrier says no more
 */
public record DemandedPaper(String name, @Schema(nullable = true) String description) {}
