package dev.ramal.simulators.telnyx.messages;

import dev.ramal.simulators.http.Exchange;
import dev.ramal.simulators.http.SimulatorServer;
import dev.ramal.simulators.telnyx.api.TelnyxErrors;
import io.vertx.core.buffer.Buffer;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;

/** Files that came with messages, at addresses that are open to whoever knows them. */
public final class TelnyxMedia {
  private static final String OPEN = "/media.telnyx/";

  private final Supplier<String> baseUrl;
  private final Map<String, Kept> kept = new HashMap<>();

  private record Kept(byte[] content, String type) {}

  public TelnyxMedia(Supplier<String> baseUrl) {
    this.baseUrl = baseUrl;
  }

  public void mount(SimulatorServer server) {
    server.route("GET", OPEN + ":file", this::open);
  }

  /**
   * Keeps a file.
   *
   * @return its address, as events name it
   */
  public String keep(byte[] content, String type) {
    String file = UUID.randomUUID().toString();
    kept.put(file, new Kept(content, type));
    return baseUrl.get() + OPEN + file;
  }

  public void clear() {
    kept.clear();
  }

  private void open(Exchange exchange) {
    Kept file = kept.get(exchange.pathParam("file"));
    if (file == null) {
      throw TelnyxErrors.notFound();
    }
    exchange.answer(200, file.type(), Buffer.buffer(file.content()), Map.of());
  }
}
