package dev.ramal.kit.openapi;

import dev.ramal.kit.idempotency.Idempotency;
import dev.ramal.kit.paging.Page;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.Components;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;
import org.eclipse.microprofile.openapi.models.security.SecurityScheme;

/** Parameters, problems and the ways to log in: they stand once and are referred to. */
final class SharedParts {
  static final String ORGANIZATION = "Organization";
  static final String LIMIT = "Limit";
  static final String CURSOR = "Cursor";
  static final String IDEMPOTENCY_KEY = "IdempotencyKey";
  static final String PROBLEM = "Problem";
  static final String BEARER = "bearer";
  static final String LOGIN = "login";

  private SharedParts() {}

  static void addTo(OpenAPI api) {
    if (api.getComponents() == null) {
      api.setComponents(OASFactory.createComponents());
    }
    Components components = api.getComponents();
    components.setSecuritySchemes(Map.of(BEARER, bearer(), LOGIN, login()));
    components.addParameter(ORGANIZATION, organization());
    components.addParameter(LIMIT, limit());
    components.addParameter(CURSOR, cursor());
    components.addParameter(IDEMPOTENCY_KEY, idempotencyKey());
    components.addSchema(PROBLEM, problem());
    for (CommonAnswer answer : CommonAnswer.values()) {
      components.addResponse(answer.component(), answer.response());
    }
  }

  private static SecurityScheme bearer() {
    return OASFactory.createSecurityScheme()
        .type(SecurityScheme.Type.HTTP)
        .scheme("bearer")
        .bearerFormat("JWT")
        .description(
            "An access token of the realm. What it allows are the roles in the organization it"
                + " speaks for; each operation names those that may ask.");
  }

  private static SecurityScheme login() {
    return OASFactory.createSecurityScheme()
        .type(SecurityScheme.Type.OPENIDCONNECT)
        .openIdConnectUrl("/auth/realms/ramal/.well-known/openid-configuration")
        .description("Where to get one: authorization code with PKCE, client ramal-frontend.");
  }

  private static Parameter organization() {
    return OASFactory.createParameter()
        .name("X-Org-Id")
        .in(Parameter.In.HEADER)
        .description(
            "The organization asked for. Needed only where the token speaks for several; one that"
                + " is not in the token is 403.")
        .schema(text().maxLength(64))
        .example("aurora");
  }

  private static Parameter limit() {
    return OASFactory.createParameter()
        .name("limit")
        .in(Parameter.In.QUERY)
        .description("How many items a page holds at most.")
        .schema(
            OASFactory.createSchema()
                .type(List.of(SchemaType.INTEGER))
                .format("int32")
                .minimum(BigDecimal.ONE)
                .maximum(BigDecimal.valueOf(Page.LARGEST))
                .defaultValue(Page.USUAL));
  }

  private static Parameter cursor() {
    return OASFactory.createParameter()
        .name("cursor")
        .in(Parameter.In.QUERY)
        .description("Where to go on: the field next of the page before, as it came.")
        .schema(text());
  }

  private static Parameter idempotencyKey() {
    return OASFactory.createParameter()
        .name(Idempotency.HEADER)
        .in(Parameter.In.HEADER)
        .description(
            "A name of yours for this request, new for each intention. Whoever repeats it with the"
                + " same body within 24 hours gets the first answer, and nothing happens twice.")
        .schema(text().minLength(1).maxLength(255))
        .example("0192f3a4-6c1e-7d3b-9f20-5d1c8a7b6e42");
  }

  /** RFC 9457; further members, as in {@code rule}, are allowed and told of by the page. */
  private static Schema problem() {
    Schema field =
        object()
            .addProperty("field", text().description("Path of the field, header or parameter"))
            .addProperty("message", text().description("What is wrong and what would be right"))
            .addProperty(
                "allowed", list(text()).description("The values allowed, when they can be listed"))
            .required(List.of("field", "message"));
    return object()
        .description("What is wrong and what to do (RFC 9457).")
        .addProperty(
            "type", text().format("uri-reference").description("The page that explains the code"))
        .addProperty("title", text().description("The kind of problem, the same every time"))
        .addProperty("status", OASFactory.createSchema().type(List.of(SchemaType.INTEGER)))
        .addProperty("detail", text().description("This occurrence, and what to do about it"))
        .addProperty("instance", text().description("The path that was asked"))
        .addProperty(
            "code", text().pattern("^[A-Z]+-[0-9]{4}$").description("Stable; never reused"))
        .addProperty("errors", list(field).description("One per bad field"))
        .required(List.of("type", "title", "status", "instance", "code"))
        .additionalPropertiesSchema(OASFactory.createSchema().booleanSchema(true));
  }

  private static Schema object() {
    return OASFactory.createSchema().type(List.of(SchemaType.OBJECT));
  }

  private static Schema list(Schema items) {
    return OASFactory.createSchema().type(List.of(SchemaType.ARRAY)).items(items);
  }

  static Schema text() {
    return OASFactory.createSchema().type(List.of(SchemaType.STRING));
  }
}
