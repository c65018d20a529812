package dev.ramal.kit.text;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.ramal.events.CleanText;
import java.util.List;
import java.util.Map;

/** JSON of somebody who cannot mend it, without what no store can hold. */
public final class CleanTree {
  private CleanTree() {}

  /**
   * The tree itself, each text in it {@linkplain CleanText#of clean}; names of fields stay.
   *
   * @param tree as deep as its parser lets it be
   */
  public static JsonNode of(JsonNode tree) {
    if (tree instanceof TextNode) {
      return TextNode.valueOf(CleanText.of(tree.textValue()));
    }
    if (tree instanceof ObjectNode object) {
      for (Map.Entry<String, JsonNode> field : List.copyOf(object.properties())) {
        object.set(field.getKey(), of(field.getValue()));
      }
    } else if (tree instanceof ArrayNode array) {
      for (int i = 0; i < array.size(); i++) {
        array.set(i, of(array.get(i)));
      }
    }
    return tree;
  }
}
