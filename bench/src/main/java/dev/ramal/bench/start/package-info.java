/** How long a service, and a whole sandbox, take until they would serve. */
package dev.ramal.bench.start;
