package dev.ramal.sandbox.deploy.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Resources that were rendered, to be looked through. */
record Manifests(List<ObjectNode> all) {
  static final String BASE = "deploy/kubernetes/base";
  static final String DEV = "deploy/kubernetes/overlays/dev";
  static final String PRODUCTION = "deploy/kubernetes/overlays/production";
  static final String POOLED = "deploy/kubernetes/overlays/production-pooled";

  static String kind(JsonNode resource) {
    return resource.path("kind").asText();
  }

  static String name(JsonNode resource) {
    return resource.at("/metadata/name").asText();
  }

  /** What no two resources have in common. */
  static String id(JsonNode resource) {
    return resource.path("apiVersion").asText().split("/")[0]
        + " "
        + kind(resource)
        + " "
        + name(resource);
  }

  List<ObjectNode> of(String kind) {
    return all.stream().filter(resource -> kind(resource).equals(kind)).toList();
  }

  Set<String> names(String kind) {
    Set<String> names = new TreeSet<>();
    of(kind).forEach(resource -> names.add(name(resource)));
    return names;
  }

  /**
   * @throws IllegalArgumentException when there is none
   */
  ObjectNode one(String kind, String name) {
    return of(kind).stream()
        .filter(resource -> name(resource).equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no " + kind + " " + name));
  }

  Workload deployment(String name) {
    return new Workload(one("Deployment", name));
  }

  List<Workload> deployments() {
    return of("Deployment").stream().map(Workload::new).toList();
  }

  /** Whatever becomes pods of ours. */
  List<Workload> workloads() {
    List<Workload> workloads = new ArrayList<>(deployments());
    of("Job").forEach(job -> workloads.add(new Workload(job)));
    return workloads;
  }
}
