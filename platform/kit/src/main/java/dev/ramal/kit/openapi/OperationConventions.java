package dev.ramal.kit.openapi;

import dev.ramal.kit.idempotency.Idempotency;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;
import org.eclipse.microprofile.openapi.models.responses.APIResponses;
import org.eclipse.microprofile.openapi.models.security.SecurityRequirement;

/** Completes what a resource says of one operation. */
final class OperationConventions {
  private static final Set<String> DEFAULTS = Set.of("Not Authorized", "Not Allowed");

  private final String path;
  private final Operation operation;

  OperationConventions(String path, Operation operation) {
    this.path = path;
    this.operation = operation;
  }

  void apply() {
    if (operation.getOperationId() != null) {
      operation.setOperationId(operation.getOperationId().replace("{Resource}", resource()));
    }
    List<String> roles = roles();
    operation.setParameters(parameters(!roles.isEmpty()));
    demand(roles);
    boolean hasBody = operation.getRequestBody() != null;
    if (hasBody) {
      operation.getRequestBody().setRequired(true);
      answer(CommonAnswer.TOO_LARGE);
      answer(CommonAnswer.WRONG_TYPE);
    }
    if (hasBody || !operation.getParameters().isEmpty()) {
      answer(CommonAnswer.INVALID);
    }
    answer(CommonAnswer.UNEXPECTED);
    answer(CommonAnswer.BUSY);
    APIResponses sorted = OASFactory.createAPIResponses();
    operation.getResponses().getAPIResponses().entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .forEach(each -> sorted.addAPIResponse(each.getKey(), completed(each)));
    operation.setResponses(sorted);
  }

  /** What stands behind {@code /api}, for operations that several services have. */
  private String resource() {
    String[] steps = path.split("/");
    String name = steps.length > 2 ? steps[2] : "";
    return name.isEmpty() ? "" : name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1);
  }

  /** Those who may ask; empty where everybody may. */
  private List<String> roles() {
    List<SecurityRequirement> security = operation.getSecurity();
    return security == null || security.isEmpty()
        ? List.of()
        : security.get(0).getSchemes().values().stream().flatMap(List::stream).sorted().toList();
  }

  private void demand(List<String> roles) {
    if (roles.isEmpty()) {
      operation.setSecurity(List.of());
      return;
    }
    operation.setSecurity(List.of(requirement(SharedParts.BEARER), requirement(SharedParts.LOGIN)));
    operation.addExtension("x-roles", roles);
    String said = operation.getDescription() == null ? "" : operation.getDescription() + "\n\n";
    operation.setDescription(said + "Roles: " + String.join(", ", roles) + ".");
    answerInsteadOfDefault(CommonAnswer.NOT_SIGNED_IN);
    answerInsteadOfDefault(CommonAnswer.NOT_PERMITTED);
  }

  /** Without scopes: roles come with the person, no client can ask for one. */
  private static SecurityRequirement requirement(String scheme) {
    return OASFactory.createSecurityRequirement().addScheme(scheme, List.of());
  }

  private List<Parameter> parameters(boolean ofAnOrganization) {
    List<Parameter> all = new ArrayList<>();
    if (operation.getParameters() != null) {
      operation.getParameters().stream().map(OperationConventions::shared).forEach(all::add);
    }
    if (ofAnOrganization) {
      all.add(reference(SharedParts.ORGANIZATION));
    }
    return all;
  }

  private static Parameter shared(Parameter own) {
    if (Idempotency.HEADER.equals(own.getName())) {
      return reference(SharedParts.IDEMPOTENCY_KEY);
    } else if ("limit".equals(own.getName())) {
      return reference(SharedParts.LIMIT);
    } else {
      return "cursor".equals(own.getName()) ? reference(SharedParts.CURSOR) : own;
    }
  }

  private static Parameter reference(String component) {
    return OASFactory.createParameter().ref(component);
  }

  /** The framework says something of these two, unless the resource does. */
  private void answerInsteadOfDefault(CommonAnswer common) {
    APIResponse said = operation.getResponses().getAPIResponse(common.status());
    if (said != null && DEFAULTS.contains(said.getDescription())) {
      operation.getResponses().removeAPIResponse(common.status());
    }
    answer(common);
  }

  private void answer(CommonAnswer common) {
    if (!operation.getResponses().hasAPIResponse(common.status())) {
      operation
          .getResponses()
          .addAPIResponse(common.status(), OASFactory.createAPIResponse().ref(common.component()));
    }
  }

  private static APIResponse completed(Map.Entry<String, APIResponse> answer) {
    APIResponse response = answer.getValue();
    if (response.getRef() != null) {
      return response;
    }
    if (answer.getKey().compareTo("400") >= 0) {
      response.setContent(CommonAnswer.problemContent());
    }
    return CommonAnswer.withHeaders(answer.getKey(), response);
  }
}
