package dev.ramal.carriers.files;

import dev.ramal.kit.tenancy.RowKey;
import io.quarkus.arc.properties.IfBuildProperty;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.regex.Pattern;

/** Links that open one file for some minutes, for what a browser loads without a token. */
@ApplicationScoped
@IfBuildProperty(name = "ramal.keeps-files", stringValue = "true")
public class FileLinks {
  private static final Pattern SECONDS = Pattern.compile("[0-9]{1,12}");

  private final LinkSignatures signatures;
  private final String base;
  private final Clock clock;

  FileLinks(LinkSignatures signatures, PublicBase address, Clock clock) {
    this.signatures = signatures;
    this.base = address.base();
    this.clock = clock;
  }

  /** A link and when it ends. */
  public record Link(URI url, Instant expiresAt) {}

  /**
   * @param purpose see {@link LinkSignatures#sign}
   * @param path of the resource that opens it, which takes {@code tenant}, {@code expires} and
   *     {@code signature}
   */
  public Link sign(String purpose, RowKey file, String path, Duration life) {
    Instant end = clock.instant().plus(life).truncatedTo(ChronoUnit.SECONDS);
    return new Link(
        URI.create(
            base
                + path
                + "?tenant="
                + file.tenant()
                + "&expires="
                + end.getEpochSecond()
                + "&signature="
                + signatures.sign(purpose, file, end)),
        end);
  }

  /**
   * Whether we made this link and it still opens.
   *
   * @param expires as it stands in the link; null when it does not, as the others
   */
  public boolean opens(
      String purpose, String tenant, String file, String expires, String signature) {
    return tenant != null
        && expires != null
        && SECONDS.matcher(expires).matches()
        && signatures.hold(purpose, new RowKey(tenant, file), Long.parseLong(expires), signature);
  }
}
