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
    long most = most(config, uri.getPath());
    if (config.largeBodies().containsKey(uri.getPath())) {
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

  /** Bytes that a body of a request to that path may have. */
  static long most(HttpConfig limits, String path) {
    MemorySize large = limits.largeBodies().get(path);
    return (large == null ? limits.maxBody() : large).asLongValue();
  }

  static Problem tooLarge(long most) {
    return Problem.of(413, "RAMAL-0413", "The body is too large")
        .detail("A body may have up to %d bytes.".formatted(most));
  }
}
