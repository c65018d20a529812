package dev.ramal.sandbox.commands;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ramal.sandbox.state.SandboxFailure;
import dev.ramal.sandbox.state.StateJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/**
 * What follows {@code ./ramal dlq} and its verb.
 *
 * @param topic null when none is named
 * @param options by name, without those that were not given
 * @param ids of letters
 * @param appliedNowhere whether old ones are sent, too
 */
record DlqOptions(
    String topic,
    Map<String, String> options,
    List<String> ids,
    boolean appliedNowhere,
    boolean json) {
  private static final String APPLIED_NOWHERE = "--applied-nowhere";

  private static final List<String> WITH_VALUE =
      List.of("--fingerprint", "--id", "--patch", "--quota", "--limit", "--as", "--org", "--key");

  static DlqOptions of(List<String> arguments) {
    String topic = null;
    boolean json = false;
    boolean appliedNowhere = false;
    Map<String, String> options = new HashMap<>();
    List<String> ids = new ArrayList<>();
    for (Iterator<String> words = arguments.iterator(); words.hasNext(); ) {
      String word = words.next();
      if (word.equals("--json")) {
        json = true;
      } else if (word.equals(APPLIED_NOWHERE)) {
        appliedNowhere = true;
      } else if (WITH_VALUE.contains(word)) {
        if (!words.hasNext()) {
          throw new SandboxFailure(word + " takes a value.");
        }
        String value = words.next();
        if (word.equals("--id")) {
          ids.add(value);
        } else {
          options.put(word, value);
        }
      } else if (word.startsWith("-") || topic != null) {
        throw new SandboxFailure(
            "ramal dlq takes a topic, --json, %s and %s, not %s."
                .formatted(APPLIED_NOWHERE, String.join(", ", WITH_VALUE), word));
      } else {
        topic = word;
      }
    }
    return new DlqOptions(topic, options, ids, appliedNowhere, json);
  }

  String requiredTopic() {
    if (topic == null) {
      throw new SandboxFailure("Name a topic; ./ramal dlq topics lists them.");
    }
    return topic;
  }

  /** Null when it was not given. */
  String option(String name) {
    return options.get(name);
  }

  /** Null when it was not given. */
  Integer number(String name) {
    String value = options.get(name);
    if (value != null && !value.matches("[0-9]{1,9}")) {
      throw new SandboxFailure(name + " takes a whole number, not \"" + value + "\".");
    }
    return value == null ? null : Integer.valueOf(value);
  }

  /** A JSON Patch, written out or in a file; null when none was given. */
  JsonNode patch() {
    String given = options.get("--patch");
    try {
      return given == null
          ? null
          : StateJson.mapper()
              .readTree(
                  given.stripLeading().startsWith("[") ? given : Files.readString(Path.of(given)));
    } catch (IOException e) {
      throw new SandboxFailure("--patch takes a JSON Patch or a file of one: " + e.getMessage(), e);
    }
  }
}
