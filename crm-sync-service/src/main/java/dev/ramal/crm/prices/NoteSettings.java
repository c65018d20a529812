package dev.ramal.crm.prices;

import jakarta.validation.constraints.NotNull;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What an organization wants in the notes of its calls.
 *
 * @param price whether a note says what the call costs, as far as billing knows it when the note is
 *     written; a note cannot be changed, so what becomes known later is not told
 */
@Schema(
    name = "CrmNoteSettings",
    examples =
"""
{"price": true}
""")
record NoteSettings(@NotNull @Schema(required = true) Boolean price) {}
