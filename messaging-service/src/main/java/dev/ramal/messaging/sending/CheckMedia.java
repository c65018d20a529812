package dev.ramal.messaging.sending;

import dev.ramal.carriers.files.LookAtFile;
import dev.ramal.carriers.files.LookAtFile.File;
import dev.ramal.carriers.files.LookAtFile.Forbidden;
import dev.ramal.carriers.files.LookAtFile.Nothing;
import dev.ramal.carriers.files.LookAtFile.Seen;
import dev.ramal.carriers.files.MediaAddress;
import dev.ramal.events.Media;
import dev.ramal.events.TenantId;
import dev.ramal.kit.problem.ProblemException;
import dev.ramal.messaging.MessageProblems;
import dev.ramal.messaging.carrier.MessageCarriers;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.tuples.Tuple2;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Looks at the files that are to be sent, each once, before anything is stored: the carrier will
 * fetch them from where they lie. In the same answer it is found out that an address leads into a
 * network of ours; nothing of it is told.
 */
@ApplicationScoped
class CheckMedia {
  /** Of one request; a campaign sends the same file to all. */
  static final int MOST = 20;

  /** No carrier takes more. */
  private static final long MOST_BYTES = 100_000_000;

  private static final int AT_ONCE = 8;
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final LookAtFile look;
  private final MessageCarriers carriers;

  CheckMedia(LookAtFile look, MessageCarriers carriers) {
    this.look = look;
    this.carriers = carriers;
  }

  /** The same messages, with types and sizes of their files, or what is wrong with these. */
  Uni<List<CheckedMessage>> check(TenantId tenant, List<CheckedMessage> messages) {
    List<String> urls =
        messages.stream()
            .filter(CheckedMessage::isRight)
            .flatMap(message -> message.valid().media().stream())
            .map(Media::url)
            .distinct()
            .toList();
    if (urls.isEmpty()) {
      return Uni.createFrom().item(messages);
    }
    if (urls.size() > MOST) {
      throw MessageProblems.badBatch()
          .field("messages", "must have at most " + MOST + " different files")
          .exception();
    }
    return Multi.createFrom()
        .iterable(urls)
        .onItem()
        .transformToUni(url -> seen(tenant, url).map(seen -> Tuple2.of(url, seen)))
        .merge(AT_ONCE)
        .collect()
        .asMap(Tuple2::getItem1, Tuple2::getItem2)
        .map(seen -> messages.stream().map(message -> judge(message, seen)).toList());
  }

  private Uni<Seen> seen(TenantId tenant, String url) {
    URI address = MediaAddress.parsed(url);
    return address == null
        ? Uni.createFrom().item(new Forbidden())
        : look.at(tenant.value(), address, carriers::isAtAnApi, MOST_BYTES, PATIENCE);
  }

  private static CheckedMessage judge(CheckedMessage message, Map<String, Seen> seen) {
    if (!message.isRight() || message.valid().media().isEmpty()) {
      return message;
    }
    FieldFaults faults = new FieldFaults();
    List<Media> media = new ArrayList<>();
    for (int i = 0; i < message.valid().media().size(); i++) {
      String url = message.valid().media().get(i).url();
      Seen found = seen.get(url);
      if (found instanceof File file) {
        media.add(new Media(url, file.type(), file.bytes(), null));
      } else if (found instanceof Nothing nothing) {
        faults.add(
            MessageProblems.unreachableMedia()
                .field(MediaUrls.field(i), "cannot be fetched: " + nothing.why()));
      } else {
        faults.add(
            MessageProblems.forbiddenMedia()
                .field(MediaUrls.field(i), "does not lie at a server of the public internet"));
      }
    }
    try {
      faults.throwIfAny();
    } catch (ProblemException e) {
      return CheckedMessage.wrong(e);
    }
    return CheckedMessage.right(message.valid().with(media));
  }
}
