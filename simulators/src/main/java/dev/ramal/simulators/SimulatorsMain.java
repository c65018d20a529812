package dev.ramal.simulators;

import dev.ramal.simulators.time.Pace;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

/**
 * All stand-ins as one process. Arguments {@code --twilio=4010 --telnyx=4020 --rdstation=4030
 * --hubspot=4050 --slack=4040 --speed=10 --host=localhost --urls=file.json}, or the same as
 * SIMULATORS_TWILIO, SIMULATORS_SPEED and so on in the environment; 0 or nothing takes a free port;
 * the host is the name under which clients reach this process, as links to recordings have it. The
 * URLs are printed as one line of JSON and, when asked for, written to a file.
 */
public final class SimulatorsMain {
  private SimulatorsMain() {}

  public static void main(String[] arguments) throws IOException, InterruptedException {
    Map<String, String> settings = settings(arguments);
    SimulatorHost host =
        Simulators.start(
            SimulatorOptions.defaults()
                .pace(Pace.accelerated(Double.parseDouble(settings.getOrDefault("speed", "10"))))
                .host(settings.getOrDefault("host", "localhost"))
                .ports(
                    port(settings, "twilio"),
                    port(settings, "telnyx"),
                    port(settings, "rdstation"),
                    port(settings, "slack"))
                .hubSpotPort(port(settings, "hubspot")));
    String urls = JsonObject.mapFrom(host.urls()).encode();
    if (settings.containsKey("urls")) {
      Path file = Path.of(settings.get("urls"));
      Path fresh = file.resolveSibling(file.getFileName() + ".new");
      Files.writeString(fresh, urls);
      Files.move(fresh, file, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
    }
    System.out.println(urls);
    Runtime.getRuntime().addShutdownHook(new Thread(host::stop));
    new CountDownLatch(1).await();
  }

  private static Map<String, String> settings(String[] arguments) {
    Map<String, String> settings = new HashMap<>();
    for (String name :
        new String[] {
          "twilio", "telnyx", "rdstation", "hubspot", "slack", "speed", "host", "urls"
        }) {
      String value = System.getenv("SIMULATORS_" + name.toUpperCase(java.util.Locale.ROOT));
      if (value != null && !value.isBlank()) {
        settings.put(name, value);
      }
    }
    for (String argument : arguments) {
      int equals = argument.indexOf('=');
      if (!argument.startsWith("--") || equals < 0) {
        throw new IllegalArgumentException("expected --name=value, got " + argument);
      }
      settings.put(argument.substring(2, equals), argument.substring(equals + 1));
    }
    return settings;
  }

  private static int port(Map<String, String> settings, String name) {
    return Integer.parseInt(settings.getOrDefault(name, "0"));
  }
}
