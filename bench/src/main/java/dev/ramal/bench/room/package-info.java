/** Where one build of the product is measured: servers, databases and services of its own. */
package dev.ramal.bench.room;
