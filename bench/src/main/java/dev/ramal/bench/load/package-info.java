/** What is sent to a service, and how its answers are counted. */
package dev.ramal.bench.load;
