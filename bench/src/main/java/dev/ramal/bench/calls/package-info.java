/** Carriers' facts becoming calls. */
package dev.ramal.bench.calls;
