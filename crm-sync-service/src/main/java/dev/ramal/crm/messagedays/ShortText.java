package dev.ramal.crm.messagedays;

import dev.ramal.events.Media;
import dev.ramal.events.MessageContent;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a note tells of a message: one line of at most {@value #LONGEST} characters. */
final class ShortText {
  static final int LONGEST = 160;

  private static final String EMPTY = "(sem texto)";

  private ShortText() {}

  /**
   * @param text null is none
   */
  static String of(String text) {
    return of(text, List.of(), null);
  }

  /**
   * @param text null is none
   * @param content null is none
   */
  static String of(String text, List<Media> media, MessageContent content) {
    String whole =
        Stream.of(
                Stream.ofNullable(content).map(ShortText::name),
                media.stream().map(ShortText::name),
                Stream.ofNullable(text).map(ShortText::line))
            .flatMap(part -> part)
            .filter(part -> !part.isEmpty())
            .collect(Collectors.joining(" "));
    return whole.isEmpty() ? EMPTY : cut(whole);
  }

  private static String line(String text) {
    return text.replaceAll("\\s+", " ").strip();
  }

  /** Never within a character. */
  private static String cut(String text) {
    return text.codePointCount(0, text.length()) <= LONGEST
        ? text
        : text.substring(0, text.offsetByCodePoints(0, LONGEST - 1)) + "…";
  }

  private static String name(Media media) {
    String type = Objects.requireNonNullElse(media.contentType(), "");
    return type.startsWith("image/")
        ? "[imagem]"
        : type.startsWith("audio/")
            ? "[áudio]"
            : type.startsWith("video/") ? "[vídeo]" : "[arquivo]";
  }

  private static String name(MessageContent content) {
    return switch (content.kind()) {
      case MessageContent.LOCATION -> "[localização]";
      case MessageContent.BUTTON -> "[botão]";
      case MessageContent.BUTTONS -> "[botões]";
      case "contacts" -> "[contato]";
      case "reaction" -> "[reação]";
      default -> "[outro conteúdo]";
    };
  }
}
