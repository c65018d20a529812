package dev.ramal.calls.agents;

import java.util.HashMap;
import java.util.Map;

/**
 * What must be known of an agent whose phone is to ring.
 *
 * @param entered whether anything was entered of it, by an administrator or by itself
 * @param phone on which the agent has chosen to be rung; null for the softphone
 * @param username as the identity provider knows the agent; null when unknown
 * @param told whether changes of its status are told: it has said one once
 * @param softphones where it has logged in: the address by the id of the connection
 */
public record RungAgent(
    boolean entered, String phone, String username, boolean told, Map<String, String> softphones) {
  static final RungAgent UNKNOWN = new RungAgent(false, null, null, false, Map.of());

  RungAgent onPhone(String number) {
    return new RungAgent(entered, number, username, told, softphones);
  }

  /**
   * @param softphones as {@link AgentRepository#SOFTPHONES} tells them; null for none
   */
  static RungAgent of(String phone, String username, boolean told, String softphones) {
    Map<String, String> addresses = new HashMap<>();
    String[] words = softphones == null ? new String[0] : softphones.split(" ");
    for (int i = 0; i + 1 < words.length; i += 2) {
      addresses.put(words[i], words[i + 1]);
    }
    return new RungAgent(true, phone, username, told, Map.copyOf(addresses));
  }
}
