package dev.ramal.calls.recordings;

import dev.ramal.kit.tenancy.RowKey;
import io.smallrye.config.ConfigMapping;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Links that play one recording for some minutes, for audio elements, which send no token. */
@ApplicationScoped
class SignedLinks {
  private static final String PURPOSE = "ramal recording link v1";

  private final LinkSignatures signatures;
  private final RecordingConfig config;
  private final String base;
  private final Clock clock;

  SignedLinks(
      LinkSignatures signatures, RecordingConfig config, PublicAddress address, Clock clock) {
    this.signatures = signatures;
    this.config = config;
    String url = address.baseUrl();
    this.base = url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
    this.clock = clock;
  }

  @Schema(name = "RecordingLink")
  record Link(URI url, Instant expiresAt) {}

  Link sign(RowKey recording) {
    Instant end = clock.instant().plus(config.linkLife()).truncatedTo(ChronoUnit.SECONDS);
    return new Link(
        URI.create(
            base
                + "/media/recordings/"
                + recording.id()
                + "?tenant="
                + recording.tenant()
                + "&expires="
                + end.getEpochSecond()
                + "&signature="
                + signatures.sign(PURPOSE, recording, end)),
        end);
  }

  /** Whether we made this link and it still plays. */
  boolean plays(RowKey recording, long expires, String signature) {
    return signatures.hold(PURPOSE, recording, expires, signature);
  }

  /** Where people reach us. */
  @ConfigMapping(prefix = "ramal.public")
  interface PublicAddress {

    /** The public base of the links that we hand out. */
    String baseUrl();
  }
}
