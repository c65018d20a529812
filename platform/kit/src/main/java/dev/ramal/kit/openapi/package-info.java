/** What the OpenAPI documents of all services have in common, said once. */
package dev.ramal.kit.openapi;
