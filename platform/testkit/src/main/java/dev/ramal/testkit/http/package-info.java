/** One dialect of HTTP, held over every operation that a service describes. */
package dev.ramal.testkit.http;
