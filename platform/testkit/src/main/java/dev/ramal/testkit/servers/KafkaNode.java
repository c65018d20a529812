package dev.ramal.testkit.servers;

import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Properties;
import kafka.Kafka;
import kafka.tools.StorageTool;
import org.apache.kafka.common.Uuid;

/** Main class of the Kafka child process: formats the log directory once, then runs the broker. */
public final class KafkaNode {
  private KafkaNode() {}

  /** {@code args[0]}: the properties file of the node. */
  public static void main(String[] args) throws IOException {
    format(args[0]);
    Kafka.main(args);
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
