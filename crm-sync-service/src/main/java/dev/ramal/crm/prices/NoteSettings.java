package dev.ramal.crm.prices;

import jakarta.validation.constraints.NotNull;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What an organization wants in its notes, and notes of what.
 *
 * @param price whether a note says what the call costs, as far as billing knows it when the note is
 *     written; a note cannot be changed, so what becomes known later is not told
 * @param messages whether what is written with a person on one day, by SMS and WhatsApp, becomes
 *     one note when the day is over; absent to leave it as it is
 */
@Schema(
    name = "CrmNoteSettings",
    examples =
"""
{"price": true, "messages": true}
""")
record NoteSettings(@NotNull @Schema(required = true) Boolean price, Boolean messages) {}
