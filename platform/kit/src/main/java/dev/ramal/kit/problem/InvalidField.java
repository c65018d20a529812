package dev.ramal.kit.problem;

import jakarta.validation.ElementKind;
import jakarta.validation.Path;
import jakarta.validation.Path.ParameterNode;
import jakarta.ws.rs.container.ResourceInfo;
import java.lang.reflect.Parameter;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** How whoever has sent a field knows it: by its place in the body, or by the parameter's name. */
final class InvalidField {
  /** The whole of it. */
  private static final String BODY = "body";

  private InvalidField() {}

  /**
   * @param path from the method and its parameter on; elements of lists are told by their index
   * @param resource whose method was to be called
   */
  static String of(Path path, ResourceInfo resource) {
    List<Path.Node> nodes =
        StreamSupport.stream(path.spliterator(), false)
            .filter(node -> node.getKind() != ElementKind.CONTAINER_ELEMENT)
            .toList();
    Path.Node last = nodes.get(nodes.size() - 1);
    if (nodes.size() > 2) {
      return nodes.stream().skip(2).map(Path.Node::toString).collect(Collectors.joining("."));
    }
    return last.getKind() == ElementKind.PARAMETER && isBody(last.as(ParameterNode.class), resource)
        ? BODY
        : last.toString();
  }

  /** What no annotation says to be in the address or in a header is the body. */
  private static boolean isBody(ParameterNode node, ResourceInfo resource) {
    Parameter parameter = resource.getResourceMethod().getParameters()[node.getParameterIndex()];
    return List.of(parameter.getAnnotations()).stream()
        .map(annotation -> annotation.annotationType().getPackageName())
        .noneMatch(
            of -> of.startsWith("jakarta.ws.rs") || of.startsWith("org.jboss.resteasy.reactive"));
  }
}
