package dev.ramal.sandbox.deploy.kubernetes;

import dev.ramal.sandbox.deploy.DeployFiles;
import dev.ramal.sandbox.processes.Service;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a service reads, as its settings say it.
 *
 * @param group whose place in the topic is kept; the service unless the channel has one of its own
 */
record Channel(Service service, String topic, String group) {
  private static final Pattern SETTING =
      Pattern.compile("(?m)^mp\\.messaging\\.incoming\\.([^.]+)\\.(topic|group\\.id)=(.+)$");

  static List<Channel> all() {
    List<Channel> channels = new ArrayList<>();
    for (Service service : Service.values()) {
      Map<String, Map<String, String>> settings = new TreeMap<>();
      Matcher setting =
          SETTING.matcher(
              DeployFiles.text(service.id() + "/src/main/resources/application.properties"));
      while (setting.find()) {
        settings
            .computeIfAbsent(setting.group(1), name -> new TreeMap<>())
            .put(setting.group(2), setting.group(3).strip());
      }
      settings.forEach(
          (name, of) ->
              channels.add(
                  new Channel(
                      service, of.get("topic"), of.getOrDefault("group.id", service.id()))));
    }
    return channels;
  }
}
