package dev.ramal.sandbox.monitoring;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.ramal.sandbox.monitoring.OtlpSpans.Span;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;

/** Takes what services export by OTLP over HTTP, as a collector does. */
public final class TraceCollector implements AutoCloseable {
  private final List<Span> spans = new CopyOnWriteArrayList<>();
  private final HttpServer server;

  private TraceCollector(HttpServer server) {
    this.server = server;
  }

  public static TraceCollector start() throws IOException {
    TraceCollector collector =
        new TraceCollector(
            HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0));
    collector.server.setExecutor(Executors.newFixedThreadPool(2));
    collector.server.createContext("/v1/traces", collector::take);
    collector.server.start();
    return collector;
  }

  /** For {@code OTEL_EXPORTER_OTLP_ENDPOINT}, with the protocol {@code http/protobuf}. */
  public String endpoint() {
    return "http://localhost:" + server.getAddress().getPort();
  }

  /** Who took part in a trace. */
  public Set<String> services(String trace) {
    return spans.stream()
        .filter(span -> span.trace().equals(trace))
        .map(Span::service)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** Names of spans that hold what none may. */
  public List<String> namesWith(String secret) {
    return spans.stream().map(Span::name).filter(name -> name.contains(secret)).toList();
  }

  private void take(HttpExchange exchange) throws IOException {
    try (exchange) {
      InputStream body = exchange.getRequestBody();
      boolean packed = "gzip".equals(exchange.getRequestHeaders().getFirst("Content-Encoding"));
      spans.addAll(OtlpSpans.read((packed ? new GZIPInputStream(body) : body).readAllBytes()));
      exchange.getResponseHeaders().add("Content-Type", "application/x-protobuf");
      exchange.sendResponseHeaders(200, -1);
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
