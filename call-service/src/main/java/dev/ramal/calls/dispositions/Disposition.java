package dev.ramal.calls.dispositions;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * One way in which a call can have gone.
 *
 * @param code what is written on the call
 * @param label what people read
 * @param followUp null when nothing follows
 */
@Schema(name = "Disposition")
record Disposition(
    @Schema(required = true, pattern = "[a-z0-9][a-z0-9_-]{0,49}") String code,
    @Schema(required = true, maxLength = 100) String label,
    @Schema(nullable = true) FollowUpRule followUp) {}
