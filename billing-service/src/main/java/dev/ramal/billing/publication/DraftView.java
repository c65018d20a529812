package dev.ramal.billing.publication;

import dev.ramal.billing.tariffs.TariffDocument;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A draft as the API shows it, without its rules.
 *
 * @param rules how many
 * @param revision from 1; whoever publishes names the one that was looked at
 */
@Schema(name = "TariffDraft")
record DraftView(
    UUID id,
    String version,
    Instant validFrom,
    @Schema(nullable = true) Instant validTo,
    String source,
    int rules,
    @Schema(enumeration = {"draft", "proposed", "published", "discarded"}) String state,
    int revision,
    String writtenBy,
    Instant writtenAt,
    @Schema(nullable = true) String proposedBy,
    @Schema(nullable = true) Instant proposedAt,
    @Schema(nullable = true) String publishedBy,
    @Schema(nullable = true) Instant publishedAt,
    @Schema(nullable = true) UUID tariffId,
    Instant createdAt) {

  static DraftView of(TariffDraft draft) {
    TariffDocument document = draft.document();
    DoneBy proposed = draft.proposed();
    DoneBy published = draft.published();
    return new DraftView(
        draft.id(),
        document.version(),
        document.validFrom(),
        document.validTo(),
        document.source(),
        document.rules().size(),
        draft.state().wire(),
        draft.revision(),
        draft.written().name(),
        draft.written().at(),
        proposed == null ? null : proposed.name(),
        proposed == null ? null : proposed.at(),
        published == null ? null : published.name(),
        published == null ? null : published.at(),
        draft.tariffId(),
        draft.createdAt());
  }
}
