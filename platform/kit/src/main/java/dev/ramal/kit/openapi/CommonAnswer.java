package dev.ramal.kit.openapi;

import dev.ramal.kit.problem.Problem;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.headers.Header;
import org.eclipse.microprofile.openapi.models.media.Content;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;

/** What the kit answers for every service. */
enum CommonAnswer {
  INVALID("400", "Invalid", "A field, header or parameter is not valid; the problem names it"),
  NOT_SIGNED_IN("401", "NotSignedIn", "No access token, or one that is not valid any more"),
  NOT_PERMITTED("403", "NotPermitted", "The roles, or the organization asked for, do not allow it"),
  TOO_LARGE("413", "TooLarge", "The body is larger than 1 MB"),
  WRONG_TYPE("415", "WrongType", "The body is not application/json"),
  UNEXPECTED("500", "Unexpected", "A failure on our side; it has been logged"),
  BUSY("503", "Busy", "It took too long and nothing was changed; try again after Retry-After");

  private final String status;
  private final String component;
  private final String description;

  CommonAnswer(String status, String component, String description) {
    this.status = status;
    this.component = component;
    this.description = description;
  }

  String status() {
    return status;
  }

  String component() {
    return component;
  }

  APIResponse response() {
    APIResponse response =
        OASFactory.createAPIResponse().description(description).content(problemContent());
    return withHeaders(status, response);
  }

  static Content problemContent() {
    return OASFactory.createContent()
        .addMediaType(
            Problem.MEDIA_TYPE,
            OASFactory.createMediaType()
                .schema(OASFactory.createSchema().ref(SharedParts.PROBLEM)));
  }

  /** The headers that answers of a status have in all services. */
  static APIResponse withHeaders(String status, APIResponse response) {
    switch (status) {
      case "201" -> response.addHeader("Location", header("Where it can be read"));
      case "401" -> response.addHeader("WWW-Authenticate", header("What is wrong with the token"));
      case "429", "503" -> response.addHeader("Retry-After", header("Seconds to wait"));
      default -> {}
    }
    return response;
  }

  static Header header(String description) {
    return OASFactory.createHeader().description(description).schema(SharedParts.text());
  }
}
