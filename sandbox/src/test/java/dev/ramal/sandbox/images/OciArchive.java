package dev.ramal.sandbox.images;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ramal.sandbox.state.StateJson;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermission;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/**
 * An image as whoever takes it in reads it: by the layout of OCI, from the index to the layers.
 *
 * @param folder to which the archive was unpacked
 */
record OciArchive(Path folder) {
  /** A file or a folder of a layer. */
  record Entry(boolean directory, int mode, long seconds, long user) {}

  static OciArchive open(Path archive, Path folder) throws IOException {
    try (InputStream file = new BufferedInputStream(Files.newInputStream(archive));
        TarArchiveInputStream tar = new TarArchiveInputStream(file)) {
      for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        Path target = within(folder, entry.getName());
        Files.createDirectories(target.getParent());
        if (!entry.isDirectory()) {
          Files.copy(tar, target);
        }
      }
    }
    return new OciArchive(folder);
  }

  JsonNode layout() throws IOException {
    return json(folder.resolve("oci-layout"));
  }

  /** What the index names, which is one image. */
  JsonNode named() throws IOException {
    JsonNode manifests = json(folder.resolve("index.json")).path("manifests");
    if (manifests.size() != 1) {
      throw new IllegalStateException("not one image: " + manifests);
    }
    return manifests.get(0);
  }

  JsonNode manifest() throws IOException {
    return json(blob(named()));
  }

  JsonNode config() throws IOException {
    return json(blob(manifest().path("config")));
  }

  List<String> layers() throws IOException {
    List<String> digests = new ArrayList<>();
    manifest().path("layers").forEach(layer -> digests.add(layer.path("digest").asText()));
    return digests;
  }

  /** All that the image holds, by its place. */
  TreeMap<String, Entry> entries() throws IOException {
    TreeMap<String, Entry> entries = new TreeMap<>();
    for (JsonNode layer : manifest().path("layers")) {
      each(
          layer,
          (tar, entry) ->
              entries.put(
                  entry.getName().replaceAll("/$", ""),
                  new Entry(
                      entry.isDirectory(),
                      entry.getMode() & 0777,
                      entry.getModTime().getTime() / 1000,
                      entry.getLongUserId())));
    }
    return entries;
  }

  /** Lays one layer upon the other, as an engine does. */
  void unpack(Path root) throws IOException {
    Files.createDirectories(root);
    for (JsonNode layer : manifest().path("layers")) {
      each(
          layer,
          (tar, entry) -> {
            Path target = within(root, entry.getName());
            if (entry.isDirectory()) {
              Files.createDirectories(target);
            } else {
              Files.createDirectories(target.getParent());
              Files.copy(tar, target);
              Files.setLastModifiedTime(target, FileTime.fromMillis(entry.getModTime().getTime()));
            }
            Files.setPosixFilePermissions(target, permissions(entry.getMode()));
          });
    }
  }

  /** Whoever takes it in computes the digest and refuses another. */
  private Path blob(JsonNode descriptor) throws IOException {
    String digest = descriptor.path("digest").asText();
    Path blob = folder.resolve("blobs").resolve(digest.replace(':', '/'));
    if (Files.size(blob) != descriptor.path("size").asLong() || !digest.equals(sha256(blob))) {
      throw new IllegalStateException("not what its digest says: " + descriptor);
    }
    return blob;
  }

  private interface Reader {
    void read(TarArchiveInputStream tar, TarArchiveEntry entry) throws IOException;
  }

  private void each(JsonNode layer, Reader reader) throws IOException {
    try (InputStream file = new BufferedInputStream(Files.newInputStream(blob(layer)));
        TarArchiveInputStream tar = new TarArchiveInputStream(new GZIPInputStream(file))) {
      for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        reader.read(tar, entry);
      }
    }
  }

  private static Path within(Path folder, String name) {
    Path target = folder.resolve(name.replaceAll("^/+", "")).normalize();
    if (!target.startsWith(folder)) {
      throw new IllegalStateException("outside of its folder: " + name);
    }
    return target;
  }

  private static Set<PosixFilePermission> permissions(int mode) {
    // Declared from the owner's right to read down to others' right to run.
    PosixFilePermission[] all = PosixFilePermission.values();
    EnumSet<PosixFilePermission> set = EnumSet.noneOf(PosixFilePermission.class);
    for (int bit = 0; bit < all.length; bit++) {
      if ((mode & (0400 >> bit)) != 0) {
        set.add(all[bit]);
      }
    }
    return set;
  }

  private static JsonNode json(Path file) throws IOException {
    return StateJson.mapper().readTree(file.toFile());
  }

  private static String sha256(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      byte[] buffer = new byte[1 << 16];
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        digest.update(buffer, 0, read);
      }
      return "sha256:" + HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
