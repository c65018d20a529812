package dev.ramal.messaging.history;

import dev.ramal.events.MessageContent;
import dev.ramal.events.Place;
import dev.ramal.messaging.message.MessageDetails;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What there is to see of a message in one line: never nothing, for nobody sends nothing. */
final class Preview {
  private Preview() {}

  /**
   * @param unreadable whether more stands in the message than these
   */
  static String of(MessageDetails details, boolean unreadable) {
    if (!details.body().isBlank()) {
      return details.body();
    }
    if (unreadable) {
      return "Conteúdo ilegível";
    }
    if (details.content() != null) {
      return of(details.content());
    }
    return details.media().isEmpty() ? "Mensagem sem texto" : media(details);
  }

  private static String of(MessageContent content) {
    return switch (content.kind()) {
      case MessageContent.LOCATION -> "Localização: " + of(content.place());
      case "contacts" -> "Conteúdo não suportado: contacts (cartão de contato)";
      case "reaction" -> "Conteúdo não suportado: reaction (reação)";
      default -> "Conteúdo não suportado: " + content.kind();
    };
  }

  private static String of(Place place) {
    if (place == null) {
      return "sem coordenadas";
    }
    String coordinates =
        "(%s, %s)".formatted(place.latitude().toPlainString(), place.longitude().toPlainString());
    return Stream.of(place.label(), place.address(), coordinates)
        .filter(Objects::nonNull)
        .collect(Collectors.joining(", "));
  }

  private static String media(MessageDetails details) {
    int files = details.media().size();
    return files == 1 ? "1 arquivo" : files + " arquivos";
  }
}
