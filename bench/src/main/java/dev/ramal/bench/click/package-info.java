/** What all that is decided for a click adds to it. */
package dev.ramal.bench.click;
