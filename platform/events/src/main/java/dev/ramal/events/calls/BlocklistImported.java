package dev.ramal.events.calls;

import java.time.Instant;

/**
 * Entries of the blocklist came with a file; its numbers are told by the list, not by events. A
 * file of many thousands is stored in parts, and each part is told of.
 *
 * <p>Type {@code dev.ramal.calls.BlocklistImported}.
 *
 * @param source import, or the word of a do-not-call list
 * @param changed how many entries of this part are new or other than before
 * @param importedBy the user's id
 */
public record BlocklistImported(String source, int changed, String importedBy, Instant importedAt) {
  public static final String TYPE = "dev.ramal.calls.BlocklistImported";
}
