/** A plain JSON client of the public APIs and of the simulators. */
package dev.ramal.sandbox.api;
