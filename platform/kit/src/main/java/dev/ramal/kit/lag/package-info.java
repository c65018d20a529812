/**
 * Whether what waits moves. Lag is judged by progress, as Burrow does, and not by its size: who is
 * slow and goes on is left alone, who stands still is told of, once, and once more when it goes on.
 */
package dev.ramal.kit.lag;
