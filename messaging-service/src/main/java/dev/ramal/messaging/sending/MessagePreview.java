package dev.ramal.messaging.sending;

import dev.ramal.events.Carrier;
import dev.ramal.events.Channel;
import dev.ramal.messaging.message.OddCharacters;
import dev.ramal.messaging.message.OddCharacters.Odd;
import dev.ramal.messaging.message.PlainSpelling;
import dev.ramal.messaging.message.Segments;
import dev.ramal.messaging.message.SmsRules;
import dev.ramal.messaging.message.TextChange;
import java.util.List;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A text as it would be sent and billed, and what each odd character of it costs. */
@Schema(name = "MessagePreview")
record MessagePreview(
    Channel channel,
    @Schema(
            nullable = true,
            implementation = String.class,
            examples = "twilio",
            description =
                "Whose way of counting it is; absent where no account can send: then the"
                    + " standard's")
        Carrier carrier,
    @Schema(description = "As it would be stored and sent") String body,
    @Schema(description = "What was changed of the text: composed, plain-spelling")
        List<String> changes,
    @Schema(
            nullable = true,
            enumeration = {"gsm-7", "ucs-2"},
            description = "SMS only")
        String encoding,
    @Schema(description = "Parts that are sent and billed; a WhatsApp text is one") int segments,
    @Schema(description = "Each part, in order; empty for WhatsApp") List<Part> parts,
    @Schema(description = "Characters that cost more than their place; at most 50 different ones")
        List<OddCharacter> oddCharacters,
    @Schema(nullable = true, description = "Absent where the text has none, or needs none")
        Plain plainSpelling) {
  private static final int MOST_TOLD = 50;

  /**
   * One part.
   *
   * @param units septets of GSM-7 or 16-bit units of UCS-2
   * @param room how many more it could hold
   */
  @Schema(name = "SmsPart")
  record Part(int units, int room) {}

  @Schema(name = "OddCharacter")
  record OddCharacter(
      String character,
      @Schema(examples = "U+00E3") String codePoints,
      int times,
      @Schema(
              description =
                  "The text leaves GSM-7 because of it; else it takes two places instead of one")
          boolean forcesUcs2,
      @Schema(nullable = true, description = "What could stand instead; absent where nothing could")
          String plain,
      @Schema(
              description =
                  "Parts if this character alone were spelled plainly, or left out where it has no"
                      + " plain spelling")
          int segmentsWithout) {

    static OddCharacter of(Odd odd) {
      String codePoints =
          odd.character()
              .codePoints()
              .mapToObj("U+%04X"::formatted)
              .collect(Collectors.joining(" "));
      return new OddCharacter(
          odd.character(),
          codePoints,
          odd.times(),
          odd.forcesUcs2(),
          odd.plain(),
          odd.segmentsWithout());
    }
  }

  /** The text in GSM-7, to be sent so only if {@code plainSpelling} asks for it. */
  @Schema(name = "PlainSpelling")
  record Plain(String body, int segments) {}

  static MessagePreview of(
      Channel channel, Carrier carrier, SmsRules rules, String written, boolean plainly) {
    String composed = TextChange.compose(written);
    if (channel == Channel.WHATSAPP) {
      return new MessagePreview(
          channel,
          carrier,
          composed,
          TextChange.between(written, composed),
          null,
          1,
          List.of(),
          List.of(),
          null);
    }
    String plain = PlainSpelling.of(composed, rules).orElse(composed);
    String body = plainly ? plain : composed;
    Segments segments = Segments.of(channel, body, rules);
    return new MessagePreview(
        channel,
        carrier,
        body,
        TextChange.between(written, body),
        segments.encoding().wire(),
        segments.count(),
        segments.parts().stream()
            .map(units -> new Part(units, segments.roomPerPart() - units))
            .toList(),
        OddCharacters.of(body, rules, MOST_TOLD).stream().map(OddCharacter::of).toList(),
        plain.equals(body) ? null : new Plain(plain, Segments.of(channel, plain, rules).count()));
  }
}
