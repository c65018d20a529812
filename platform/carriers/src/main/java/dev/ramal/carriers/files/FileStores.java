package dev.ramal.carriers.files;

import io.quarkus.arc.properties.IfBuildProperty;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;

/** Makes the store that the configuration names. */
@ApplicationScoped
@IfBuildProperty(name = "ramal.keeps-files", stringValue = "true")
public class FileStores {

  @Produces
  @ApplicationScoped
  public FileStore store(StorageConfig config, FileSpool spool) {
    return of(config, spool);
  }

  /** The store that is configured. */
  public static FileStore of(StorageConfig config, FileSpool spool) {
    return switch (config.kind()) {
      case "folder" -> new FolderStore(config.folder());
      case "s3" -> new S3Store(client(config.s3()), config.s3().bucket(), spool);
      default ->
          throw new IllegalArgumentException(
              "ramal.storage.kind must be folder or s3, not " + config.kind());
    };
  }

  /** A client of the store that is configured. */
  public static S3Client client(StorageConfig.S3 config) {
    S3ClientBuilder builder =
        S3Client.builder()
            .httpClient(UrlConnectionHttpClient.create())
            .region(Region.of(config.region()))
            .credentialsProvider(credentials(config))
            .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
            .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
            .forcePathStyle(config.pathStyle());
    config.endpoint().ifPresent(builder::endpointOverride);
    return builder.build();
  }

  private static AwsCredentialsProvider credentials(StorageConfig.S3 config) {
    if (config.accessKey().isEmpty() || config.secretKey().isEmpty()) {
      return DefaultCredentialsProvider.create();
    }
    return StaticCredentialsProvider.create(
        AwsBasicCredentials.create(config.accessKey().get(), config.secretKey().get()));
  }
}
