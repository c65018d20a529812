package dev.ramal.simulators.twilio.intelligence;

import dev.ramal.simulators.context.Ids;
import io.vertx.core.json.JsonObject;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/** What is said in every recording: who is called answers, and both take turns until the end. */
final class Conversation {
  private static final List<String> LINES =
      List.of(
          "Alô, quem fala?",
          "Bom dia, aqui é a Ana da Aurora.",
          "Quero saber o preço do plano.",
          "O plano custa cinquenta reais por mês.",
          "Achei o preço bom.");

  private Conversation() {}

  /** One every three seconds, two and a half long, on channels 1 and 2 in turn. */
  static List<JsonObject> sentences(int seconds) {
    List<JsonObject> said = new ArrayList<>();
    for (int at = 0; at * 3 + 3 <= seconds; at++) {
      BigDecimal start = BigDecimal.valueOf(at * 3L);
      said.add(
          new JsonObject()
              .put("media_channel", 1 + at % 2)
              .put("sentence_index", at)
              .put("start_time", start.toString())
              .put("end_time", start.add(new BigDecimal("2.5")).toString())
              .put("transcript", LINES.get(at % LINES.size()))
              .put("sid", Ids.sid("GX"))
              .put("confidence", "0.92")
              .put("words", null));
    }
    return said;
  }
}
