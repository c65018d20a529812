package dev.ramal.kit.problem;

import io.quarkus.resteasy.reactive.server.runtime.ResteasyReactiveRecorder;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jboss.resteasy.reactive.server.core.Deployment;
import org.jboss.resteasy.reactive.server.mapping.RuntimeResource;
import org.jboss.resteasy.reactive.server.util.RuntimeResourceVisitor;

/**
 * The methods that a path has. Whoever asked with another one is told them (RFC 9110, 15.5.6); the
 * framework says no more than that it was the wrong one.
 */
@ApplicationScoped
class AllowedMethods {
  private static final Pattern PARAMETER = Pattern.compile("\\{\\s*[\\w.-]+\\s*(?::\\s*(.+?))?\\}");

  private List<Served> served;

  /**
   * @param path as the client wrote it
   * @return as in {@code GET, HEAD, OPTIONS}; empty for a path that leads nowhere
   */
  Set<String> of(String path) {
    List<Served> found =
        served().stream().filter(resource -> resource.path().matcher(path).matches()).toList();
    int most = found.stream().mapToInt(Served::literals).max().orElse(0);
    Set<String> methods = new TreeSet<>();
    for (Served resource : found) {
      if (resource.literals() == most) {
        methods.addAll(List.of(resource.method(), "OPTIONS"));
      }
    }
    if (methods.contains("GET")) {
      methods.add("HEAD");
    }
    return methods;
  }

  private synchronized List<Served> served() {
    if (served == null) {
      List<Served> found = new ArrayList<>();
      Deployment deployment = ResteasyReactiveRecorder.getCurrentDeployment();
      RuntimeResourceVisitor.visitRuntimeResources(
          deployment.getPrefix(),
          deployment.getClassMappers(),
          new RuntimeResourceVisitor() {
            @Override
            public void visitRuntimeResource(
                String method, String template, RuntimeResource resource) {
              if (method != null) {
                found.add(new Served(method, pattern(template), literals(template)));
              }
            }
          });
      served = List.copyOf(found);
    }
    return served;
  }

  /** Of a template like {@code /api/calls/{id}}, with or without a slash at the end. */
  static Pattern pattern(String template) {
    String path = template.replaceFirst("/$", "");
    StringBuilder text = new StringBuilder();
    int from = 0;
    Matcher parameter = PARAMETER.matcher(path);
    while (parameter.find()) {
      text.append(Pattern.quote(path.substring(from, parameter.start())))
          .append(parameter.group(1) == null ? "[^/]+" : "(?:" + parameter.group(1) + ")");
      from = parameter.end();
    }
    return Pattern.compile(text + Pattern.quote(path.substring(from)) + "/?");
  }

  /** Of several templates that cover a path the one with more characters of its own is meant. */
  private static int literals(String template) {
    return PARAMETER.matcher(template).replaceAll("").length();
  }

  private record Served(String method, Pattern path, int literals) {}
}
