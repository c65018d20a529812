package dev.ramal.calls.recordings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.robothy.s3.rest.LocalS3;
import com.robothy.s3.rest.bootstrap.LocalS3Mode;
import dev.ramal.carriers.files.FileSpool;
import dev.ramal.carriers.files.FileStore;
import dev.ramal.carriers.files.FileStores;
import dev.ramal.carriers.files.StorageConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Clock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.s3.S3Client;

@DisplayName("CALL-62 recordings are kept in a store that speaks S3")
class S3StoreTest {
  private static final String KEY = "aurora/2026/01/call/recording.mp3";

  private final LocalS3 server = LocalS3.builder().port(-1).mode(LocalS3Mode.IN_MEMORY).build();
  private StorageConfig config;
  private FileStore store;

  @TempDir Path folder;

  @BeforeEach
  void start() {
    server.start();
    config =
        new SmallRyeConfigBuilder()
            .addDiscoveredConverters()
            .withMapping(StorageConfig.class)
            .withDefaultValue("ramal.storage.kind", "s3")
            .withDefaultValue("ramal.storage.nearby", folder.resolve("here").toString())
            .withDefaultValue("ramal.storage.s3.endpoint", "http://localhost:" + server.getPort())
            .withDefaultValue("ramal.storage.s3.access-key", "key")
            .withDefaultValue("ramal.storage.s3.secret-key", "secret")
            .build()
            .getConfigMapping(StorageConfig.class);
    store = replica("here");
  }

  @AfterEach
  void stop() {
    server.shutdown();
  }

  @Test
  void shouldKeepReplaceAndGiveAFile() throws IOException {
    // Given
    makeBucket();
    store.put(file("first"), KEY, "audio/mpeg");

    // When
    store.put(file("second"), KEY, "audio/mpeg");

    // Then
    assertThat(store.open(KEY)).hasContent("second");
    assertThat(replica("there").open(KEY)).hasContent("second");
  }

  @Test
  void shouldEraseAFileAndItsCopyHere() throws IOException {
    // Given
    makeBucket();
    store.put(file("sound"), KEY, "audio/mpeg");
    Path copy = store.open(KEY);

    // When
    store.erase(KEY);
    store.erase(KEY);

    // Then
    assertThat(copy).doesNotExist();
    assertThatThrownBy(() -> store.open(KEY)).isInstanceOf(NoSuchFileException.class);
    assertThatThrownBy(() -> replica("there").open(KEY)).isInstanceOf(NoSuchFileException.class);
  }

  @Test
  void shouldFailWhenTheStoreDoesNotTakeAFile() throws IOException {
    // Given
    Path file = file("sound");

    // When / Then
    assertThatThrownBy(() -> store.put(file, KEY, "audio/mpeg"))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("did not take the file");
  }

  private FileStore replica(String name) {
    return FileStores.of(
        config, new FileSpool(folder.resolve(name), Long.MAX_VALUE, Clock.systemUTC()));
  }

  private void makeBucket() {
    try (S3Client client = FileStores.client(config.s3())) {
      client.createBucket(request -> request.bucket(config.s3().bucket()));
    }
  }

  private Path file(String content) throws IOException {
    return Files.writeString(Files.createTempFile(folder, "arriving", ".part"), content);
  }
}
