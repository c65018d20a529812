package dev.ramal.calls.recordings;

import dev.ramal.carriers.files.FileLinks;
import dev.ramal.kit.tenancy.RowKey;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Links that play one recording for some minutes, for audio elements, which send no token. */
@ApplicationScoped
class SignedLinks {
  private static final String PURPOSE = "ramal recording link v1";

  private final FileLinks links;
  private final RecordingConfig config;

  SignedLinks(FileLinks links, RecordingConfig config) {
    this.links = links;
    this.config = config;
  }

  @Schema(name = "RecordingLink")
  record Link(URI url, Instant expiresAt) {}

  Link sign(RowKey recording) {
    FileLinks.Link link =
        links.sign(PURPOSE, recording, "/media/recordings/" + recording.id(), config.linkLife());
    return new Link(link.url(), link.expiresAt());
  }

  /** Whether we made this link and it still plays. */
  boolean plays(String tenant, String recording, String expires, String signature) {
    return links.opens(PURPOSE, tenant, recording, expires, signature);
  }
}
