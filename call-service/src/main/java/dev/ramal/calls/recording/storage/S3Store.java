package dev.ramal.calls.recording.storage;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.util.UUID;
import java.util.stream.Stream;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.core.sync.ResponseTransformer;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;

/**
 * Keeps files in an S3-compatible store. A player asks for many ranges of one file, so a file that
 * is read is kept on this machine for some minutes.
 */
class S3Store implements RecordingStore {
  private static final Duration KEPT = Duration.ofMinutes(10);

  private final S3Client s3;
  private final String bucket;
  private final Path nearby;
  private final Clock clock;

  /**
   * @param nearby folder for what was read lately
   */
  S3Store(S3Client s3, String bucket, Path nearby, Clock clock) {
    this.s3 = s3;
    this.bucket = bucket;
    this.nearby = nearby;
    this.clock = clock;
  }

  @Override
  public void put(Path file, String key, String contentType) throws IOException {
    try {
      s3.putObject(
          request -> request.bucket(bucket).key(key).contentType(contentType),
          RequestBody.fromFile(file));
    } catch (SdkException e) {
      throw new IOException("the object store did not take the file", e);
    }
  }

  @Override
  public Path open(String key) throws IOException {
    Path copy = copyOf(key);
    if (Files.isRegularFile(copy)) {
      return copy;
    }
    Files.createDirectories(nearby);
    forgetOld();
    Path beside = copy.resolveSibling(copy.getFileName() + "." + UUID.randomUUID());
    try {
      s3.getObject(request -> request.bucket(bucket).key(key), ResponseTransformer.toFile(beside));
    } catch (NoSuchKeyException e) {
      throw new NoSuchFileException(key);
    } catch (SdkException e) {
      throw new IOException("the object store did not give the file", e);
    }
    Files.move(beside, copy, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    return copy;
  }

  @Override
  public void erase(String key) throws IOException {
    try {
      s3.deleteObject(request -> request.bucket(bucket).key(key));
    } catch (SdkException e) {
      throw new IOException("the object store did not erase the file", e);
    }
    Files.deleteIfExists(copyOf(key));
  }

  private Path copyOf(String key) {
    return nearby.resolve(key.replace('/', '_'));
  }

  private void forgetOld() throws IOException {
    FileTime limit = FileTime.from(clock.instant().minus(KEPT));
    try (Stream<Path> files = Files.list(nearby)) {
      files.filter(file -> isOlder(file, limit)).forEach(S3Store::delete);
    }
  }

  private static boolean isOlder(Path file, FileTime limit) {
    try {
      return Files.getLastModifiedTime(file).compareTo(limit) < 0;
    } catch (IOException e) {
      return false;
    }
  }

  private static void delete(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
