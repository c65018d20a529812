package dev.ramal.crm.connections;

import dev.ramal.crm.CrmProblems;
import dev.ramal.crm.port.CrmPort.ClientCredentials;
import dev.ramal.crm.port.CrmPort.Credential;
import dev.ramal.kit.problem.Problem;
import jakarta.validation.constraints.Size;
import java.util.Objects;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What an administrator enters to connect a CRM: an application and a refresh token, or a token
 * alone where the CRM knows no applications.
 *
 * @param crm name of the CRM; null for the usual one
 * @param clientId of the application registered at the CRM; null with a token
 * @param clientSecret of the same application; null with a token
 * @param refreshToken from the consent; it is used up by the first exchange; null with a token
 * @param token of a user of the CRM; null with an application
 * @param otherAccount whether it is another account of the CRM that is connected already: what is
 *     remembered of the one before is forgotten; null is no
 */
@Schema(
    examples =
"""
{"clientId": "b3a1f0c2", "clientSecret": "secret of the application", "refreshToken": "from the consent"}
""")
public record CrmConnectionRequest(
    @Size(max = 40) String crm,
    @Size(max = 200) @Schema(pattern = "\\S") String clientId,
    @Size(max = 500) @Schema(pattern = "\\S") String clientSecret,
    @Size(max = 2000) @Schema(pattern = "\\S") String refreshToken,
    @Size(max = 500) @Schema(pattern = "\\S") String token,
    Boolean otherAccount) {

  ClientCredentials client(Credential wanted) {
    return wanted == Credential.TOKEN
        ? ClientCredentials.NONE
        : new ClientCredentials(clientId, clientSecret);
  }

  /** What is exchanged for an access token. */
  String exchanged(Credential wanted) {
    return wanted == Credential.TOKEN ? token : refreshToken;
  }

  /**
   * @throws dev.ramal.kit.problem.ProblemException 400 naming each field that the CRM wants and
   *     that is missing, and each that it does not want
   */
  void check(Credential wanted) {
    if (crm == null
        && Stream.of(clientId, clientSecret, refreshToken, token).allMatch(Objects::isNull)) {
      throw CrmProblems.noCredentials();
    }
    boolean application = wanted == Credential.APPLICATION;
    Problem problem = Problem.badFields();
    problem = field(problem, "clientId", clientId, application);
    problem = field(problem, "clientSecret", clientSecret, application);
    problem = field(problem, "refreshToken", refreshToken, application);
    problem = field(problem, "token", token, !application);
    if (!problem.errors().isEmpty()) {
      throw problem.exception();
    }
  }

  private static Problem field(Problem problem, String name, String value, boolean wanted) {
    if (wanted && (value == null || value.isBlank())) {
      return problem.field(name, "must not be blank");
    }
    return !wanted && value != null
        ? problem.field(name, "must be left out: this CRM is connected by other credentials")
        : problem;
  }
}
