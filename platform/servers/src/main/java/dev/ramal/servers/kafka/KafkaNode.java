package dev.ramal.servers.kafka;

import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Properties;
import java.util.logging.ConsoleHandler;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import kafka.Kafka;
import kafka.tools.StorageTool;
import org.apache.kafka.common.Uuid;

/** Main class of the Kafka child process: formats the log directory once, then runs the broker. */
public final class KafkaNode {
  /** Held, because the log manager does not. */
  private static final Logger KAFKA = Logger.getLogger("kafka.server");

  private KafkaNode() {}

  /** {@code args[0]}: the properties file of the node. */
  public static void main(String[] args) throws IOException {
    log();
    format(args[0]);
    Kafka.main(args);
  }

  private static void log() {
    System.setProperty(
        "java.util.logging.SimpleFormatter.format", "%1$tF %1$tT.%1$tL %4$-7s %3$s %5$s%6$s%n");
    ConsoleHandler console = new ConsoleHandler();
    console.setFormatter(new SimpleFormatter());
    console.setLevel(Level.ALL);
    Logger root = Logger.getLogger("");
    root.addHandler(console);
    root.setLevel(Level.WARNING);
    KAFKA.setLevel(Level.INFO);
  }

  private static Properties load(String file) throws IOException {
    Properties properties = new Properties();
    try (InputStream in = new FileInputStream(file)) {
      properties.load(in);
    }
    return properties;
  }

  private static void format(String file) throws IOException {
    String folder = load(file).getProperty("log.dirs");
    if (new java.io.File(folder, "meta.properties").exists()) {
      return;
    }
    String[] format = {"format", "-t", Uuid.randomUuid().toString(), "-c", file};
    int code = StorageTool.execute(format, System.out);
    if (code != 0) {
      System.exit(code);
    }
  }
}
