/** Clicks to call: how long they take, quiet and while facts arrive. */
package dev.ramal.bench.dial;
