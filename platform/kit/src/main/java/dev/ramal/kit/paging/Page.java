package dev.ramal.kit.paging;

import dev.ramal.kit.problem.RequestAddress;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.function.Function;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * One page of a list, newest first.
 *
 * @param next cursor of the page that follows; null at the end
 */
public record Page<T>(List<T> items, @Schema(nullable = true) String next) {
  public static final int LARGEST = 200;
  public static final int USUAL = 50;

  public Page {
    items = List.copyOf(items);
  }

  /**
   * Cuts a page out of a result that was read with {@code limit + 1}.
   *
   * @param cursorOf the cursor that points behind an item
   */
  public static <T> Page<T> cut(List<T> found, int limit, Function<T, Cursor> cursorOf) {
    if (found.size() <= limit) {
      return new Page<>(found, null);
    }
    List<T> items = found.subList(0, limit);
    return new Page<>(items, cursorOf.apply(items.get(limit - 1)).encoded());
  }

  /** A list that is short enough to be told whole. */
  public static <T> Page<T> whole(List<T> items) {
    return new Page<>(items, null);
  }

  /**
   * The page with its {@code Link: <…>; rel="next"} header. It leads to a path alone: the address
   * at which we were reached is not the one that the client used.
   */
  Response respond(HttpServerRequest request) {
    Response.ResponseBuilder response = Response.ok(this);
    if (next != null) {
      response.header(
          "Link", "<%s>; rel=\"next\"".formatted(RequestAddress.with(request, "cursor", next)));
    }
    return response.build();
  }
}
