/** Server, callbacks with their retries, and the logs of both. */
package dev.ramal.simulators.http;
