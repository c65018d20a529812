// The renderer comes from org.webjars:swagger-ui; the build of the sandbox puts it beside this file.
SwaggerUIBundle({
  url: '/openapi.json',
  dom_id: '#api',
  deepLinking: true,
  displayOperationId: true,
  displayRequestDuration: true,
  docExpansion: 'none',
  persistAuthorization: false,
  validatorUrl: null,
});
