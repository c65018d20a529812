package dev.ramal.messaging.sending;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.ramal.events.Carrier;
import dev.ramal.events.Channel;
import dev.ramal.events.ConnectionId;
import dev.ramal.events.Direction;
import dev.ramal.events.E164;
import dev.ramal.events.Media;
import dev.ramal.events.ReplyButton;
import dev.ramal.events.TenantId;
import dev.ramal.kit.problem.ProblemException;
import dev.ramal.messaging.carrier.MessageLimits;
import dev.ramal.messaging.message.MessageDetails;
import dev.ramal.messaging.message.MessageId;
import dev.ramal.messaging.message.Party;
import dev.ramal.messaging.message.Purpose;
import dev.ramal.messaging.message.SmsRules;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("MSG-282 what a carrier does not take is refused by a rule that says so")
class CarrierLimitsTest {
  private static final MessageLimits WHATSAPP =
      new MessageLimits(
          1600, 1024, 1, List.of(MessageLimits.WHATSAPP_IMAGE, MessageLimits.WHATSAPP_AUDIO));

  @ParameterizedTest(name = "{0} {1} {2} bytes, text of {3}")
  @CsvSource(
      nullValues = "-",
      value = {
        "1, image/jpeg, 5000000, 1024, -, -",
        "1, image/jpeg, 5000001, 0, media-size, mediaUrls[0]",
        "1, image/svg+xml, 10, 0, media-type, mediaUrls[0]",
        "1, -, 10, 0, media-type, mediaUrls[0]",
        "2, image/jpeg, 10, 0, media-count, mediaUrls",
        "1, audio/ogg, 16000000, 0, -, -",
        "1, audio/ogg, 10, 3, media-text, body",
        "0, -, 0, 1600, -, -"
      })
  void shouldCheckFiles(int files, String type, long bytes, int text, String rule, String field) {
    // Given
    Media file = new Media("https://example.com/a", type, bytes, null);

    // When
    ProblemException refused = refusal(Collections.nCopies(files, file), text, List.of(), WHATSAPP);

    // Then
    assertThat(refused == null ? null : refused.problem().more().get("rule")).isEqualTo(rule);
    if (refused != null) {
      assertThat(refused.problem().code()).isEqualTo("MESSAGES-0078");
      assertThat(refused.problem().errors()).extracting("field").containsExactly(field);
    }
  }

  @ParameterizedTest(name = "{0} characters, buttons: {1}")
  @CsvSource({"1600, false, 0", "1601, false, 1600", "1024, true, 0", "1025, true, 1024"})
  void shouldCheckTheText(int text, boolean buttons, int most) {
    // When
    ProblemException refused =
        refusal(
            List.of(), text, buttons ? List.of(new ReplyButton("1", "Sim")) : List.of(), WHATSAPP);

    // Then
    assertThat(refused == null ? 0 : refused.problem().more().get("most")).isEqualTo(most);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({"1", "10"})
  void shouldSendNoFilesWhereThereIsNoMms(int files) {
    // Given
    Media file = new Media("https://example.com/a", "image/png", 10L, null);

    // When
    ProblemException refused =
        refusal(Collections.nCopies(files, file), 0, List.of(), MessageLimits.TEXT);

    // Then
    assertThat(refused.problem().more()).containsEntry("rule", "no-media");
  }

  @Test
  void shouldHoldWhatIsReroutedAgainstTheLimitsOfTheOtherCarrier() {
    // Given
    SmsRules tenParts = new SmsRules("", true, 10);
    Media film = new Media("https://example.com/a", "video/mp4", 10L, null);

    // Then
    assertThat(takes(Channel.SMS, 1530, List.of(), tenParts)).isTrue();
    assertThat(takes(Channel.SMS, 1531, List.of(), tenParts)).isFalse();
    assertThat(takes(Channel.SMS, 1531, List.of(), SmsRules.STANDARD)).isTrue();
    assertThat(takes(Channel.WHATSAPP, 1531, List.of(), tenParts)).isTrue();
    assertThat(takes(Channel.WHATSAPP, 0, List.of(film), tenParts)).isFalse();
  }

  private static boolean takes(Channel channel, int text, List<Media> media, SmsRules rules) {
    MessageDetails message =
        new MessageDetails(
            new MessageId("m"),
            TenantId.of("aurora"),
            Direction.OUTBOUND,
            channel,
            "c",
            new Party("+551140028922"),
            new Party("+5511987654321"),
            "a".repeat(text),
            media,
            null,
            null,
            Carrier.TWILIO,
            new ConnectionId("a"),
            null,
            null,
            Instant.EPOCH,
            Purpose.NONE,
            null);
    return CarrierLimits.take(message, rules, WHATSAPP);
  }

  private static ProblemException refusal(
      List<Media> media, int text, List<ReplyButton> buttons, MessageLimits limits) {
    ValidMessage valid =
        new ValidMessage(
            E164.of("+5511987654321"),
            Channel.WHATSAPP,
            "a".repeat(text),
            false,
            null,
            null,
            null,
            null,
            null,
            media,
            buttons);
    return catchThrowableOfType(
        ProblemException.class, () -> CarrierLimits.check(valid, valid.body(), limits));
  }
}
