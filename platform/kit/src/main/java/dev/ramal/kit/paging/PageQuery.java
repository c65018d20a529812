package dev.ramal.kit.paging;

import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.function.Function;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;

/** The page that a client asks for; a {@code BeanParam} of every method that lists. */
public class PageQuery {
  @QueryParam("limit")
  @Parameter(description = "How many items at most")
  @Schema(implementation = Integer.class, minimum = "1", maximum = "200", defaultValue = "50")
  String limit;

  @QueryParam("cursor")
  @Parameter(description = "The field next of the page before; without it the first page")
  String cursor;

  @Context HttpServerRequest request;

  /** Reads a list behind a place in it. */
  @FunctionalInterface
  public interface Reading<T> {
    /**
     * @param behind null for the first page
     * @param most one more than the page takes, which tells whether another follows
     */
    Uni<List<T>> read(Cursor behind, int most);
  }

  /**
   * The place behind which the page begins; null for the first.
   *
   * @throws dev.ramal.kit.problem.ProblemException 400 when it is no cursor
   */
  public Cursor behind() {
    return Cursor.decode(cursor).orElse(null);
  }

  /**
   * How many items the page takes.
   *
   * @throws dev.ramal.kit.problem.ProblemException 400 when it is no number or out of range
   */
  public int size() {
    return Cursor.limit(limit);
  }

  /**
   * @param cursorOf the cursor that points behind an item
   * @throws dev.ramal.kit.problem.ProblemException 400 as told above, before anything is read
   */
  public <T> Uni<Page<T>> page(Reading<T> list, Function<T, Cursor> cursorOf) {
    int size = size();
    return list.read(behind(), size + 1).map(found -> Page.cut(found, size, cursorOf));
  }

  /**
   * A page with its {@code Link} to the next, of who cuts it otherwise than by the number of items.
   */
  public Response respond(Page<?> page) {
    return page.respond(request);
  }

  /** The page with its {@code Link} to the next. */
  public <T> Uni<Response> respond(Reading<T> list, Function<T, Cursor> cursorOf) {
    return page(list, cursorOf).map(page -> page.respond(request));
  }
}
