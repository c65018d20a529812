package dev.ramal.messaging.templates;

import dev.ramal.events.Channel;
import dev.ramal.events.WireWords;
import dev.ramal.messaging.message.Segments;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A template as clients see it.
 *
 * @param version of the words, from 1
 * @param variables of each variant
 * @param approvals of the current words; empty for SMS
 * @param archivedAt since then it is sent no more
 */
@Schema(name = "Template")
record TemplateView(
    String id,
    String name,
    TemplateCategory category,
    Channel channel,
    String language,
    Sharing sharing,
    String authorId,
    @Schema(nullable = true) String authorName,
    int version,
    List<VariantView> variants,
    List<String> variables,
    Map<String, String> examples,
    List<ApprovalView> approvals,
    Instant createdAt,
    Instant updatedAt,
    @Schema(nullable = true) Instant archivedAt) {

  static TemplateView of(Template template) {
    TemplateVersion words = template.current();
    return new TemplateView(
        template.id(),
        template.name(),
        template.category(),
        template.channel(),
        template.language(),
        template.sharing(),
        template.authorId(),
        template.authorName(),
        words.version(),
        words.variants().stream().map(VariantView::of).toList(),
        words.variables(),
        new TreeMap<>(words.examples()),
        words.variants().stream()
            .flatMap(
                variant ->
                    template.approvalsOf(variant).stream()
                        .map(approval -> ApprovalView.of(variant, approval)))
            .toList(),
        template.createdAt(),
        template.updatedAt(),
        template.archivedAt());
  }

  /**
   * One of the texts.
   *
   * @param weight of the contacts that get it, in proportion to the others
   */
  @Schema(name = "TemplateVariantView")
  record VariantView(String key, int weight, String body) {
    static VariantView of(TemplateVariant variant) {
      return new VariantView(variant.key(), variant.weight(), variant.body());
    }
  }

  /**
   * What a carrier says of a variant.
   *
   * @param connectionId with which account
   * @param category by which WhatsApp judges and prices it
   * @param reason the carrier's words
   * @param changedAt when the state became what it is
   */
  @Schema(name = "TemplateApproval")
  record ApprovalView(
      String variant,
      String connectionId,
      String carrier,
      ApprovalCategory category,
      ApprovalState state,
      @Schema(nullable = true) String reason,
      Instant requestedAt,
      Instant changedAt) {
    static ApprovalView of(TemplateVariant variant, TemplateApproval approval) {
      return new ApprovalView(
          variant.key(),
          approval.connectionId(),
          approval.carrier(),
          approval.category(),
          approval.state(),
          approval.reason(),
          approval.requestedAt(),
          approval.changedAt());
    }
  }

  /** Words of one version. */
  @Schema(name = "TemplateVersion")
  record VersionView(
      int version,
      List<VariantView> variants,
      Map<String, String> examples,
      String authorId,
      Instant createdAt) {
    static VersionView of(TemplateVersion words) {
      return new VersionView(
          words.version(),
          words.variants().stream().map(VariantView::of).toList(),
          new TreeMap<>(words.examples()),
          words.authorId(),
          words.createdAt());
    }
  }

  /**
   * What a contact would read.
   *
   * @param encoding gsm-7 or ucs-2
   * @param units septets or 16-bit units, escapes counted
   * @param segments that are billed
   */
  @Schema(name = "TemplatePreview")
  record PreviewView(
      int version,
      String variant,
      String text,
      int segments,
      @Schema(enumeration = {"gsm-7", "ucs-2"}) String encoding,
      int units) {
    static PreviewView of(int version, ComposedText composed) {
      String text = composed.text();
      Segments parts = Segments.of(composed.template().channel(), text);
      return new PreviewView(
          version,
          composed.variant().key(),
          text,
          parts.count(),
          WireWords.of(parts.encoding()),
          parts.units());
    }
  }
}
