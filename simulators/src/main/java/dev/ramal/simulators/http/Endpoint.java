package dev.ramal.simulators.http;

/** What a stand-in does with one request; throws {@link ApiError} to refuse it. */
@FunctionalInterface
public interface Endpoint {
  void handle(Exchange exchange);
}
