/** One dialect of HTTP in all services: what a request may be, and where an answer leads. */
package dev.ramal.kit.http;
