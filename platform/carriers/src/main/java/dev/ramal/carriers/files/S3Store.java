package dev.ramal.carriers.files;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.core.sync.ResponseTransformer;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;

/**
 * Keeps files in an S3-compatible store. A player asks for many ranges of one file, so a file that
 * is read is kept on this machine for some minutes.
 */
class S3Store implements FileStore {
  private final S3Client s3;
  private final String bucket;
  private final FileSpool nearby;

  /** Of many who want a file at once one fetches it. */
  private final Object[] turns = new Object[64];

  S3Store(S3Client s3, String bucket, FileSpool nearby) {
    this.s3 = s3;
    this.bucket = bucket;
    this.nearby = nearby;
    Arrays.setAll(turns, n -> new Object());
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
    Path copy = nearby.copyOf(key);
    synchronized (turns[Math.floorMod(key.hashCode(), turns.length)]) {
      if (!nearby.keep(copy)) {
        fetch(key, copy);
        nearby.makeRoom();
      }
      return copy;
    }
  }

  private void fetch(String key, Path copy) throws IOException {
    Path beside = nearby.beside(copy);
    try {
      s3.getObject(request -> request.bucket(bucket).key(key), ResponseTransformer.toFile(beside));
    } catch (NoSuchKeyException e) {
      throw new NoSuchFileException(key);
    } catch (SdkException e) {
      throw new IOException("the object store did not give the file", e);
    }
    Files.move(beside, copy, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  @Override
  public void erase(String key) throws IOException {
    try {
      s3.deleteObject(request -> request.bucket(bucket).key(key));
    } catch (SdkException e) {
      throw new IOException("the object store did not erase the file", e);
    }
    Files.deleteIfExists(nearby.copyOf(key));
  }
}
