package dev.ramal.calls.carrier;

import dev.ramal.events.Carrier;
import io.quarkus.arc.All;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The recording ports that are plugged in, by carrier. */
@ApplicationScoped
public class Recordings {
  private final Map<Carrier, RecordingPort> ports;

  Recordings(@All List<RecordingPort> ports) {
    this.ports =
        ports.stream().collect(Collectors.toMap(RecordingPort::carrier, Function.identity()));
  }

  /**
   * @throws IllegalArgumentException when no port of that carrier is plugged in
   */
  public RecordingPort of(Carrier carrier) {
    RecordingPort port = ports.get(carrier);
    if (port == null) {
      throw new IllegalArgumentException("no recording port for " + carrier);
    }
    return port;
  }
}
