package dev.ramal.carriers.files;

import jakarta.ws.rs.core.Response;
import java.nio.file.Path;
import java.util.Optional;
import org.jboss.resteasy.reactive.PathPart;

/**
 * A kept file as an answer: whole, or the one part that a player asks for. What a browser does with
 * it stays within it.
 *
 * @param path on this machine, to be read at once
 * @param sha256 in hexadecimal
 */
public record ServedFile(Path path, long bytes, String contentType, String sha256) {

  /**
   * @param range header of the request; null when absent
   * @throws ByteRange.OutsideFile when the range lies outside
   */
  public Response.ResponseBuilder answer(String range) {
    Optional<ByteRange> part = ByteRange.of(range, bytes);
    ByteRange sent = part.orElseGet(() -> new ByteRange(0, bytes - 1));
    Response.ResponseBuilder answer =
        Response.status(part.isPresent() ? 206 : 200)
            .entity(new PathPart(path, sent.first(), sent.length()))
            .type(contentType)
            .header("Accept-Ranges", "bytes")
            .header("Cache-Control", "private, no-store")
            .header("X-Content-Type-Options", "nosniff")
            .header("ETag", "\"" + sha256 + "\"");
    part.ifPresent(one -> answer.header("Content-Range", one.contentRange(bytes)));
    return answer;
  }
}
