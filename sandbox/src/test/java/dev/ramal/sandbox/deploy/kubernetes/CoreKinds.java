package dev.ramal.sandbox.deploy.kubernetes;

import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.introspect.BeanPropertyDefinition;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Kubernetes' own kinds as the models of its Java client have them. The models themselves take
 * fields that they do not know; here they are problems, as they are for the API server.
 */
final class CoreKinds {
  private static final Map<String, Class<?>> MODELS =
      Map.of(
          "v1 Namespace", Namespace.class,
          "v1 ServiceAccount", ServiceAccount.class,
          "v1 ConfigMap", ConfigMap.class,
          "v1 Service", io.fabric8.kubernetes.api.model.Service.class,
          "apps/v1 Deployment", Deployment.class,
          "batch/v1 Job", Job.class,
          "networking.k8s.io/v1 NetworkPolicy", NetworkPolicy.class,
          "networking.k8s.io/v1 Ingress", Ingress.class,
          "policy/v1 PodDisruptionBudget", PodDisruptionBudget.class);

  /** Written as one value, whatever it is. */
  private static final Set<Class<?>> VALUES = Set.of(IntOrString.class, Quantity.class);

  private static final Set<Class<?>> NUMBERS =
      Set.of(Integer.class, int.class, Long.class, long.class);

  private final ObjectMapper mapper = new ObjectMapper();
  private final Map<JavaType, Map<String, JavaType>> known = new HashMap<>();

  boolean know(JsonNode resource) {
    return MODELS.containsKey(key(resource));
  }

  /** Where a resource is not what its kind takes; empty when it is. */
  List<String> problems(JsonNode resource) {
    List<String> problems = new ArrayList<>();
    walk(
        Manifests.id(resource),
        resource,
        mapper.constructType(MODELS.get(key(resource))),
        problems);
    return problems;
  }

  private static String key(JsonNode resource) {
    return resource.path("apiVersion").asText() + " " + Manifests.kind(resource);
  }

  private void walk(String path, JsonNode node, JavaType type, List<String> problems) {
    if (type.isMapLikeType()) {
      expect(node.isObject(), path, "an object", problems);
      node.properties()
          .forEach(
              entry ->
                  walk(
                      path + "/" + entry.getKey(),
                      entry.getValue(),
                      type.getContentType(),
                      problems));
    } else if (type.isCollectionLikeType()) {
      expect(node.isArray(), path, "a list", problems);
      int place = 0;
      for (JsonNode element : node) {
        walk(path + "/" + place++, element, type.getContentType(), problems);
      }
    } else if (VALUES.contains(type.getRawClass())) {
      expect(node.isTextual() || node.isNumber(), path, "a value", problems);
    } else if (type.hasRawClass(String.class)) {
      expect(node.isTextual(), path, "a text", problems);
    } else if (type.hasRawClass(Boolean.class) || type.hasRawClass(boolean.class)) {
      expect(node.isBoolean(), path, "true or false", problems);
    } else if (NUMBERS.contains(type.getRawClass())) {
      expect(node.isIntegralNumber(), path, "a whole number", problems);
    } else {
      expect(node.isObject(), path, "an object", problems);
      node.properties().forEach(entry -> member(path, entry, type, problems));
    }
  }

  private void member(
      String path, Map.Entry<String, JsonNode> entry, JavaType type, List<String> problems) {
    JavaType of = known.computeIfAbsent(type, this::members).get(entry.getKey());
    String place = path + "/" + entry.getKey();
    expect(of != null, place, "a field that it knows", problems);
    if (of != null) {
      walk(place, entry.getValue(), of, problems);
    }
  }

  private Map<String, JavaType> members(JavaType type) {
    Map<String, JavaType> members = new HashMap<>();
    for (BeanPropertyDefinition property :
        mapper.getDeserializationConfig().introspect(type).findProperties()) {
      members.put(property.getName(), property.getPrimaryType());
    }
    return members;
  }

  private static void expect(boolean holds, String path, String wanted, List<String> problems) {
    if (!holds) {
      problems.add(path + ": " + wanted + " is expected");
    }
  }
}
