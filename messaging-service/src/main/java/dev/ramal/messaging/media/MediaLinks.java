package dev.ramal.messaging.media;

import dev.ramal.carriers.files.FileLinks;
import dev.ramal.kit.tenancy.RowKey;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Links that open one file of a message, for pictures and players, which send no token. */
@ApplicationScoped
class MediaLinks {
  /** Stands in every signature. */
  private static final String PURPOSE = "ramal message media link v1";

  private final FileLinks links;
  private final MediaConfig config;

  MediaLinks(FileLinks links, MediaConfig config) {
    this.links = links;
    this.config = config;
  }

  @Schema(name = "MessageMediaLink")
  record Link(URI url, Instant expiresAt) {}

  Link sign(MediaKey file) {
    String path = "/media/messages/" + file.message() + "/" + file.position();
    FileLinks.Link link =
        links.sign(PURPOSE, RowKey.of(file.tenant(), file.subject()), path, config.linkLife());
    return new Link(link.url(), link.expiresAt());
  }

  /**
   * Whether we made this link and it still opens.
   *
   * @param file see {@link MediaKey#subject}
   */
  boolean open(String tenant, String file, String expires, String signature) {
    return links.opens(PURPOSE, tenant, file, expires, signature);
  }
}
