package dev.ramal.kit.http;

import dev.ramal.kit.problem.Problem;
import jakarta.annotation.Priority;
import jakarta.enterprise.inject.Instance;
import jakarta.ws.rs.ConstrainedTo;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.RuntimeType;
import jakarta.ws.rs.core.HttpHeaders;
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

  LimitBodies(Instance<HttpConfig> limits) {
    this.limits = limits;
  }

  @Override
  public Object aroundReadFrom(ReaderInterceptorContext reading) throws IOException {
    if (!reading.getHeaders().containsKey(HttpHeaders.CONTENT_LENGTH)) {
      int most = Math.toIntExact(limits.get().maxBody().asLongValue());
      byte[] body = reading.getInputStream().readNBytes(most + 1);
      if (body.length > most) {
        throw tooLarge(limits.get()).exception();
      }
      reading.setInputStream(new ByteArrayInputStream(body));
    }
    return reading.proceed();
  }

  static Problem tooLarge(HttpConfig limits) {
    return Problem.of(413, "RAMAL-0413", "The body is too large")
        .detail("A body may have up to %d bytes.".formatted(limits.maxBody().asLongValue()));
  }
}
