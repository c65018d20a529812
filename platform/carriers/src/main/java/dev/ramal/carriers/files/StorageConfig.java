package dev.ramal.carriers.files;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithName;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Positive;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;

/** Where files are kept. */
@ConfigMapping(prefix = "ramal.storage")
public interface StorageConfig {
  /** {@code folder} or {@code s3}. */
  @WithDefault("folder")
  @Pattern(regexp = "folder|s3")
  String kind();

  /** For {@code folder}: shared by all replicas. */
  @WithDefault("data/recordings")
  Path folder();

  /**
   * For files on their way into the store and copies of what was read lately. Of this process
   * alone: it is emptied at the start.
   */
  @WithDefault("${java.io.tmpdir}/ramal-recordings")
  Path nearby();

  /**
   * How much the copies in {@link #nearby} may take; the ones that were not read for longest go.
   */
  @WithDefault("2147483648")
  @Positive
  long nearbyBytes();

  @Valid
  S3 s3();

  /** For {@code s3}: any store that speaks S3. */
  interface S3 {
    /** Absent: Amazon's own. */
    Optional<URI> endpoint();

    @WithDefault("us-east-1")
    @NotBlank
    String region();

    @WithDefault("ramal-recordings")
    @NotBlank
    String bucket();

    @WithName("access-key")
    Optional<String> accessKey();

    @WithName("secret-key")
    Optional<String> secretKey();

    @WithDefault("true")
    boolean pathStyle();
  }
}
