package dev.ramal.billing.publication;

import dev.ramal.billing.tariffs.TariffDiff;
import dev.ramal.billing.tariffs.TariffDocument;
import dev.ramal.events.EventJson;
import dev.ramal.kit.ids.UuidV7;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.UUID;

/**
 * A step, as it is written down: added, never changed.
 *
 * @param draftId null where there was none
 * @param tariffId what has become of it; null before
 * @param version of the tariff
 * @param revision of the draft
 * @param reason why, in the person's words; null where none is asked for
 * @param sha256 of the document as it was then, lower-case hex: what was proposed is what was
 *     published when both are the same
 * @param diff for a rewriting what is other than before; for a publication what is other than in
 *     the version that it follows; else nothing
 */
record TariffChange(
    UUID id,
    UUID draftId,
    UUID tariffId,
    String version,
    ChangeAction action,
    int revision,
    DoneBy by,
    String reason,
    String sha256,
    TariffDiff diff) {

  static TariffChange of(TariffDraft draft, ChangeAction action, DoneBy by, String reason) {
    return of(draft, action, by, reason, TariffDiff.NONE);
  }

  static TariffChange of(
      TariffDraft draft, ChangeAction action, DoneBy by, String reason, TariffDiff diff) {
    return new TariffChange(
        UuidV7.next(),
        draft.id(),
        draft.tariffId(),
        draft.document().version(),
        action,
        draft.revision(),
        by,
        reason,
        sha256(draft.document()),
        diff);
  }

  static TariffChange alone(
      UUID tariffId, TariffDocument document, DoneBy by, String reason, TariffDiff diff) {
    return new TariffChange(
        UuidV7.next(),
        null,
        tariffId,
        document.version(),
        ChangeAction.PUBLISHED_ALONE,
        1,
        by,
        reason,
        sha256(document),
        diff);
  }

  private static String sha256(TariffDocument document) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256")
                  .digest(EventJson.write(document).getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
