/** The whole way: signed callback in, usage line out, frames to browsers between. */
package dev.ramal.bench.pipeline;
