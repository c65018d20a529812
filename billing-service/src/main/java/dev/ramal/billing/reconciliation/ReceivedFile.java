package dev.ramal.billing.reconciliation;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * A file as it was received, whole: what is read of it has been heard to its end, so that a slow or
 * broken client holds no transaction. Gone when it is closed.
 *
 * @param sha256 of its bytes, hexadecimal
 */
record ReceivedFile(Path path, long bytes, String sha256) implements AutoCloseable {
  private static final Logger LOG = Logger.getLogger(ReceivedFile.class);

  /**
   * Blocks until the body has ended.
   *
   * @param folder where it lies meanwhile, made where it is missing; empty for the system's
   */
  static ReceivedFile receive(InputStream body, Optional<Path> folder) {
    Path path = null;
    try {
      path =
          folder.isPresent()
              ? Files.createTempFile(
                  Files.createDirectories(folder.get()), "reconciliation", ".csv")
              : Files.createTempFile("reconciliation", ".csv");
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      long bytes = 0;
      try (OutputStream out = Files.newOutputStream(path)) {
        byte[] chunk = new byte[64 * 1024];
        for (int read = body.read(chunk); read >= 0; read = body.read(chunk)) {
          digest.update(chunk, 0, read);
          out.write(chunk, 0, read);
          bytes += read;
        }
      }
      return new ReceivedFile(path, bytes, HexFormat.of().formatHex(digest.digest()));
    } catch (IOException e) {
      delete(path);
      throw new UncheckedIOException(e);
    } catch (NoSuchAlgorithmException e) {
      delete(path);
      throw new IllegalStateException("every Java platform has SHA-256", e);
    } catch (RuntimeException e) {
      delete(path);
      throw e;
    }
  }

  @Override
  public void close() {
    delete(path);
  }

  private static void delete(Path path) {
    try {
      if (path != null) {
        Files.deleteIfExists(path);
      }
    } catch (IOException e) {
      LOG.warnf("%s stays behind: %s", path, e.toString());
    }
  }
}
