package dev.ramal.testkit.contract;

import io.restassured.RestAssured;
import io.restassured.builder.ResponseBuilder;
import io.restassured.filter.Filter;
import io.restassured.filter.FilterContext;
import io.restassured.response.Response;
import io.restassured.specification.FilterableRequestSpecification;
import io.restassured.specification.FilterableResponseSpecification;
import java.net.URI;

/** Every answer of the service under test keeps to its document, or the test that got it fails. */
final class ContractFilter implements Filter {

  @Override
  public Response filter(
      FilterableRequestSpecification request,
      FilterableResponseSpecification expected,
      FilterContext context) {
    Response response = context.next(request, expected);
    URI uri = URI.create(request.getURI());
    if (uri.getPort() != RestAssured.port || !isPublic(uri.getRawPath())) {
      return response;
    }
    byte[] body = response.asByteArray();
    ServedContract.hold(
        uri.getPort(),
        new ServedAnswer(
            request.getMethod(),
            uri.getRawPath(),
            response.statusCode(),
            response.contentType(),
            body));
    return new ResponseBuilder().clone(response).setBody(body).build();
  }

  private static boolean isPublic(String path) {
    return path.startsWith("/api/");
  }
}
