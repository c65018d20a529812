/** A toy carrier, by which every service shows what adding a carrier takes. */
package dev.ramal.testkit.tincan;
