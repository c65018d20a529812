package dev.ramal.kit.http;

import dev.ramal.kit.problem.Problem;
import io.quarkus.runtime.configuration.MemorySize;
import jakarta.annotation.Priority;
import jakarta.enterprise.inject.Instance;
import jakarta.ws.rs.ConstrainedTo;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.RuntimeType;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.UriInfo;
import jakarta.ws.rs.ext.Provider;
import jakarta.ws.rs.ext.ReaderInterceptor;
import jakarta.ws.rs.ext.ReaderInterceptorContext;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Locale;

/** Refuses a body that turns out too large and had not said its length. */
@Provider
@ConstrainedTo(RuntimeType.SERVER)
@Priority(Priorities.ENTITY_CODER)
public class LimitBodies implements ReaderInterceptor {
  /** Providers are made before the configuration of the process is read. */
  private final Instance<HttpConfig> limits;

  @Context UriInfo uri;

  LimitBodies(Instance<HttpConfig> limits) {
    this.limits = limits;
  }

  @Override
  public Object aroundReadFrom(ReaderInterceptorContext reading) throws IOException {
    if (reading.getHeaders().containsKey(HttpHeaders.CONTENT_LENGTH)) {
      return reading.proceed();
    }
    HttpConfig config = limits.get();
    String type = String.valueOf(reading.getMediaType());
    long most = most(config, uri.getPath(), type);
    if (isFile(config, uri.getPath(), type)) {
      reading.setInputStream(new LimitedStream(reading.getInputStream(), most));
    } else {
      byte[] body = reading.getInputStream().readNBytes(Math.toIntExact(most + 1));
      if (body.length > most) {
        throw tooLarge(most).exception();
      }
      reading.setInputStream(new ByteArrayInputStream(body));
    }
    return reading.proceed();
  }

  /**
   * Bytes that a body of a request to that path may have.
   *
   * @param type of the body as its sender says, null when not
   */
  static long most(HttpConfig limits, String path, String type) {
    MemorySize most =
        isFile(limits, path, type) ? limits.largeBodies().get(path) : limits.maxBody();
    return most.asLongValue();
  }

  /** JSON is read whole wherever it is sent to. */
  private static boolean isFile(HttpConfig limits, String path, String type) {
    return limits.largeBodies().containsKey(path)
        && (type == null || !type.toLowerCase(Locale.ROOT).contains("json"));
  }

  static Problem tooLarge(long most) {
    return Problem.of(413, "RAMAL-0413", "The body is too large")
        .detail("A body may have up to %d bytes.".formatted(most));
  }
}
