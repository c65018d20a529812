package dev.ramal.sandbox.deploy.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * Whom the network policies of a namespace let a pod ask: as a cluster that enforces them would.
 */
record NetworkReach(List<ObjectNode> policies) {
  /**
   * A pod as policies see it.
   *
   * @param ports of its container, for those that policies name; may be missing
   */
  record Pod(JsonNode labels, JsonNode ports) {
    static Pod of(Workload workload) {
      return new Pod(workload.podLabels(), workload.container().path("ports"));
    }

    private boolean listens(JsonNode wanted, int port) {
      if (wanted.isNumber()) {
        return wanted.asInt() == port;
      }
      for (JsonNode one : ports) {
        if (one.path("name").equals(wanted)) {
          return one.path("containerPort").asInt() == port;
        }
      }
      return false;
    }
  }

  boolean allows(Pod from, Pod to, int port) {
    return allows("Egress", from, to, port) && allows("Ingress", to, from, to, port);
  }

  /** To where no pod of the cluster is. */
  boolean allowsOutside(Pod from, int port) {
    for (ObjectNode policy : policies) {
      if (applies(policy, "Egress", from)) {
        for (JsonNode rule : policy.at("/spec/egress")) {
          for (JsonNode peer : rule.path("to")) {
            if (peer.at("/ipBlock/cidr").asText().equals("0.0.0.0/0")
                && opens(rule.path("ports"), from, port)) {
              return true;
            }
          }
        }
      }
    }
    return false;
  }

  private boolean allows(String direction, Pod from, Pod to, int port) {
    return allows(direction, from, to, to, port);
  }

  /** Nobody is kept from anything to whom no policy applies. */
  private boolean allows(String direction, Pod subject, Pod peer, Pod listener, int port) {
    boolean free = true;
    for (ObjectNode policy : policies) {
      if (applies(policy, direction, subject)) {
        free = false;
        boolean outgoing = direction.equals("Egress");
        for (JsonNode rule : policy.at(outgoing ? "/spec/egress" : "/spec/ingress")) {
          JsonNode peers = rule.path(outgoing ? "to" : "from");
          if ((peers.isEmpty() || anySelects(peers, peer))
              && opens(rule.path("ports"), listener, port)) {
            return true;
          }
        }
      }
    }
    return free;
  }

  private static boolean applies(ObjectNode policy, String direction, Pod subject) {
    for (JsonNode type : policy.at("/spec/policyTypes")) {
      if (type.asText().equals(direction)) {
        return selects(policy.at("/spec/podSelector"), subject.labels());
      }
    }
    return false;
  }

  private static boolean anySelects(JsonNode peers, Pod pod) {
    for (JsonNode peer : peers) {
      if (peer.has("podSelector")
          && !peer.has("namespaceSelector")
          && selects(peer.path("podSelector"), pod.labels())) {
        return true;
      }
    }
    return false;
  }

  private static boolean opens(JsonNode ports, Pod listener, int port) {
    if (ports.isEmpty()) {
      return true;
    }
    for (JsonNode one : ports) {
      if (listener.listens(one.path("port"), port)) {
        return true;
      }
    }
    return false;
  }

  static boolean selects(JsonNode selector, JsonNode labels) {
    for (JsonNode expression : selector.path("matchExpressions")) {
      if (!expression.path("operator").asText().equals("Exists")) {
        throw new IllegalArgumentException("does not know " + expression);
      }
      if (!labels.has(expression.path("key").asText())) {
        return false;
      }
    }
    return selector.path("matchLabels").properties().stream()
        .allMatch(label -> label.getValue().equals(labels.path(label.getKey())));
  }
}
