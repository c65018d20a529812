package dev.ramal.sandbox.deploy.kubernetes;

import dev.ramal.events.Topics;
import dev.ramal.sandbox.deploy.DeployFiles;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * All topics that services need, as they would create them: those that {@link Topics} owns, and for
 * each channel what is tried again and what has died.
 *
 * @param settings of the broker
 */
record NeededTopic(int partitions, Map<String, String> settings) {
  private static final String POLICY =
      DeployFiles.text("platform/kit/src/main/java/dev/ramal/kit/failure/FailurePolicy.java");

  static Map<String, NeededTopic> all() {
    Map<String, NeededTopic> needed = new TreeMap<>();
    Topics.all()
        .forEach(
            topic ->
                needed.put(topic.name(), new NeededTopic(Topics.PARTITIONS, topic.settings())));
    Map<String, String> kept = Map.of("retention.ms", "" + Topics.DEAD_LETTER_RETENTION.toMillis());
    for (Channel channel : Channel.all()) {
      for (String delay : word("USUAL_DELAYS = \"([0-9,]+)\"").split(",")) {
        needed.put(
            channel.topic() + "." + channel.group() + "_retry_" + delay,
            new NeededTopic(number("RETRY_PARTITIONS"), kept));
      }
      needed.put(
          Topics.deadLetter(channel.topic(), channel.group()),
          new NeededTopic(number("DEAD_LETTER_PARTITIONS"), kept));
    }
    return needed;
  }

  /** Resources of Strimzi; their names take no underline. */
  static String written() {
    StringBuilder text =
        new StringBuilder(
            "# Written by KubernetesTopicsTest (-Dramal.docs.write=true) from"
                + " dev.ramal.events.Topics and the channels of the services.\n");
    all().forEach((name, topic) -> topic.write(name, text));
    return text.toString();
  }

  private void write(String name, StringBuilder text) {
    String resource = name.replace('_', '-');
    text.append("---\napiVersion: kafka.strimzi.io/v1\nkind: KafkaTopic\nmetadata:\n  name: ")
        .append(resource)
        .append("\n  labels: { strimzi.io/cluster: kafka, app.kubernetes.io/part-of: ramal }\n")
        .append("spec:\n");
    if (!resource.equals(name)) {
      text.append("  topicName: ").append(name).append('\n');
    }
    text.append("  partitions: ").append(partitions).append("\n  config:\n");
    new TreeMap<>(settings)
        .forEach((key, value) -> text.append("    " + key + ": " + value + "\n"));
  }

  private static int number(String constant) {
    return Integer.parseInt(word(constant + " = ([0-9]+)"));
  }

  private static String word(String pattern) {
    Matcher found = Pattern.compile(pattern).matcher(POLICY);
    if (!found.find()) {
      throw new IllegalStateException("FailurePolicy no longer says " + pattern);
    }
    return found.group(1);
  }
}
