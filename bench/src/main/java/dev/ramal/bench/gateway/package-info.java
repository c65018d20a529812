/** How many callbacks a second the gateway acknowledges, next to the least that could do so. */
package dev.ramal.bench.gateway;
